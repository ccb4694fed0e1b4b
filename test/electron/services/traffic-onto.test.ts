import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { trafficOnto } from '#electron/services/traffic-onto.ts';
import { isIpRanges, isTrafficFile } from '#renderer/store/traffic-file.ts';
import { lineOf, recordsOf, version5 } from '../imports/flow-logs/generate.ts';

const demo = demoDocument('test');
const [snapshot] = demo.snapshots;
if (snapshot === undefined) throw new Error('the demo has a snapshot');
const base = JSON.stringify(demo);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const usage = `scope,region,service,gb_per_month\n${snapshot.vpcs[0]?.vpcId},us-east-1,s3,120\n`;
const next = recordsOf(snapshot, 9);
const log = `${version5}\n${Array.from({ length: 400 }, () => lineOf(next(), version5)).join('\n')}\n`;

/** One file, without address ranges. */
function onto(bytes: Uint8Array, name: string, document: string) {
  return trafficOnto([{ name, bytes }], null, document, 'Demo');
}

describe('traffic that is dropped on a document', () => {
  it('joins it: a usage file once however often it comes', async () => {
    const once = await onto(bytesOf(usage), 'typed.csv', base);
    if (once.kind === 'problem') throw new Error(JSON.stringify(once.problem));
    const twice = await onto(bytesOf(usage), 'typed.csv', JSON.stringify(once.value.document));
    if (twice.kind === 'problem') throw new Error(JSON.stringify(twice.problem));
    expect(twice.value.document.usage).toEqual(once.value.document.usage);
    expect(twice.value.document.usage.length).toBe(demo.usage.length + 1);
    expect(twice.value).toMatchObject({
      title: 'Demo',
      notices: ['typed.csv: 1 rows of traffic were added. Save the document to keep them.'],
    });
  });

  it('joins it: flow logs, packed or not, with the same figures', async () => {
    const [plain, packed] = await Promise.all([onto(bytesOf(log), 'x.log', base), onto(gzipSync(log), '../../x.log.gz', base)]);
    if (plain.kind === 'problem' || packed.kind === 'problem') throw new Error('both are whole');
    const rows = plain.value.document.usage.at(-1)?.rows;
    expect(rows?.length).toBeGreaterThan(10);
    expect(packed.value.document.usage.at(-1)?.rows).toEqual(rows);
  });

  it('joins it: several logs as one, named by the address ranges that came with them, and says how far it is', async () => {
    const half = log.indexOf('\n', log.length / 2) + 1;
    const parts = [log.slice(0, half), `${version5}\n${log.slice(half)}`];
    const files = parts.map((text, index) => ({ name: `${index}.log`, bytes: bytesOf(text) }));
    const prefixes = [{ ip_prefix: '93.184.216.0/24', region: 'us-east-1', service: 'EC2' }];
    const ranges = bytesOf(JSON.stringify({ syncToken: '1', prefixes }));
    expect([isIpRanges(ranges), isIpRanges(bytesOf('{"Vpcs":[]}'))]).toEqual([true, false]);
    const [whole, joined, ranged] = await Promise.all([
      onto(bytesOf(log), 'x.log', base),
      trafficOnto(files, null, base, 'Demo'),
      trafficOnto(files, ranges, base, 'Demo'),
    ]);
    if (whole.kind === 'problem' || joined.kind === 'problem' || ranged.kind === 'problem') throw new Error('all are whole');
    const rows = (opened: typeof whole) => opened.value.document.usage.at(-1)?.rows;
    expect(rows(joined)).toEqual(rows(whole));
    expect(rows(ranged)).not.toEqual(rows(whole));
    expect(ranged.value.document.usage.at(-1)?.source).toContain('addresses by ip-ranges.json');
    expect(ranged.value.notices[0]).toMatch(/^2 files: \d+ rows of traffic were added/);
  });

  it('stops when it is cancelled, and names a bad list of ranges', async () => {
    const stopped = await trafficOnto([{ name: 'x.log', bytes: bytesOf(log) }], null, base, 'Demo', { signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({ kind: 'problem', problem: { code: 'cancelled' } });
    const bad = await trafficOnto([{ name: 'x.log', bytes: bytesOf(log) }], bytesOf('{'), base, 'Demo');
    expect(bad).toMatchObject({ kind: 'problem', problem: { code: 'ip-ranges', where: 'ip-ranges.json' } });
  });

  it('is refused with the reason, and leaves nothing', async () => {
    expect(await onto(bytesOf('scope,region,service,gb_per_month\nvpc-1,us-east-1,s3,1e400\n'), 'bad.csv', base)).toMatchObject({
      kind: 'problem',
      problem: { code: 'usage', where: 'bad.csv' },
    });
    expect(await onto(gzipSync(log).subarray(0, 900), 'torn.log.gz', base)).toMatchObject({
      kind: 'problem',
      problem: { where: 'torn.log.gz' },
    });
    expect((await onto(bytesOf('hello\n'), 'hello.log', base)).kind).toBe('problem');
    const strange = `${version5}\n${lineOf({ ...next(), 'interface-id': 'eni-1', 'resource-id': '-' }, version5)}\n`;
    expect(await onto(bytesOf(strange), 'strange.log', base)).toMatchObject({
      kind: 'problem',
      problem: { code: 'flow-logs-nothing', where: 'strange.log' },
    });
  });

  it.each([
    ['usage.csv', usage, true],
    ['a.log', log, true],
    ['bare.log', '2 111122223333 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 9 1790000000 1790000060 ACCEPT OK\n', true],
    ['x.parquet', 'PAR1xxxx', true],
    ['vpcs.json', '{"Vpcs":[]}', false],
    ['main.tf.json', '{"resource_changes":[]}', false],
    ['estate.json', '{"format":"linkscape","usage":[{"rows":[{"gb_per_month":"1"}]}]}', false],
  ])('is known by its content: %s', (name, text, isIt) => {
    expect(isTrafficFile(name, bytesOf(text))).toBe(isIt);
  });
});
