import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from '#shared/base/outcome.ts';
import { parseCsv } from '#shared/model/csv.ts';
import { parseHoursPerMonth, parseUsage } from '#shared/model/usage-file.ts';

const header = 'scope,region,service,gb_per_month';

function problemsOf(text: string): readonly string[] {
  const parsed = parseUsage(text, 'usage.csv');
  return parsed.kind === 'problem' ? parsed.problem.map(problemText) : [];
}

describe('a usage file', () => {
  it('is read from CSV, with quotes, line ends of both kinds and a byte order mark', () => {
    const text = `\uFEFF${header},from_zone,basis\r\nvpc-1,us-east-1,s3,10.50,use1-az4,measured\n"vpc-1",us-east-1,"ecr.api",3,,\n`;
    expect(parseUsage(text, 'usage.csv')).toEqual({
      kind: 'ok',
      value: {
        schemaVersion: 1,
        name: 'usage.csv',
        source: 'CSV rows',
        rows: [
          {
            scope: 'vpc-1',
            region: 'us-east-1',
            service: 's3',
            gb_per_month: '10.50',
            kind: 'demand',
            direction: 'both',
            from_zone: 'use1-az4',
            basis: 'measured',
          },
          { scope: 'vpc-1', region: 'us-east-1', service: 'ecr.api', gb_per_month: '3', kind: 'demand', direction: 'both', basis: 'typed' },
        ],
      },
    });
  });

  it('is read from JSON rows, plain or in a set, with numbers or text', () => {
    const rows = [{ scope: 'vpc-1', region: 'us-east-1', service: 's3', gb_per_month: 1.5 }];
    const expected = [
      { scope: 'vpc-1', region: 'us-east-1', service: 's3', gb_per_month: '1.5', kind: 'demand', direction: 'both', basis: 'typed' },
    ];
    for (const text of [JSON.stringify(rows), JSON.stringify({ schemaVersion: 1, rows })]) {
      expect(parseUsage(text, 'usage.json')).toMatchObject({ kind: 'ok', value: { rows: expected } });
    }
  });

  it.each(['NaN', '1e400', '-1', '"1,5"', '1 TB', 'Infinity', '', '0x10', '1.', '+1'])('refuses %s GB with line and column', (gb) => {
    const [problem, ...others] = problemsOf(`${header}\nvpc-1,us-east-1,s3,1\nvpc-1,us-east-1,s3,${gb}\n`);
    expect(others).toEqual([]);
    expect(problem).toContain('line 3, column gb_per_month');
  });

  it('names every bad cell, and what to write instead', () => {
    const bad = `${header},from_zone,class\nfoo,us-east-1a,s3,1 TB,us-east-1a,Q\n`;
    expect(problemsOf(bad)).toEqual([
      '"foo" is no VPC id; write vpc-… (usage.csv, line 2, column scope).',
      '"us-east-1a" is no Region; write us-east-1 (usage.csv, line 2, column region).',
      '"1 TB" has a unit; write the number of GB (2^30 bytes) alone (usage.csv, line 2, column gb_per_month).',
      '"Q" is not one of G, P, X, C, N, I, A, U (usage.csv, line 2, column class).',
      '"us-east-1a" is a zone name, which means another zone in another account; write the AZ ID, such as use1-az4 (usage.csv, line 2, column from_zone).',
    ]);
  });

  it('refuses headers, rows and files that do not fit', () => {
    expect(problemsOf('')[0]).toContain('empty');
    expect(problemsOf('scope;region;service;gb_per_month\n')[0]).toContain('separate columns with commas');
    expect(problemsOf(`${header},hour\n`)[0]).toContain('no column "hour"');
    expect(problemsOf(`${header}\nvpc-1,us-east-1,s3\n`)[0]).toContain('3 fields');
    expect(problemsOf(`${header}\nvpc-1,us-east-1,"s3,1\n`)[0]).toContain('never closed');
    expect(problemsOf('[{"scope":')[0]).toContain('not valid JSON');
    expect(problemsOf('[{"scope":"vpc-1","region":"us-east-1","service":"s3","gb_per_month":1e400}]')[0]).toContain('row 1, gb_per_month');
    expect(problemsOf(`${header},window_start,window_end\nvpc-1,us-east-1,s3,1,2026-10-02,2026-10-01\n`)[0]).toContain('before it starts');
  });
});

describe('hours of a month', () => {
  it('are at most 744', () => {
    expect(parseHoursPerMonth('730')).toEqual({ kind: 'ok', value: 730 });
    expect(['745', '0', '-1', 'NaN', '7e2', ''].map((text) => parseHoursPerMonth(text).kind)).toEqual(Array(6).fill('problem'));
  });
});

describe('the CSV reader', () => {
  it('gives back what a correct writer wrote', () => {
    const field = fc.string().map((text) => text.replace(/\r/g, ''));
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const text = rows.map((fields) => fields.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        const parsed = parseCsv(text);
        expect(parsed.kind === 'ok' ? parsed.value.map((record) => record.fields) : parsed).toEqual(rows);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['ok', 'problem']).toContain(parseCsv(text).kind);
      }),
    );
  });
});
