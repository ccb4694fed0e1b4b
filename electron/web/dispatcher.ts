/** Calls of the renderer, checked on the way in and on the way out; the same for every host. */
import { type Handlers, type Method, procedures, type Reply } from '#shared/api/contract.ts';

/** Answers one call. Takes anything, because what arrives over a transport is not to be trusted, and never throws. */
export type Dispatch = (method: unknown, input: unknown) => Promise<Reply>;

/** Told about calls that threw: a bug of ours, worth a line on standard error. */
export type FailureLog = (method: Method, error: unknown) => void;

/**
 * A dispatcher over the services. Replies carry one of the codes `unknown_method`,
 * `bad_input` and `internal`; none of them holds a stack, a path or a credential.
 */
export function createDispatch(handlers: Handlers, log: FailureLog): Dispatch {
  return async (method, input) => {
    if (!isMethod(method)) return refused('unknown_method', 'There is no such call.');
    const parsed = procedures[method].input.safeParse(input);
    if (!parsed.success) return refused('bad_input', inputMessage(method, parsed.error.issues[0]));
    try {
      const handler = handlers[method] as (checked: unknown) => Promise<unknown>;
      return { ok: true, value: procedures[method].output.parse(await handler(parsed.data)) };
    } catch (error) {
      log(method, error);
      return refused('internal', `The call ${method} failed inside Linkscape. Details are in the log of the program.`);
    }
  };
}

/** The reply to a call that is not answered. */
export function refused(code: string, message: string): Reply {
  return { ok: false, error: { code, message } };
}

/** Writes a failed call to standard error: the stack, which names our code, and never the input, which may hold a secret. */
export function logFailure(method: Method, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  process.stderr.write(`${method} failed: ${detail}\n`);
}

function isMethod(method: unknown): method is Method {
  return typeof method === 'string' && Object.hasOwn(procedures, method);
}

function inputMessage(method: Method, issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined): string {
  const where = issue === undefined || issue.path.length === 0 ? 'the input' : issue.path.map(String).join('.');
  return `${method} refuses ${where}: ${issue?.message ?? 'not what the contract says'}.`;
}
