/** An endpoint in another VPC: what routes, and routes that nobody read, let a subnet say of it. */
import { describe, expect, it } from 'vitest';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { endpointIdOf, networkAclIdOf, subnetIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { aclEntry } from '#shared/model/estate/build-vpc.ts';
import type { PrefixListId, ZoneId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, hubAndSpoke, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const kms = endpointIdOf('hub-kms');
const [hubVpc, spokeVpc] = [vpcIdOf('hub'), vpcIdOf('spoke')];
const estate = hubAndSpoke();
const named = `a private hosted zone leads to ${kms}`;
const hub = ['hub', kms, 'a private hosted zone names it, a route leads to its VPC; security groups admit port 443'];
const none = ['none', null, `${named}, but no route leads to its VPC and back`];
const unknown = ['unknown', null, `${named}, but subnets, route tables or prefix lists on the way to its VPC and back were not read`];

/** How the first subnet of the spoke reaches KMS. */
function reached(snapshot: Snapshot) {
  const row = reachOf(analysed(snapshot).topology, spokeVpc).find((one) => one.service === 'kms');
  return row && [row.how, row.via, row.because];
}

type Change = Partial<RecordOf<'routeTables'>['routes'][number]>;

/** The routes over the transit gateway of one account, changed; or gone where nothing is told. */
function routes(snapshot: Snapshot, owner: string, change: Change | null): Snapshot {
  const isMeant = (table: RecordOf<'routeTables'>): boolean => table.accountId === owner;
  return altered(snapshot, 'routeTables', (table) => ({
    ...table,
    routes: table.routes.flatMap((route) => {
      if (!isMeant(table) || route.targetKind !== 'transit-gateway') return [route];
      return change === null ? [] : [{ ...route, ...change }];
    }),
  }));
}

/** The routes over the transit gateway of one account, by a prefix list with these blocks; `null`: nobody read its entries. */
function listed(owner: string, cidrBlocks: readonly string[] | null): Snapshot {
  const changed = routes(estate, owner, { destination: 'pl-0123456789abcdef0', destinationKind: 'prefix-list' });
  const table = changed.routeTables.find((one) => one.accountId === owner);
  if (table === undefined) throw new Error('the account has no route table');
  const { accountId, region, readBy } = table;
  const prefixListId = 'pl-0123456789abcdef0' as PrefixListId;
  return withRecords(changed, 'prefixLists', [{ accountId, region, readBy, prefixListId, prefixListName: 'others', cidrBlocks }]);
}

function subnets(owner: string, change: Partial<RecordOf<'subnets'>>): Snapshot {
  return altered(estate, 'subnets', (one) => (one.accountId === owner ? { ...one, ...change } : one));
}

function endpoint(change: Partial<RecordOf<'vpcEndpoints'>>): Snapshot {
  return altered(estate, 'vpcEndpoints', (one) => ({ ...one, ...change }));
}

/** Both sides over one peering connection between these VPCs; `null`: the connection was not read. */
function peered(requester: string, accepter: string, isRead = true): Snapshot {
  const over = { targetKind: 'peering', target: 'pcx-1' } as const;
  const peer = (vpcId: string) => ({
    vpcId,
    accountId: consumerAccount,
    region: 'eu-central-1',
    cidrBlocks: [],
    allowDnsResolutionFromRemoteVpc: false,
  });
  const record = {
    accountId: consumerAccount,
    region: 'eu-central-1',
    readBy: consumerAccount,
    peeringConnectionId: 'pcx-1',
    name: null,
    status: 'active',
    requester: peer(requester),
    accepter: peer(accepter),
    tags: [],
  };
  const both = routes(routes(estate, providerAccount, over), consumerAccount, over);
  return isRead ? { ...both, peeringConnections: [record as never] } : both;
}

const hubOnly = { operation: 'DescribeSubnets', accountId: providerAccount };
const noTables = (accountId: string): Snapshot => unread(estate, { operation: 'DescribeRouteTables', accountId });

describe('an endpoint that a hosted zone names in another VPC', () => {
  it.each([
    ['is reached by routes both ways', estate, hub],
    ['is reached by peering', peered(spokeVpc, hubVpc), hub],
    ['is reached by peering asked for from the other side', peered(hubVpc, spokeVpc), hub],
    ['is reached by a peering connection nobody read', peered('', '', false), hub],
    ['is not reached by a peering connection with a third VPC', peered(spokeVpc, 'vpc-3'), none],
    ['is not reached without a route there', routes(estate, consumerAccount, null), none],
    ['is not reached without a route back', routes(estate, providerAccount, null), none],
    ['is not reached by a route there that leads nowhere', routes(estate, consumerAccount, { state: 'blackhole' }), none],
    ['is not reached by a route back that leads nowhere', routes(estate, providerAccount, { state: 'blackhole' }), none],
    ['is not reached by a route there for other addresses', routes(estate, consumerAccount, { destination: '10.99.0.0/16' }), none],
    ['is not reached by a route back for other addresses', routes(estate, providerAccount, { destination: '10.99.0.0/16' }), none],
    ['is not reached through a NAT gateway', routes(estate, consumerAccount, { targetKind: 'nat-gateway' }), none],
    ['is not reached where it stands in no subnet', endpoint({ subnetIds: [] }), none],
    ['is unknown where nobody read its subnets', unread(estate, hubOnly), unknown],
    ['is not reached whatever its subnets are, where no route leads out', routes(unread(estate, hubOnly), consumerAccount, null), none],
    ['is unknown where its answer does not tell the VPC', endpoint({ vpcId: null }), unknown],
    ['is unknown where it stands in a VPC nobody read', endpoint({ vpcId: 'vpc-0' as never }), unknown],
    ['is unknown where its subnets tell no addresses', subnets(providerAccount, { cidrBlock: null }), unknown],
    ['is unknown where the subnet tells no addresses', subnets(consumerAccount, { cidrBlock: null }), unknown],
    ["is unknown where nobody read the hub's route tables", noTables(providerAccount), unknown],
    ["is unknown where nobody read the subnet's route tables", noTables(consumerAccount), unknown],
    ['is reached by a route to a prefix list of its addresses', listed(consumerAccount, ['10.10.0.0/16']), hub],
    ['is reached with a way back by a prefix list', listed(providerAccount, ['10.0.0.0/8']), hub],
    ['is not reached by a route to a prefix list of others', listed(consumerAccount, ['10.99.0.0/16']), none],
    ['is not reached by a route to a prefix list without entries', listed(providerAccount, []), none],
    ['is unknown where the way there is a prefix list nobody read', listed(consumerAccount, null), unknown],
    ['is unknown where the way back is a prefix list nobody read', listed(providerAccount, null), unknown],
    [
      'is not reached where a prefix list nobody read leads elsewhere',
      routes(listed(consumerAccount, null), consumerAccount, { targetKind: 'nat-gateway' }),
      none,
    ],
    ['is not reached without a way there, whatever the way back', routes(noTables(providerAccount), consumerAccount, null), none],
    ['is not reached without a way back, whatever the way there', routes(noTables(consumerAccount), providerAccount, null), none],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(reached(snapshot)).toEqual(expected);
  });

  it('is reached through the one subnet of two that was read', () => {
    const lost = subnetIdOf('hub', 'endpoints', 'euc1-az1' as ZoneId);
    expect(reached({ ...estate, subnets: estate.subnets.filter((one) => one.subnetId !== lost) })).toEqual(hub);
  });

  it('may be one where nobody read the hosted zones and a route may lead there', () => {
    const blind = unread(estate, { operation: 'ListHostedZonesByVPC' });
    const may = ['unknown', null, 'an endpoint in a routed VPC may serve the name, but route53:ListHostedZonesByVPC was not read'];
    expect([reached(blind), reached(unread(blind, hubOnly))]).toEqual([may, may]);
    expect(reached(routes(blind, consumerAccount, null))?.[0]).toBe('none');
  });

  it('is shut where the network ACL of each of its subnets is, and open where one is not', () => {
    const shutting = (which: (name: string) => boolean): Snapshot => {
      const places = estate.subnets.filter((one) => one.accountId === providerAccount).map((one) => one.subnetId);
      return altered(estate, 'networkAcls', (acl) =>
        acl.accountId === providerAccount
          ? { ...acl, networkAclId: networkAclIdOf('shut'), subnetIds: places.filter(which), entries: [aclEntry(100, false, false)] }
          : acl,
      );
    };
    const shut = `the name leads to ${kms} (a private hosted zone names it, a route leads to its VPC), but the network ACL ${networkAclIdOf('shut')} does not let port 443 and its answers through`;
    const first = estate.subnets.find((one) => one.accountId === providerAccount)?.subnetId;
    expect([reached(shutting(() => true)), reached(shutting((id) => id === first)), reached(shutting((id) => id !== first))]).toEqual([
      ['none', null, shut],
      hub,
      hub,
    ]);
  });
});
