/** What the name of a service leads to in a VPC whose endpoint has private DNS off, with the reason. */
import { describe, expect, it } from 'vitest';
import { contextOf } from '#shared/analysis/findings/catalogue.ts';
import { hasNamesOff, nameAnswer, plainDomain, privateNames } from '#shared/analysis/findings/private-names.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { gatewayEndpoint, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import type { VpcDescription } from '#shared/model/estate/describe.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, oneVpc, pair, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const domain = 'kms.eu-central-1.amazonaws.com';
const kms = endpointIdOf('shop-kms');

/** A KMS endpoint with private DNS off, and what else the VPC has. */
function shop(rest: Omit<VpcDescription, 'name' | 'cidr'> = {}): Snapshot {
  return oneVpc({ ...rest, endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false }), ...(rest.endpoints ?? [])] });
}

function seen(snapshot: Snapshot, id = kms) {
  const { topology, alignment } = analysed(snapshot);
  const node = topology.endpointNode(id);
  if (node === undefined) throw new Error('no endpoint');
  return { context: contextOf(topology, alignment), topology, node };
}

function answer(snapshot: Snapshot, id = kms): readonly [kind: string, because: string] {
  const { context, node } = seen(snapshot, id);
  const { kind, because } = nameAnswer(context, node);
  return [kind, because];
}

const endpoint = (change: Partial<RecordOf<'vpcEndpoints'>>, snapshot = shop()): Snapshot =>
  altered(snapshot, 'vpcEndpoints', (one) => (one.vpcEndpointId === kms ? { ...one, ...change } : one));
const zoneWith = (records: NonNullable<VpcDescription['hostedZones']>[number]['records'], name = domain): Snapshot =>
  shop({ hostedZones: [{ domain: name, records: records ?? [] }] });
const sibling = (rest: object): Snapshot => shop({ endpoints: [interfaceEndpoint('kms', 'az2', { name: 'other', ...rest })] });
const other = endpointIdOf('other');
const bypassed = ['bypassed', 'no hosted zone and no Profile serves the name'];
const byZone = ['served', `the hosted zone ${domain} answers to the name`];
const opaque = { operation: 'ListResourceRecordSets', accountId: consumerAccount };
const addressOf = (snapshot: Snapshot): string => {
  const [id] = snapshot.vpcEndpoints[0]?.networkInterfaceIds ?? [];
  return snapshot.networkInterfaces.find((one) => one.networkInterfaceId === id)?.privateIpAddresses[0] ?? '';
};

/** A Profile of the VPC that holds these. */
function profile(...arns: readonly string[]): Snapshot {
  const snapshot = shop({ profiles: ['names'], endpoints: [interfaceEndpoint('sts', 'az1', { name: 'sts' })] });
  const [one] = snapshot.profileResources;
  if (one === undefined) throw new Error('the Profile holds nothing');
  const named = snapshot.hostedZoneAssociations;
  const resources = arns.map((resourceArn) => ({ ...one, profileResourceAssociationId: resourceArn, resourceArn }));
  return { ...snapshot, hostedZoneAssociations: named, profileResources: resources };
}
const profileId = profile().profileAssociations[0]?.profileId ?? '';
const arnOf = (id: string): string => `arn:aws:ec2:eu-central-1:${consumerAccount}:vpc-endpoint/${id}`;
const holds = (what: string): readonly string[] => ['served', `the Route 53 Profile ${profileId} of the VPC holds ${what}`];

/** A hosted zone of another VPC that a Profile brings here. */
function zoneByProfile(name: string): Snapshot {
  const snapshot = profile('arn:aws:route53:::hostedzone/Z0SHARED');
  const association = {
    accountId: providerAccount,
    region: 'eu-central-1',
    readBy: consumerAccount,
    hostedZoneId: 'Z0SHARED',
    zoneDomain: name,
    vpcId: 'vpc-0elsewhere',
    vpcRegion: 'eu-central-1',
    owningAccount: providerAccount,
    owningService: null,
  };
  return { ...snapshot, hostedZoneAssociations: [association as RecordOf<'hostedZoneAssociations'>] };
}

describe('the name of a service beside an endpoint with private DNS off', () => {
  it.each([
    ['leads to public addresses', shop(), bypassed],
    ['leads to another endpoint of the VPC', sibling({}), ['served', `${other} answers to the name`]],
    ['leads to no other endpoint that waits', sibling({ state: 'PendingAcceptance' }), bypassed],
    ['leads to no other endpoint with private DNS off', sibling({ privateDns: false }), bypassed],
    ['leads to no endpoint of another service', shop({ endpoints: [interfaceEndpoint('sts', 'az1')] }), bypassed],
    ['leads to a hosted zone of that name', zoneWith([{ name: '', endpoint: 'shop-kms' }]), byZone],
    ['leads to a hosted zone with an address of the endpoint', zoneWith([{ name: '', values: ['192.0.2.1', addressOf(shop())] }]), byZone],
    [
      'leads to a hosted zone with an address of the endpoint in one of its records',
      zoneWith([
        { name: 'www', values: ['192.0.2.1'] },
        { name: '', values: [addressOf(shop())] },
      ]),
      byZone,
    ],
    ['leads past a hosted zone with other addresses', zoneWith([{ name: '', values: ['192.0.2.1'] }]), bypassed],
    ['leads past a hosted zone of another name', zoneWith([{ name: '', values: [addressOf(shop())] }], 'sts.example'), bypassed],
    [
      'is not known where nobody opened a hosted zone of that name',
      unread(zoneWith([{ name: '', values: ['192.0.2.1'] }]), opaque),
      ['unknown', 'the records of the hosted zone kms.eu-central-1.amazonaws.com were not read'],
    ],
    [
      'leads to an endpoint that another zone names',
      zoneWith([{ name: 'key', endpoint: 'shop-kms' }], 'corp.example'),
      ['served', 'a hosted zone names the endpoint'],
    ],
    [
      'may be in a zone above that nobody opened',
      unread(zoneWith([], 'amazonaws.com'), opaque),
      ['unknown', 'the records of the hosted zone amazonaws.com were not read'],
    ],
    ['is not in a zone above that was opened', zoneWith([], 'amazonaws.com'), bypassed],
    ['is not in a zone whose name only ends alike', unread(zoneWith([], 'zonaws.com'), opaque), bypassed],
    [
      'is not known where nobody read the hosted zones',
      unread(shop(), { operation: 'ListHostedZonesByVPC' }),
      ['unknown', 'route53:ListHostedZonesByVPC was denied in 1111 2222 3333 / eu-central-1'],
    ],
    [
      'is not known where nobody read the Profiles',
      unread(shop(), { operation: 'ListProfileAssociations' }),
      ['unknown', 'route53profiles:ListProfileAssociations was denied in 1111 2222 3333 / eu-central-1'],
    ],
    [
      'is not known where private DNS is not told',
      endpoint({ privateDnsEnabled: null }),
      ['unknown', 'the answer does not say whether private DNS is on'],
    ],
    ['is not known where the VPC is not told', endpoint({ vpcId: null }), ['unknown', 'the VPC of the endpoint is not told']],
    ['is served by a Profile that holds the endpoint', profile(arnOf(kms)), holds(kms)],
    ['is not served by a Profile that holds an endpoint of another service', profile(arnOf(endpointIdOf('sts'))), bypassed],
    ['is served by a Profile that holds a hosted zone of that name', zoneByProfile(domain), holds(`the hosted zone ${domain}`)],
    ['is not served by a Profile that holds a hosted zone of another name', zoneByProfile('sts.example'), bypassed],
    [
      'is not known where a Profile holds a hosted zone without a name',
      profile('arn:aws:route53:::hostedzone/Z0STRANGE'),
      ['unknown', 'nobody tells the name of the hosted zone Z0STRANGE, which a Route 53 Profile of the VPC holds'],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(answer(snapshot)).toEqual(expected);
  });

  it('is served by the gateway endpoint of S3', () => {
    const both = oneVpc({
      endpoints: [interfaceEndpoint('s3', 'az1', { name: 'face', privateDns: false }), gatewayEndpoint('s3', 'app', { name: 'gate' })],
    });
    const alone = { ...both, vpcEndpoints: both.vpcEndpoints.filter((one) => one.vpcEndpointId === endpointIdOf('face')) };
    expect([answer(both, endpointIdOf('face')), answer(alone, endpointIdOf('face'))]).toEqual([
      ['served', `the gateway endpoint ${endpointIdOf('gate')} carries the traffic of the VPC`],
      bypassed,
    ]);
  });
});

describe('the names that private DNS would answer for', () => {
  const namesOf = (snapshot: Snapshot, id = kms) => {
    const { topology, node } = seen(snapshot, id);
    return privateNames(topology, node);
  };
  const details = (change: Partial<RecordOf<'serviceDetails'>>, snapshot = shop()): Snapshot =>
    altered(snapshot, 'serviceDetails', (one) => ({ ...one, ...change }));
  const ecr = oneVpc({ endpoints: [interfaceEndpoint('ecr.api', 'az1', { name: 'ecr' })] });

  it.each([
    [
      'are those that the list of services tells',
      () => namesOf(details({ privateDnsNames: ['*.b.example.', 'A.example'], privateDnsName: null })),
      ['a.example', 'b.example'],
    ],
    ['are the one name that it tells', () => namesOf(details({ privateDnsNames: [], privateDnsName: 'c.example' })), ['c.example']],
    ['are none where it tells none', () => namesOf(details({ privateDnsNames: [], privateDnsName: null })), []],
    ["follow AWS's habit where nobody read the list", () => namesOf({ ...shop(), serviceDetails: [] }), [domain]],
    [
      'follow it with words turned for ECR',
      () => namesOf({ ...ecr, serviceDetails: [] }, endpointIdOf('ecr')),
      ['api.ecr.eu-central-1.amazonaws.com'],
    ],
    ['follow no habit for custom services', () => namesOf({ ...pair(), serviceDetails: [] }, endpointIdOf('shop-ledger')), []],
    [
      'are those that the provider of a custom service tells',
      () =>
        namesOf(
          altered({ ...pair(), serviceDetails: [] }, 'endpointServices', (one) => ({ ...one, privateDnsName: '*.Ledger.example' })),
          endpointIdOf('shop-ledger'),
        ),
      ['ledger.example'],
    ],
  ] as const)('%s', (_what, ask, expected) => {
    expect(ask()).toEqual(expected);
  });

  it('are written in lower case, without wildcard and final dot', () => {
    expect(['*.A.example.', 'a.*.example', 'a.example', '*.example'].map(plainDomain)).toEqual([
      'a.example',
      'a.*.example',
      'a.example',
      'example',
    ]);
  });

  it.each([
    ['are off where they could be on', shop(), true],
    ['are not off where they are on', endpoint({ privateDnsEnabled: true }), false],
    ['may be off where nobody tells', endpoint({ privateDnsEnabled: null }), true],
    ['are nobody’s choice where a service of AWS manages the endpoint', endpoint({ requesterManaged: true }), false],
    ['are off where nobody tells who manages the endpoint', endpoint({ requesterManaged: null }), true],
    ['are not off while the endpoint waits', endpoint({ state: 'PendingAcceptance' }), false],
    ['are not off for gateway endpoints', endpoint({ vpcEndpointType: 'Gateway' }), false],
    ['are not off where there are none', details({ privateDnsNames: [], privateDnsName: null }), false],
  ] as const)('%s', (_what, snapshot, expected) => {
    const { topology, node } = seen(snapshot);
    expect(hasNamesOff(topology, node)).toBe(expected);
  });
});
