import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, roundedText } from '#shared/base/decimal.ts';
import { answersOf, type Inputs, truncated } from './vector-adapter.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly inputs: Inputs;
  readonly expected: Readonly<Record<string, string | null>>;
  readonly tolerance?: string;
}

/** `LINKSCAPE_VECTORS`, else the file beside the checkout; `null` where there is none. */
function vectorsFile(): string | null {
  const given = process.env['LINKSCAPE_VECTORS'];
  if (given !== undefined && given !== '') return given;
  const beside = path.resolve(import.meta.dirname, '../../../../..', 'shared', 'prices', 'vectors.json');
  return existsSync(beside) ? beside : null;
}

/** `null` where the answer is as expected, else what it is. */
function difference(vector: Vector, key: string, expected: string | null): string | null {
  const rounded = key.endsWith('Rounded');
  const answers = answersOf(vector.kind, vector.inputs);
  const name = rounded ? key.slice(0, -'Rounded'.length) : key;
  if (!(name in answers)) return `${name} is not an answer of ${vector.kind}`;
  const answer = answers[name] ?? null;
  if (answer === null || expected === null)
    return answer === expected ? null : `${key}: ${answer === null ? 'unknown' : decimalText(answer)}`;
  if (rounded) return roundedText(answer, 2) === expected ? null : `${key}: ${roundedText(answer, 2)}`;
  const places = expected.split('.')[1]?.length ?? 0;
  const shown = places >= 12 ? truncated(answer, places) : answer;
  const allowed = decimal(vector.tolerance?.split(' ')[0] ?? 0);
  return shown.minus(decimal(expected)).abs().lte(allowed) ? null : `${key}: ${decimalText(answer)}`;
}

const file = vectorsFile();
if (file === null) console.info('price vectors skipped: no vectors.json beside the checkout and LINKSCAPE_VECTORS is not set');

describe.skipIf(file === null)('price vectors', () => {
  const vectors = file === null ? [] : (JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }).vectors;

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const asserted = Object.entries(vector.expected).filter(([key]) => !key.startsWith('wrongIf'));
    expect(asserted.length).toBeGreaterThan(0);
    expect(asserted.flatMap(([key, expected]) => difference(vector, key, expected) ?? [])).toEqual([]);
  });

  it('are refused where nobody knows their kind', () => {
    expect(() => answersOf('no-such-kind', {})).toThrow('unknown kind');
  });
});
