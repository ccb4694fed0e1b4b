import { CallError } from '#shared/api/client.ts';
import type { Problem } from '#shared/base/outcome.ts';

/** What was thrown, told to a person: refusals of the host carry their own sentence. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CallError) return { code: error.code, what: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'unexpected',
    what: 'Something went wrong in Linkscape',
    why: message,
    remedy: 'Try again; if it happens again, please report it.',
  };
}
