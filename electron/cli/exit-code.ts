/** What the program ends with; an error wins over findings, findings over incomplete coverage. */
export const exitCodes = { ok: 0, error: 1, findings: 2, incomplete: 3, cancelled: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The code that wins where several apply. */
export function worstExit(...codes: readonly ExitCode[]): ExitCode {
  const order: readonly ExitCode[] = [exitCodes.cancelled, exitCodes.error, exitCodes.findings, exitCodes.incomplete, exitCodes.ok];
  return order.find((code) => codes.includes(code)) ?? exitCodes.ok;
}
