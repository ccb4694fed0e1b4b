/** `--name value` pairs of a bench's command line, numbers only. */
export function numbersOf<Name extends string>(argv: readonly string[], defaults: Readonly<Record<Name, number>>): Record<Name, number> {
  const found: Record<string, number> = { ...defaults };
  for (let index = 0; index < argv.length; index += 1) {
    const name = argv[index]?.replace(/^--/, '') ?? '';
    if (name in defaults) found[name] = Number(argv[index + 1]);
  }
  return found as Record<Name, number>;
}

/** The middle of several runs: these machines are noisy, and the best run flatters. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
