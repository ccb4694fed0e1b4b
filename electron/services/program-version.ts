import { readFileSync } from 'node:fs';

/** The version of the program, from the package it was started from. */
export function programVersion(): string {
  for (const relative of ['../../package.json', '../package.json']) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(new URL(relative, import.meta.url), 'utf8'));
      if (typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'linkscape' && 'version' in parsed)
        return String(parsed.version);
    } catch {
      // Built and unbuilt programs lie at different depths: try the next.
    }
  }
  return '0.0.0';
}
