/** The arguments of `serve [F] [--port N] [--no-open]`. */
import { parseArgs } from 'node:util';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';

export interface ServeArguments {
  /** The document to show first, as it was given. */
  readonly file: string | null;
  /** 0: a free one. */
  readonly port: number;
  /** Whether to open the person's browser. */
  readonly open: boolean;
}

/** Reads what stands after the program's name. */
export function parseServeArguments(args: readonly string[]): Outcome<ServeArguments, Problem> {
  const parsed = parsedOptions(args);
  if (parsed === null) return failed(problem('serve does not know one of its arguments', args.join(' ')));
  const { positionals, values } = parsed;
  if (positionals.length > 1) return failed(problem('serve shows one document', positionals.join(' ')));
  const port = Number(values.port ?? '0');
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535) return failed(problem('That is no port number', `--port ${values.port}`));
  return ok({ file: positionals[0] ?? null, port, open: values['no-open'] !== true });
}

function parsedOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    });
  } catch {
    return null;
  }
}

function problem(what: string, where: string): Problem {
  return { code: 'bad-arguments', what, where, remedy: 'Use: serve [document.linkscape] [--port 0-65535] [--no-open].' };
}
