import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { columnName } from '#electron/imports/flow-logs/fields.ts';
import { groundOf, parseIpRanges } from '#electron/imports/flow-logs/ground.ts';
import { importFlowLogs } from '#electron/imports/flow-logs/import-flow-logs.ts';
import { attributionSql } from '#electron/imports/flow-logs/query.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { runs } from '#test/long-run.ts';
import { recorded } from '#test/recorded.ts';
import { type Fields, lineOf, recordsOf, version11, version2, version5 } from './generate.ts';
import { type Prefix, referenceBytes } from './reference.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'flow-logs-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const snapshot = demoSnapshot();
const [zonal] = snapshot.natGateways.filter((nat) => nat.region === 'us-east-1' && nat.connectivityType === 'public');
if (zonal === undefined) throw new Error('the demo estate has a NAT gateway in us-east-1');

/** S3 of two Regions, listed for EC2 and AMAZON too, as AWS does. */
const prefixes: readonly Prefix[] = [
  { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'AMAZON' },
  { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'S3' },
  { ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'EC2' },
  { ip_prefix: '52.94.0.0/16', region: 'us-east-1', service: 'AMAZON' },
  { ip_prefix: '52.94.5.0/24', region: 'us-east-1', service: 'EC2' },
  { ip_prefix: '52.94.5.128/25', region: 'us-east-1', service: 'DYNAMODB' },
  { ip_prefix: '54.239.0.0/16', region: 'us-east-1', service: 'AMAZON' },
  { ip_prefix: '52.219.137.0/24', region: 'us-east-1', service: 'S3' },
];

function written(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function madeUp(count: number, seed: number): Fields[] {
  const next = recordsOf(snapshot, seed);
  return Array.from({ length: count }, () => next());
}

function textOf(records: readonly Fields[], header: string): string {
  return `${[header, ...records.map((record) => lineOf(record, header))].join('\n')}\n`;
}

async function imported(paths: readonly string[], ipRangesFile: string | null = null) {
  const outcome = await importFlowLogs({ paths, ipRangesFile, snapshot });
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

/** The rows as bytes again, by the keys of the reference. */
function bytesOf({ usage, figures }: Awaited<ReturnType<typeof imported>>): Record<string, number> {
  const demand = usage.rows.filter((row) => row.kind === 'demand');
  return Object.fromEntries(
    demand.map((row) => [
      [row.scope, row.nat_gateway_id, row.class, row.service, row.from_zone ?? '', row.to_zone ?? '', row.direction].join(' '),
      Math.round((Number(row.gb_per_month) * 2 ** 30 * figures.windowHours) / 730),
    ]),
  );
}

/** The fields a header leaves out are absent for the reference too. */
function seenThrough(records: readonly Fields[], header: string): Fields[] {
  const fields = header.split(' ');
  return records.map((record) => Object.fromEntries(fields.map((field) => [field, record[field] ?? '-'])));
}

describe('attribution against the plain reference', () => {
  const ranges = written('ip-ranges.json', JSON.stringify({ prefixes }));
  it.each([
    { header: version5, ipRanges: null },
    { header: version5, ipRanges: ranges },
    { header: `${version5} resource-id`, ipRanges: ranges },
    { header: version11, ipRanges: null },
    { header: version11, ipRanges: ranges },
  ])('is equal, case %#', async ({ header, ipRanges }) => {
    const records = madeUp(runs(2000, 6000), header.length);
    const half = records.length / 2;
    const files = [
      written(`a-${header.length}.log`, textOf(records.slice(0, half), header)),
      written(`b-${header.length}.log.gz`, gzipSync(textOf(records.slice(half), header))),
    ];
    const result = await imported(files, ipRanges);
    const wanted = referenceBytes(snapshot, seenThrough(records, header), ipRanges === null ? null : prefixes);
    expect(bytesOf(result)).toEqual(wanted);
    expect(Object.keys(wanted).length).toBeGreaterThan(50);
    expect(result.figures.records).toBe(records.length);
  });

  it('does not depend on files whose fields differ, nor on their order', async () => {
    const records = madeUp(1000, 7);
    const swapped = version11.split(' ').reverse().join(' ');
    const one = written('one.log', textOf(records, version11));
    const first = written('first.log', textOf(records.slice(0, 500), version11));
    const second = written('second.log', textOf(records.slice(500), `extra-field ${swapped}`));
    expect(bytesOf(await imported([second, first]))).toEqual(bytesOf(await imported([one])));
  });

  it('reads Parquet as text', async () => {
    const records = madeUp(1000, 11);
    const text = written('p.log', textOf(records, version11));
    const parquet = path.join(folder, 'p.parquet');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const columns = version11.split(' ').map((field) => `'${columnName(field)}': 'VARCHAR'`);
    const typed = '* REPLACE (TRY_CAST(bytes AS BIGINT) AS bytes, CAST(start AS INTEGER) AS start, CAST("end" AS INTEGER) AS "end")';
    await connection.run(
      `COPY (SELECT ${typed} FROM read_csv('${text}', auto_detect = false, header = true, delim = ' ', quote = '', columns = {${columns.join(', ')}})) TO '${parquet}' (FORMAT parquet)`,
    );
    connection.closeSync();
    expect(bytesOf(await imported([parquet]))).toEqual(bytesOf(await imported([text])));
  });
});

describe('one definition, two engines', () => {
  it('gives the same answer from the text for Athena as from the text for DuckDB', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const columns = version11.split(' ').map(columnName);
    await connection.run(`CREATE TABLE flow_logs (${columns.map((column) => `"${column}" VARCHAR`).join(', ')})`);
    const appender = await connection.createAppender('flow_logs');
    for (const record of madeUp(3000, 3)) {
      for (const field of version11.split(' ')) appender.appendVarchar(record[field] ?? '-');
      appender.endRow();
    }
    appender.closeSync();
    const parsed = parseIpRanges(JSON.stringify({ prefixes }), 'x');
    if (parsed.kind === 'problem') throw new Error('the list is good');
    const sources = [{ relation: 'flow_logs', columns }];
    const inline = attributionSql({ sources, ground: groundOf(snapshot, parsed.value, 2 ** 24), dimensions: 'inline' });
    const ground = groundOf(snapshot, parsed.value);
    for (const table of ground.dimensions) {
      const cells = table.rows.map(
        (row) => `(${row.map((cell) => (cell === null ? 'NULL' : typeof cell === 'number' ? cell : `'${cell}'`)).join(', ')})`,
      );
      await connection.run(`CREATE TABLE ${table.name} (${table.columns.map((column) => `${column.name} ${column.type}`).join(', ')})`);
      await connection.run(`INSERT INTO ${table.name} VALUES ${cells.join(', ')}`);
    }
    const [local, inPlace] = [
      await connection.runAndReadAll(attributionSql({ sources, ground, dimensions: 'tables' })),
      await connection.runAndReadAll(inline),
    ];
    expect(inPlace.getRowObjectsJson()).toEqual(local.getRowObjectsJson());
    expect(local.currentRowCount).toBeGreaterThan(50);
    connection.closeSync();
  });
});

describe('logs of the default format', () => {
  const { networkInterfaceId: eni = null, privateIp: own = null } = zonal.addresses[0] ?? {};
  const near = '10.52.0.9';
  const line = (src: string, dst: string, bytes: number): string =>
    `2 111122223333 ${eni} ${src} ${dst} 1 2 6 1 ${bytes} 1790000000 1790003600 ACCEPT OK`;
  const lines = [
    line(near, `${own}`, 100),
    line(`${own}`, '93.184.216.34', 100),
    line('93.184.216.34', `${own}`, 900),
    line(`${own}`, near, 900),
  ];

  it('counts both directions once; without packet addresses the destination is unknown', async () => {
    const result = await imported([written('default.log', `${version2}\n${lines.join('\r\n')}\n`)]);
    const rows = result.usage.rows.filter((row) => row.kind === 'demand');
    expect(rows.map((row) => [row.class, row.service, row.direction])).toEqual([
      ['U', 'unattributed', 'in'],
      ['U', 'unattributed', 'out'],
    ]);
    expect(result.notices[0]).toBe(
      '1000 bytes name no destination and are not attributed: log pkt-srcaddr, pkt-dstaddr and pkt-dst-aws-service (version 3 and 5), or give ip-ranges.json.',
    );
    expect(result.figures.attributedBytes).toBe('1000');
  });

  it('takes the public legs where address ranges can name them, also without a header line', async () => {
    const result = await imported([written('bare.log', `${lines.join('\n')}\n`)], written('r.json', JSON.stringify({ prefixes })));
    const rows = result.usage.rows.filter((row) => row.kind === 'demand');
    expect(rows.map((row) => [row.class, row.service, row.direction])).toEqual([
      ['I', 'internet', 'in'],
      ['I', 'internet', 'out'],
    ]);
    expect(result.figures.attributedBytes).toBe('1000');
  });

  it('makes control totals that are the exact sum of their demand, and keeps the window', async () => {
    const { usage } = await imported([written('default2.log', `${version2}\n${lines.join('\n')}\n`)]);
    const [control] = usage.rows.filter((row) => row.kind === 'control');
    expect(control).toEqual({
      scope: zonal.vpcId,
      region: 'us-east-1',
      service: 'unattributed',
      gb_per_month: '0.00067986548',
      kind: 'control',
      nat_gateway_id: zonal.natGatewayId,
      direction: 'both',
      window_start: '2026-09-21T14:13:20.000Z',
      window_end: '2026-09-21T15:13:20.000Z',
      basis: 'measured',
    });
  });
});

describe('files that are no good', () => {
  it.each([
    { name: 'text.log', content: 'hello world\n', why: 'the first line names no fields and is no record of the default format' },
    { name: 'few.log', content: 'version interface-id bytes start\n', why: 'the fields end, srcaddr, dstaddr are not logged' },
  ])('tells why: $name', async ({ name, content, why }) => {
    const outcome = await importFlowLogs({ paths: [written(name, content)], ipRangesFile: null, snapshot });
    expect(outcome.kind === 'problem' ? outcome.problem.why : null).toBe(why);
  });

  it('tells of a packed file that is cut off', async () => {
    const whole = gzipSync(textOf(madeUp(5000, 5), version5));
    const outcome = await importFlowLogs({
      paths: [written('cut.log.gz', whole.subarray(0, whole.length / 2))],
      ipRangesFile: null,
      snapshot,
    });
    expect(outcome.kind === 'problem' ? outcome.problem.what : null).toBe('The packed file is not whole');
  });

  it('counts lines that do not fit', async () => {
    const result = await imported([written('bad.log', `${textOf(madeUp(50, 9), version5)}5 broken line\n`)]);
    expect(result.notices.at(-1)).toBe('1 lines do not fit the fields of their file; they are left out.');
  });
});

const logs = recorded('flowlogs');

describe.skipIf(logs === null)('recorded logs', () => {
  it('reads every version, NODATA rows and fields it does not know', async () => {
    const { figures, usage, notices } = await imported([logs ?? '']);
    expect({ records: figures.records, rows: usage.rows }).toEqual({ records: 4, rows: [] });
    expect(notices).toContain('1 records say NODATA or SKIPDATA, or name no addresses.');
  });
});
