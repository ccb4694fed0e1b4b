import { describe, expect, it } from 'vitest';
import { altered, unplanned, unread } from '#shared/model/estate/alter.ts';
import { endpointIdOf, hexOf, natGatewayIdOf, prefixListIdOf, routeTableIdOf, zoneIdPrefix } from '#shared/model/estate/names.ts';
import { nthAddress, nthSubnet } from '#shared/model/estate/cidr.ts';
import { operations } from '#shared/model/operation.ts';
import { snapshotSchema } from '#shared/model/snapshot.ts';
import * as small from '#test/fixtures/small-estates.ts';

const all = {
  oneVpc: small.oneVpc(),
  oneEndpoint: small.oneEndpoint(),
  pair: small.pair(),
  swappedZones: small.swappedZones(),
  darkZone: small.darkZone(),
  pendingAcceptance: small.pendingAcceptance(),
  wildcardPrincipal: small.wildcardPrincipal(),
  danglingConsumer: small.danglingConsumer(),
  crossZoneNat: small.crossZoneNat(),
  regionalNatVpc: small.regionalNatVpc(),
  halfGateway: small.halfGateway(),
  sharedVpc: small.sharedVpc(),
  hubAndSpoke: small.hubAndSpoke(),
};

describe('small estates', () => {
  it.each(Object.entries(all))('%s is a valid snapshot', (_, snapshot) => {
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
  });

  it('are equal each time they are built', () => {
    expect(small.pair()).toEqual(all.pair);
  });

  it('name swapped zones by each account own mapping', () => {
    const names = all.swappedZones.zones.map((zone) => [zone.accountId, zone.zoneName, zone.zoneId]);
    expect(names).toEqual([
      ['111122223333', 'us-east-1a', 'use1-az6'],
      ['111122223333', 'us-east-1b', 'use1-az4'],
      ['111122223333', 'us-east-1c', 'use1-az1'],
      ['444455556666', 'us-east-1a', 'use1-az4'],
      ['444455556666', 'us-east-1b', 'use1-az6'],
    ]);
  });

  it('let a consumer see only the zones it has in common with the provider', () => {
    const snapshot = small.pair({ providerZones: 'az4 az6 az2', consumerZones: 'az6 az1', endpointZones: 'az6' });
    expect(snapshot.serviceDetails.map((detail) => [detail.readBy, detail.zoneIds, detail.zoneNames])).toEqual([
      ['111122223333', ['use1-az6'], ['us-east-1a']],
    ]);
    expect(snapshot.endpointServices.map((service) => service.zoneIds)).toEqual([['use1-az2', 'use1-az4', 'use1-az6']]);
  });

  it('give a gateway endpoint its route in the tables it serves and in no other', () => {
    const served = all.halfGateway.routeTables.filter((table) => table.routes.some((route) => route.target === endpointIdOf('shop-s3')));
    expect(served.map((table) => table.name)).toEqual(['shop-app-euc1-az1']);
    expect(served[0]?.routes).toEqual([
      {
        destination: '10.0.0.0/16',
        destinationKind: 'ipv4',
        targetKind: 'gateway',
        target: 'local',
        state: 'active',
        origin: 'CreateRouteTable',
      },
      {
        destination: '0.0.0.0/0',
        destinationKind: 'ipv4',
        targetKind: 'nat-gateway',
        target: natGatewayIdOf('shop-nat-az1'),
        state: 'active',
        origin: 'CreateRoute',
      },
      {
        destination: prefixListIdOf('eu-central-1' as never, 's3'),
        destinationKind: 'prefix-list',
        targetKind: 'gateway',
        target: endpointIdOf('shop-s3'),
        state: 'active',
        origin: 'CreateRoute',
      },
    ]);
    expect(served[0]?.routeTableId).toBe(routeTableIdOf('shop-app-euc1-az1'));
  });

  it('show a participant shared subnets in its own zone names, but no endpoint', () => {
    const snapshot = small.sharedVpc(false);
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual(['111122223333']);
    expect(
      snapshot.subnets.map((subnet) => [subnet.accountId, subnet.readBy, subnet.zoneId, subnet.zoneName, subnet.participants]),
    ).toEqual([
      ['444455556666', '111122223333', 'use1-az4', 'us-east-1b', ['111122223333']],
      ['444455556666', '111122223333', 'use1-az6', 'us-east-1a', ['111122223333']],
    ]);
    expect(snapshot.vpcEndpoints).toEqual([]);
  });

  it('have a cell for every operation and Region, and count what was read', () => {
    const { ledger } = all.pair;
    const regional = [...operations.values()].filter((operation) => operation.scope === 'region').length;
    expect(ledger).toHaveLength(2 * operations.size);
    expect(ledger.filter((cell) => cell.region === 'us-east-1')).toHaveLength(2 * regional);
    expect(
      ledger.filter((cell) => cell.operation === 'DescribeVpcEndpoints').map((cell) => [cell.accountId, cell.status, cell.items]),
    ).toEqual([
      ['111122223333', 'ok', 1],
      ['444455556666', 'ok', 0],
    ]);
  });
});

describe('planting', () => {
  it('makes an operation unread: the cell says so and its records are gone', () => {
    const snapshot = unread(all.pair, { operation: 'DescribeSubnets', accountId: '111122223333' });
    expect(new Set(snapshot.subnets.map((subnet) => subnet.accountId))).toEqual(new Set(['444455556666']));
    const cell = snapshot.ledger.find((candidate) => candidate.operation === 'DescribeSubnets' && candidate.accountId === '111122223333');
    expect(cell).toMatchObject({ status: 'denied', items: 0, action: 'ec2:DescribeSubnets' });
  });

  it('makes an operation one that nobody planned to call', () => {
    const snapshot = unplanned(all.pair, { operation: 'DescribeSubnets' });
    expect(snapshot.subnets).toEqual([]);
    expect(snapshot.ledger).toEqual(all.pair.ledger.filter((cell) => cell.operation !== 'DescribeSubnets'));
  });

  it('changes or removes single records', () => {
    const snapshot = altered(all.pair, 'vpcEndpoints', (endpoint) => ({ ...endpoint, state: 'Rejected' }));
    expect(snapshot.vpcEndpoints.map((endpoint) => endpoint.state)).toEqual(['Rejected']);
    expect(altered(all.pair, 'vpcEndpoints', () => null).vpcEndpoints).toEqual([]);
  });
});

describe('names and blocks', () => {
  it('make AWS-shaped ids without collisions', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => hexOf(`name-${index}`, 16));
    expect(new Set(ids).size).toBe(20_000);
    expect(endpointIdOf('shop-kms')).toMatch(/^vpce-0[0-9a-f]{16}$/);
  });

  it('know the prefixes of zone IDs', () => {
    expect(['us-east-1', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1', 'ap-northeast-1'].map(zoneIdPrefix)).toEqual([
      'use1',
      'euc1',
      'apse2',
      'usgw1',
      'apne1',
    ]);
  });

  it('deal out blocks and addresses, and refuse what does not fit', () => {
    expect([nthSubnet('10.0.0.0/16', 3, 24), nthSubnet('10.20.4.0/22', 1, 26), nthAddress('10.0.3.0/24', 4)]).toEqual([
      '10.0.3.0/24',
      '10.20.4.64/26',
      '10.0.3.4',
    ]);
    expect(() => nthSubnet('10.0.0.0/24', 1, 24)).toThrow('10.0.0.0/24 has no /24 number 1');
  });
});
