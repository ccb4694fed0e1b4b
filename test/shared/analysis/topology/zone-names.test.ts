/** Hosted zones that stand between a VPC and the public name of a service. */
import { describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { zoneInTheWay } from '#shared/analysis/topology/zone-names.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { hubAndSpoke } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const hub = hubAndSpoke();
const [zone] = hub.hostedZoneAssociations.filter((one) => one.vpcId === vpcIdOf('spoke'));
const id = zone?.hostedZoneId ?? '';
const recordsUnread = unread({ ...hub, dnsRecords: [] }, { operation: 'ListResourceRecordSets' });

/** The spoke with one hosted zone of this domain; its records were read, or not. */
function named(zoneDomain: string, from: Snapshot = hub): Snapshot {
  return altered(from, 'hostedZoneAssociations', (one) => ({ ...one, zoneDomain }));
}

function inTheWay(snapshot: Snapshot, service = 'kms', region?: string): string | null {
  const { topology } = analysed(snapshot);
  const node = topology.vpcNode(vpcIdOf('spoke'));
  if (node === undefined) throw new Error('no spoke');
  const placed = region === undefined ? node : { ...node, vpc: { ...node.vpc, region: region as Region } };
  return zoneInTheWay(topology, placed, service);
}

const empty = (domain: string): string => `the hosted zone ${id} answers to ${domain} and leads to nothing that was read`;
const closed = (domain: string): string => `the hosted zone ${id} answers to ${domain}, and its records were not read`;
const above = (domain: string): string => `the hosted zone ${id} of ${domain} may answer, and its records were not read`;

describe('a hosted zone of a VPC', () => {
  it.each([
    [
      'of the very name',
      'kms.eu-central-1.amazonaws.com',
      'kms',
      empty('kms.eu-central-1.amazonaws.com'),
      closed('kms.eu-central-1.amazonaws.com'),
    ],
    [
      'of the very name, written as DNS does',
      'KMS.eu-central-1.amazonaws.com.',
      'kms',
      empty('kms.eu-central-1.amazonaws.com'),
      closed('kms.eu-central-1.amazonaws.com'),
    ],
    [
      'of all names below it',
      '*.kms.eu-central-1.amazonaws.com',
      'kms',
      empty('kms.eu-central-1.amazonaws.com'),
      closed('kms.eu-central-1.amazonaws.com'),
    ],
    [
      'of a name in two parts',
      'api.ecr.eu-central-1.amazonaws.com',
      'ecr.api',
      empty('api.ecr.eu-central-1.amazonaws.com'),
      closed('api.ecr.eu-central-1.amazonaws.com'),
    ],
    ['of the Region', 'eu-central-1.amazonaws.com', 'kms', null, above('eu-central-1.amazonaws.com')],
    ['of everything of AWS', 'amazonaws.com', 'kms', null, above('amazonaws.com')],
    ['of another service', 'sqs.eu-central-1.amazonaws.com', 'kms', null, null],
    ['of another Region', 'kms.us-east-1.amazonaws.com', 'kms', null, null],
    ['that only ends alike', 'ms.eu-central-1.amazonaws.com', 'kms', null, null],
    ['of a name below that of the service', 'x.kms.eu-central-1.amazonaws.com', 'kms', null, null],
    ['of somebody else', 'kms.eu-central-1.notamazonaws.com', 'kms', null, null],
    ['of a company', 'corp.example.com', 'kms', null, null],
  ])('%s', (_what, domain, service, read, notRead) => {
    expect([inTheWay(named(domain), service), inTheWay(named(domain, recordsUnread), service)]).toEqual([read, notRead]);
  });

  it('that is not of the VPC is in nobody\u2019s way', () => {
    const elsewhere = hub.hostedZoneAssociations.filter((one) => one.vpcId !== vpcIdOf('spoke'));
    expect(inTheWay({ ...hub, hostedZoneAssociations: elsewhere })).toBe(null);
  });

  it('in China ends with .cn', () => {
    const domain = 'kms.cn-north-1.amazonaws.com.cn';
    expect(inTheWay(named(domain), 'kms', 'cn-north-1')).toBe(empty(domain));
    expect(inTheWay(named('kms.cn-north-1.amazonaws.com'), 'kms', 'cn-north-1')).toBe(null);
  });

  it('is about the names that AWS tells of the service, too', () => {
    const [detail] = hub.serviceDetails;
    const [node] = hub.vpcs.filter((one) => one.vpcId === vpcIdOf('spoke'));
    if (detail === undefined || node === undefined) throw new Error('no service or no spoke');
    const told = (names: object): Snapshot => ({
      ...named('*.keys.eu-central-1.amazonaws.com'),
      serviceDetails: [{ ...detail, readBy: node.accountId, region: node.region, privateDnsNames: [], privateDnsName: null, ...names }],
    });
    const answers = empty('keys.eu-central-1.amazonaws.com');
    const name = 'keys.eu-central-1.amazonaws.com';
    expect(inTheWay(told({ privateDnsName: name }))).toBe(answers);
    expect(inTheWay(told({ privateDnsNames: ['other.eu-central-1.amazonaws.com', `*.${name}`] }))).toBe(answers);
    expect(inTheWay(told({}))).toBe(null);
    expect(inTheWay(told({ privateDnsName: name, region: 'us-east-1' }))).toBe(null);
    expect(inTheWay(told({ privateDnsName: name }), 'sqs')).toBe(null);
  });
});
