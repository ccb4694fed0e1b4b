/** EP-09: names that private DNS of an endpoint cannot have, whoever has them. CN-09: endpoints that are going away. */
import { describe, expect, it } from 'vitest';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import type { VpcDescription } from '#shared/model/estate/describe.ts';
import { endpointIdOf, hostedZoneIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, danglingConsumer, oneVpc, pair } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, toldOf } from './judging.ts';

const domain = 'kms.eu-central-1.amazonaws.com';
const [kms, other] = [endpointIdOf('shop-kms'), endpointIdOf('other')];
const zone = hostedZoneIdOf(consumerAccount as AccountId, domain);

/** KMS with private DNS off, a hosted zone of its name with these values where told, and a second endpoint where told. */
function shop(
  values: readonly string[] | null,
  more: Partial<Parameters<typeof interfaceEndpoint>[2]> | null = null,
  service = 'kms',
): Snapshot {
  const hostedZones: VpcDescription['hostedZones'] = values === null ? [] : [{ domain, records: [{ name: '', values }] }];
  return oneVpc({
    hostedZones,
    endpoints: [
      interfaceEndpoint('kms', 'az1', { privateDns: false }),
      ...(more === null ? [] : [interfaceEndpoint(service, 'az2', { name: 'other', ...more })]),
    ],
  });
}

function said(rule: string, snapshot: Snapshot) {
  const found = findingsOf(rule, snapshot);
  return [
    found.map((one) => (one.status === 'fail' ? `fail ${one.subjects.map((subject) => subject.id).join(' ')}` : one.summary)),
    judge(rule, snapshot).passed,
  ];
}

const [id] = shop(null).vpcEndpoints[0]?.networkInterfaceIds ?? [];
const address = shop(null).networkInterfaces.find((one) => one.networkInterfaceId === id)?.privateIpAddresses[0] ?? '';
const interfaces = { operation: 'DescribeNetworkInterfaces' };
const deniedInterfaces = 'unknown: ec2:DescribeNetworkInterfaces was denied in 1111 2222 3333 / eu-central-1';

describe('the name of an endpoint with private DNS off', () => {
  it('is told with whoever has it', () => {
    expect(findingsOf('EP-09', shop(null, {})).map(toldOf)).toEqual([
      {
        status: 'fail',
        severity: 'info',
        subjects: [kms, other].map((one) => `vpc-endpoint ${one} ${consumerAccount} eu-central-1`),
        summary: `Private DNS of kms (${kms}) cannot be turned on: ${domain} belongs to ${other} in ${vpcIdOf('shop')}.`,
        evidence: [
          { api: 'DescribeVpcEndpoints', fields: { PrivateDnsEnabled: 'false', 'PrivateDnsEnabled on': other } },
          { api: 'ListHostedZonesByVPC', fields: { Name: 'none of that name' } },
        ],
        remedy: 'Leave it off, or free the name first.',
      },
    ]);
  });

  it.each([
    ['is free', shop(null), [[], 1]],
    ['is free where another endpoint of it waits', shop(null, { state: 'PendingAcceptance' }), [[], 1]],
    ['is free where another endpoint has private DNS off as well', shop(null, { privateDns: false }), [[], 2]],
    ['is free where another endpoint has another name', shop(null, {}, 'sts'), [[], 1]],
    ['belongs to a hosted zone that leads elsewhere', shop(['192.0.2.1']), [[`fail ${kms} ${zone}`], 0]],
    ['is free where the hosted zone leads to this endpoint', shop([address]), [[], 1]],
    ['belongs to the endpoint before the hosted zone', shop(['192.0.2.1'], {}), [[`fail ${kms} ${other} ${zone}`], 0]],
    ['may be free where nobody read whose address the zone leads to', unread(shop(['192.0.2.1']), interfaces), [[deniedInterfaces], 0]],
    [
      'may be free where the interfaces are not among those that were read',
      { ...shop(['192.0.2.1']), networkInterfaces: [] },
      [[`unknown: the network interfaces of ${kms} were not read`], 0],
    ],
    [
      'belongs to the other endpoint whoever read the interfaces',
      unread(shop(['192.0.2.1'], {}), interfaces),
      [[`fail ${kms} ${other} ${zone}`], 0],
    ],
    [
      'belongs to a zone that leads to a name whoever read the interfaces',
      altered(unread(shop(['x']), interfaces), 'dnsRecords', (one) => ({ ...one, recordType: 'CNAME', values: ['www.example'] })),
      [[`fail ${kms} ${zone}`], 0],
    ],
    [
      'may be free where nobody opened the zone',
      unread(shop(['192.0.2.1']), { operation: 'ListResourceRecordSets' }),
      [[`unknown: whether the hosted zone ${domain} leads to ${kms}: its records were not read`], 0],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said('EP-09', snapshot)).toEqual(expected);
  });
});

describe('an endpoint of a service that is gone', () => {
  const dangling = (state: string | null): Snapshot => altered(danglingConsumer(), 'vpcEndpoints', (one) => ({ ...one, state }));
  const ledger = endpointIdOf('shop-ledger');

  it.each([
    ['is told', dangling('Available'), [[`fail ${ledger}`], 0]],
    ['is told while it waits', dangling('PendingAcceptance'), [[`fail ${ledger}`], 0]],
    ['is told where its state is not', dangling(null), [[`fail ${ledger}`], 0]],
    ['is not told once it is deleted', dangling('Deleted'), [[], 0]],
    ['is not told while it is being deleted', dangling('Deleting'), [[], 0]],
    ['is not told of a provider nobody scanned', pair({ providerScanned: false }), [[], 0]],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said('CN-09', snapshot)).toEqual(expected);
  });
});
