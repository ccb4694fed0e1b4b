import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { redactAddress } from '#shared/export/redact-address.ts';
import { redactSnapshot, standInOf } from '#shared/export/redact.ts';
import { collectionNames } from '#shared/model/collections.ts';
import { type Snapshot, snapshotSchema } from '#shared/model/snapshot.ts';

const original = demoSnapshot();
const redaction = redactSnapshot(original, 'key');
/** Every string in the snapshot; the names of its fields are ours. */
const text = JSON.stringify(stringsIn(redaction.snapshot));

describe('redactSnapshot', () => {
  it('leaves no account id', () => {
    expect(Object.keys(redaction.accounts).length).toBeGreaterThan(5);
    expect(Object.keys(redaction.accounts).filter((id) => text.includes(id))).toEqual([]);
  });

  it('leaves no name of an account, VPC, subnet, service, load balancer or domain', () => {
    const { accounts, vpcs, subnets, endpointServices, loadBalancers, vpcEndpoints, routeTables, natGateways } = original;
    const named = [accounts, vpcs, subnets, endpointServices, loadBalancers, vpcEndpoints, routeTables, natGateways].flat();
    const names = named.flatMap((record) => record.name ?? []);
    const domains = original.hostedZoneAssociations.map((zone) => zone.zoneDomain).filter((name) => !name.endsWith('amazonaws.com'));
    expect(names.length).toBeGreaterThan(50);
    expect([...new Set([...names, ...domains])].filter((name) => text.includes(name))).toEqual([]);
  });

  it('leaves no id of a resource, no ARN and no DNS name of its own', () => {
    const found = JSON.stringify(stringsIn(original));
    const ids = [...new Set(found.match(/\b[a-z]+(?:-[a-z]+)*-[0-9a-f]{17}\b|\b[0-9a-f]{16}\b|\bZ[0-9A-F]{12,20}\b/g))];
    const arns = [...new Set(found.match(/arn:aws:[^"\\]+/g))].filter((arn) => !/^arn:aws:[a-z]+:::?\*?$/.test(arn));
    const names = [...new Set(found.match(/(?<=")[a-z0-9.-]*(?:vpce-|\.elb\.)[a-z0-9.-]*\.amazonaws\.com(?=")/g))];
    expect([ids.length > 700, arns.length > 40, names.length > 50]).toEqual([true, true, true]);
    expect([...ids, ...arns, ...names].filter((each) => text.includes(each))).toEqual([]);
  });

  it('gives every private block of a VPC another number', () => {
    const blocks = (snapshot: Snapshot) => snapshot.vpcs.map((vpc) => vpc.cidrBlocks);
    const [before, after] = [blocks(original), blocks(redaction.snapshot)];
    expect(before.filter((list, index) => JSON.stringify(list) === JSON.stringify(after[index]))).toEqual([]);
  });

  it('keeps the counts, the verdicts and the schema', () => {
    const counts = (snapshot: Snapshot) => Object.fromEntries(collectionNames.map((name) => [name, snapshot[name].length]));
    expect(counts(redaction.snapshot)).toEqual(counts(original));
    expect(snapshotSchema.safeParse(redaction.snapshot).success).toBe(true);
    const verdicts = (snapshot: Snapshot) =>
      Object.fromEntries(
        alignTopology(buildTopology(indexSnapshot(snapshot))).map((row) => [
          snapshot === original ? standInOf(redaction, row.endpointId) : row.endpointId,
          [row.verdict, row.cells, row.tags],
        ]),
      );
    expect(verdicts(redaction.snapshot)).toEqual(verdicts(original));
  });

  it('gives one stand-in per original', () => {
    const standIns = [...Object.values(redaction.names), ...Object.values(redaction.accounts)];
    expect(new Set(standIns).size).toBe(standIns.length);
    expect(redactSnapshot(original, 'key')).toEqual(redaction);
  });
});

const octet = fc.integer({ min: 0, max: 255 });

describe('redactAddress', () => {
  it('keeps what lies in a block in the block', () => {
    fc.assert(
      fc.property(octet, octet, octet, fc.integer({ min: 9, max: 32 }), (a, b, c, length) => {
        const [address, block] = [`10.${a}.${b}.${c}`, `10.${a}.${b}.${c}/${length}`];
        expect(bits(redactAddress(address, 'k') ?? '').slice(0, length)).toBe(
          bits((redactAddress(block, 'k') ?? '').split('/')[0] ?? '').slice(0, length),
        );
      }),
    );
  });

  it('keeps different addresses different and the purpose of blocks', () => {
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(redactAddress(`10.0.${a}.${b}`, 'k')).not.toBe(redactAddress(`10.0.${c}.${d}`, 'k'));
      }),
    );
    expect(['0.0.0.0/0', '::/0', '169.254.169.253', '127.0.0.1'].map((block) => redactAddress(block, 'k'))).toEqual([
      '0.0.0.0/0',
      '::/0',
      '169.254.169.253',
      '127.0.0.1',
    ]);
    expect(redactAddress('vpc-123', 'k')).toBe(null);
  });
});

function bits(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
