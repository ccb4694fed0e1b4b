import { describe, expect, it } from 'vitest';
import { csvText } from '#shared/export/csv.ts';
import { markdownTable } from '#shared/export/markdown.ts';
import { hostileNames } from './hostile-names.ts';

describe('csvText', () => {
  it('writes exact amounts as numbers, negative ones too, and text that looks like one as text', () => {
    expect(csvText(['a', 'b', 'c'], [[{ exact: '-0.045' }, '-0.045', { exact: '=1+1' }]])).toBe(
      '"a","b","c"\r\n-0.045,"\'-0.045","\'=1+1"\r\n',
    );
  });
});

describe('markdownTable', () => {
  it('keeps every hostile name in one row with as many cells as the heading', () => {
    const lines = markdownTable(
      ['name', 'other'],
      hostileNames.map((name) => [name, 1]),
    ).split('\n');
    expect(lines).toHaveLength(hostileNames.length + 2);
    expect(lines.filter((line) => line.match(/(?<!\\)\|/g)?.length !== 3)).toEqual([]);
    expect(lines.filter((line) => /<|\]\(|(?<!\\)`/.test(line))).toEqual([]);
  });
});
