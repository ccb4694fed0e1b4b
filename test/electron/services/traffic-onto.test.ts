import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { trafficOnto } from '#electron/services/traffic-onto.ts';
import { isTrafficFile } from '#renderer/store/traffic-file.ts';
import { lineOf, recordsOf, version5 } from '../imports/flow-logs/generate.ts';

const demo = demoDocument('test');
const [snapshot] = demo.snapshots;
if (snapshot === undefined) throw new Error('the demo has a snapshot');
const base = JSON.stringify(demo);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const usage = `scope,region,service,gb_per_month\n${snapshot.vpcs[0]?.vpcId},us-east-1,s3,120\n`;
const next = recordsOf(snapshot, 9);
const log = `${version5}\n${Array.from({ length: 400 }, () => lineOf(next(), version5)).join('\n')}\n`;

describe('traffic that is dropped on a document', () => {
  it('joins it: a usage file once however often it comes', async () => {
    const once = await trafficOnto(bytesOf(usage), 'typed.csv', base, 'Demo');
    if (once.kind === 'problem') throw new Error(JSON.stringify(once.problem));
    const twice = await trafficOnto(bytesOf(usage), 'typed.csv', JSON.stringify(once.value.document), 'Demo');
    if (twice.kind === 'problem') throw new Error(JSON.stringify(twice.problem));
    expect(twice.value.document.usage).toEqual(once.value.document.usage);
    expect(twice.value.document.usage.length).toBe(demo.usage.length + 1);
    expect(twice.value).toMatchObject({
      title: 'Demo',
      notices: ['typed.csv: 1 rows of traffic were added. Save the document to keep them.'],
    });
  });

  it('joins it: flow logs, packed or not, with the same figures', async () => {
    const [plain, packed] = await Promise.all([
      trafficOnto(bytesOf(log), 'x.log', base, 'Demo'),
      trafficOnto(gzipSync(log), '../../x.log.gz', base, 'Demo'),
    ]);
    if (plain.kind === 'problem' || packed.kind === 'problem') throw new Error('both are whole');
    const rows = plain.value.document.usage.at(-1)?.rows;
    expect(rows?.length).toBeGreaterThan(10);
    expect(packed.value.document.usage.at(-1)?.rows).toEqual(rows);
  });

  it('is refused with the reason, and leaves nothing', async () => {
    expect(
      await trafficOnto(bytesOf('scope,region,service,gb_per_month\nvpc-1,us-east-1,s3,1e400\n'), 'bad.csv', base, 'Demo'),
    ).toMatchObject({
      kind: 'problem',
      problem: { code: 'usage', where: 'bad.csv' },
    });
    expect(await trafficOnto(gzipSync(log).subarray(0, 900), 'torn.log.gz', base, 'Demo')).toMatchObject({
      kind: 'problem',
      problem: { where: 'torn.log.gz' },
    });
    expect((await trafficOnto(bytesOf('hello\n'), 'hello.log', base, 'Demo')).kind).toBe('problem');
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
