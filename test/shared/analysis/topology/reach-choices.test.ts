/** Which of several endpoints a name leads to, which services a VPC has a row for, and what is said where something was not read. */
import { describe, expect, it } from 'vitest';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, allow, region, tier, toInternet, toTransitGateway, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf, routeTableIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, ofAccounts, oneEndpoint, oneVpc, pair, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

/** How the first subnet of a VPC reaches a service, and why. */
function reached(snapshot: Snapshot, service: string, name = 'shop') {
  const row = reachOf(analysed(snapshot).topology, vpcIdOf(name)).find((one) => one.service === service);
  return row && [row.how, row.via, row.because];
}

const domain = 'kms.eu-central-1.amazonaws.com';
const hubs = ['first', 'second'] as const;

/** Two hubs that a hosted zone names for KMS, and a spoke whose gateway leads to both. */
function twoHubs(): Snapshot {
  const places = hubs.map((name, at) =>
    vpc(name, `10.1${at}.0.0/16`, {
      tiers: [tier('endpoints', 'az1', { routes: [toTransitGateway('core', '10.0.0.0/8')] })],
      endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false, securityGroups: ['central'] })],
      securityGroups: { central: { ingress: [allow(443, '10.0.0.0/8')] } },
      attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
      hostedZones: at === 0 ? [{ domain, records: hubs.map((one) => ({ name: one, endpoint: `${one}-kms` })) }] : [],
    }),
  );
  const spoke = vpc('shop', '10.20.0.0/16', {
    tiers: [tier('app', 'az1', { routes: [toTransitGateway('core')] })],
    attachments: [{ transitGateway: 'core', tier: 'app' }],
    hostedZones: [{ domain, owner: providerAccount }],
  });
  return ofAccounts(
    account(consumerAccount, 'shop', [region('eu-central-1', 'az1', { vpcs: [spoke] })]),
    account(providerAccount, 'hub', [region('eu-central-1', 'az1', { vpcs: places, transitGateways: [{ name: 'core' }] })]),
  );
}

type Way = 'yes' | 'no' | 'unknown';

/** Whether there is a way to each of the hubs: their tables lead back, lead nowhere, or were not read. */
function ways(...each: readonly Way[]): Snapshot {
  const of = (vpcId: string): Way | undefined => each[hubs.findIndex((name) => vpcIdOf(name) === vpcId)];
  return altered(twoHubs(), 'routeTables', (table) => {
    const way = of(table.vpcId);
    return way === 'unknown' ? null : way === 'no' ? { ...table, routes: [] } : table;
  });
}

/** The hub that the name leads to, by how it is reached. */
function chosen(snapshot: Snapshot): readonly [how: string | null | undefined, hub: string | undefined] {
  const row = reached(snapshot, 'kms');
  return [row?.[0], hubs.find((name) => row?.slice(1).some((text) => text?.includes(endpointIdOf(`${name}-kms`)) === true))];
}

describe('of two hubs that names lead to, it is', () => {
  it.each([
    ['the first that there is a way to', ways('yes', 'yes'), ['hub', 'first']],
    ['the second where there is none to the first', ways('no', 'yes'), ['hub', 'second']],
    ['the second where nobody knows the way to the first', ways('unknown', 'yes'), ['hub', 'second']],
    ['the first where nobody knows the way to the second', ways('yes', 'unknown'), ['hub', 'first']],
    ['the one nobody knows the way to, before the one without', ways('no', 'unknown'), ['unknown', 'second']],
    ['neither where there is no way to either', ways('no', 'no'), ['none', 'first']],
    [
      'the second where the first waits to be accepted',
      altered(twoHubs(), 'vpcEndpoints', (one) =>
        one.vpcEndpointId === endpointIdOf('first-kms') ? { ...one, state: 'PendingAcceptance' } : one,
      ),
      ['hub', 'second'],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(chosen(snapshot)).toEqual(expected);
  });

  it('is none of its own VPC, which routes do not lead to', () => {
    const own = altered(twoHubs(), 'hostedZoneAssociations', (one) => ({ ...one, vpcId: vpcIdOf('first') }));
    const row = reachOf(analysed(own).topology, vpcIdOf('first')).find((one) => one.service === 'kms');
    expect([row?.how, row?.via, row?.because]).toEqual([
      'interface',
      endpointIdOf('first-kms'),
      'a private hosted zone names it; security groups admit port 443',
    ]);
  });
});

describe('the services that a VPC has rows for', () => {
  const place = (name: string, at: number) => vpc(name, `10.${at}.0.0/16`, { tiers: [tier('app', 'az1', { routes: [] })] });
  const estate = ofAccounts(
    account(consumerAccount, 'shop', [
      region('eu-central-1', 'az1', { vpcs: [place('here', 0)], knownServices: ['athena'] }),
      region('us-east-1', 'az4', { vpcs: [place('far', 1)] }),
    ]),
    account(providerAccount, 'other', [region('eu-central-1', 'az1', { vpcs: [place('other', 2)] })]),
  );
  const rare = (snapshot: Snapshot, name: string) =>
    sortedUnique(reachOf(analysed(snapshot).topology, vpcIdOf(name)).map((row) => row.service)).filter((one) => one === 'athena');

  it('are those that AWS lists for its account in its Region', () => {
    expect(['here', 'far', 'other'].map((name) => rare(estate, name))).toEqual([['athena'], [], []]);
  });

  it('are not those that others offer under the names of a list', () => {
    const sold = altered(estate, 'serviceDetails', (one) => ({ ...one, owner: providerAccount }));
    expect(rare(sold, 'here')).toEqual([]);
  });
});

const ledger = pair().vpcEndpoints[0]?.serviceName ?? '';

describe('a custom service', () => {
  it('is reached by its own DNS name, or by private DNS where it has that', () => {
    const named = altered(pair(), 'vpcEndpoints', (one) => ({ ...one, privateDnsEnabled: true }));
    const plain = altered(pair(), 'vpcEndpoints', (one) => ({ ...one, privateDnsEnabled: false }));
    expect([reached(named, ledger)?.[2], reached(plain, ledger)?.[2]]).toEqual([
      'private DNS is on; security groups admit port 443',
      'its own DNS name; security groups admit port 443',
    ]);
  });

  it('is not reached by the way out of the VPC', () => {
    const tiers = [tier('app', 'az4 az6', { holds: { instance: 1 }, routes: [toInternet()] })];
    const waiting = pair({ endpoint: { state: 'PendingAcceptance' }, consumer: { tiers } });
    expect(reached(waiting, ledger)).toEqual(['none', null, 'no endpoint in this VPC that works leads to the service']);
  });
});

describe('a service without an endpoint', () => {
  const open = (rest = {}): Snapshot => oneVpc({ tiers: [tier('app', 'az1', { routes: [toInternet()] })], ...rest });
  const internet = open().internetGateways[0]?.internetGatewayId ?? '';
  const publicWay = ['public', internet, `${routeTableIdOf('shop-app')} sends 0.0.0.0/0 to ${internet}; callers need a public address`];

  it('is reached by the way out', () => {
    expect(reached(open(), 'kms')).toEqual(publicWay);
  });

  it('may have one where nobody read the endpoints', () => {
    expect(reached(unread(open(), { operation: 'DescribeVpcEndpoints' }), 'kms')).toEqual([
      'unknown',
      null,
      'an endpoint of the VPC may serve it: ec2:DescribeVpcEndpoints was denied in 1111 2222 3333 / eu-central-1',
    ]);
  });

  it('is reached by the way out though an endpoint of the VPC has no name, whoever reads its hosted zones', () => {
    const nameless = unread(open({ endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false })] }), {
      operation: 'ListHostedZonesByVPC',
    });
    expect(reached(nameless, 'kms')).toEqual(publicWay);
  });

  it('is reached by the way out where hosted zones were read and name no hub', () => {
    const unnamed = { ...hubAndSpoke(), hostedZoneAssociations: [], dnsRecords: [] };
    expect(reached(unnamed, 'kms', 'spoke')?.[0]).toBe('none');
  });

  it('may be served by a hub that a Profile nobody opened names', () => {
    const [spoke] = hubAndSpoke().vpcs.filter((one) => one.vpcId === vpcIdOf('spoke'));
    if (spoke === undefined) throw new Error('no spoke');
    const { accountId, region: where, readBy, vpcId } = spoke;
    const association = {
      accountId,
      region: where,
      readBy,
      profileAssociationId: 'rpassoc-1',
      profileId: 'rp-1',
      resourceId: vpcId,
      status: 'COMPLETE',
    };
    const bare = {
      ...hubAndSpoke(),
      hostedZoneAssociations: [],
      dnsRecords: [],
      profileAssociations: [association as RecordOf<'profileAssociations'>],
    };
    expect(reached(unread(bare, { operation: 'ListProfileResourceAssociations' }), 'kms', 'spoke')).toEqual([
      'unknown',
      null,
      'an endpoint in a routed VPC may serve the name: route53profiles:ListProfileResourceAssociations was denied in 1111 2222 3333 / eu-central-1',
    ]);
    expect(reached(bare, 'kms', 'spoke')?.[0]).toBe('none');
  });

  it('is not served by a hub with private DNS of its own', () => {
    const named = altered(hubAndSpoke(), 'vpcEndpoints', (one) => ({ ...one, privateDnsEnabled: true }));
    expect(reached(unread(named, { operation: 'ListHostedZonesByVPC' }), 'kms', 'spoke')?.[0]).toBe('none');
  });
});

describe('where the families of subnet and endpoint differ', () => {
  const kms = oneEndpoint();
  const six = ['2600:1f18:ab:c00::/64'];
  const acls: Snapshot['networkAcls'] = [];
  const onlySix = (type: string, target: 'nat-gateway' | null = null): Snapshot => {
    const changed = altered({ ...kms, networkAcls: acls }, 'vpcEndpoints', (one) => ({ ...one, ipAddressType: type }));
    const bare = altered(changed, 'subnets', (one) => ({ ...one, cidrBlock: null, ipv6CidrBlocks: six }));
    return altered(bare, 'routeTables', (table) => ({
      ...table,
      routes:
        target === null
          ? []
          : [
              {
                destination: '2600::/16',
                destinationKind: 'ipv6' as const,
                targetKind: target,
                target: 'x-1',
                state: 'active',
                origin: null,
              },
              {
                destination: '64:ff9b::/96',
                destinationKind: 'ipv6' as const,
                targetKind: target,
                target: 'x-1',
                state: 'active',
                origin: null,
              },
            ],
    }));
  };

  it.each([
    [
      'IPv6 only, and IPv4',
      onlySix('ipv4'),
      'none',
      `the name leads to ${endpointIdOf('shop-kms')} (private DNS is on), but it answers IPv4 addresses, and the subnet has IPv6 only`,
    ],
    [
      'IPv6 only and NAT64, and IPv4',
      onlySix('ipv4', 'nat-gateway'),
      'unknown',
      `the subnet has IPv6 only and ${endpointIdOf('shop-kms')} IPv4 only; NAT64 may carry it`,
    ],
    [
      'IPv4 only, and IPv6',
      altered(kms, 'vpcEndpoints', (one) => ({ ...one, ipAddressType: 'ipv6' })),
      'none',
      `the name leads to ${endpointIdOf('shop-kms')} (private DNS is on), but it answers IPv6 addresses, and the subnet has IPv4 only`,
    ],
    ['IPv6 only, and both', onlySix('dualstack'), 'none', null],
    ['IPv6 only, and IPv6', onlySix('IPV6'), 'none', null],
  ] as const)('%s', (_what, snapshot, how, because) => {
    const row = reached(snapshot, 'kms');
    const groups = `the name leads to ${endpointIdOf('shop-kms')} (private DNS is on), but its security groups admit nothing from ${six.join()} on port 443`;
    expect([row?.[0], row?.[2]]).toEqual([how, because ?? groups]);
  });
});
