/** Ends a switch over a closed union; a new member that nobody handles fails to compile, and throws if it comes at run time. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
