/** Which table serves a subnet, where its default route leads, and what kind of place it stands in. */
import { describe, expect, it } from 'vitest';
import { defaultRoute, effectiveRouteTable, egressOf, gatewayEndpointTargets, openList } from '#shared/analysis/topology/routing.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { Route } from '#shared/model/route-table.ts';
import type { SubnetId, ZoneId } from '#shared/base/ids.ts';
import { tier } from '#shared/model/estate/describe.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

type Table = RecordOf<'routeTables'>;

const estate = oneVpc();
const [some] = estate.routeTables;
if (some === undefined) throw new Error('the estate has no route table');
const table: Table = some;

function route(destination: string, target: string, change: Partial<Route> = {}): Route {
  const destinationKind = destination.startsWith('pl-') ? 'prefix-list' : 'ipv4';
  return { destination, destinationKind, targetKind: 'transit-gateway', target, state: 'active', origin: 'CreateRoute', ...change };
}

function list(prefixListId: string, ...cidrBlocks: readonly string[]): RecordOf<'prefixLists'> {
  const { accountId, region, readBy } = table;
  return { accountId, region, readBy, prefixListId, prefixListName: null, cidrBlocks } as RecordOf<'prefixLists'>;
}

const lists = [list('pl-all', '10.0.0.0/8', '0.0.0.0/0'), list('pl-halves', '0.0.0.0/1', '128.0.0.0/1'), list('pl-own', '10.0.0.0/8')];
const { index } = analysed({ ...estate, prefixLists: lists }).topology;
const withRoutes = (...routes: readonly Route[]): Table => ({ ...table, routes });
const [all, lower, upper] = [route('0.0.0.0/0', 'all'), route('0.0.0.0/1', 'half'), route('128.0.0.0/1', 'half')];
const gone = { state: 'blackhole' };

describe('the default route of a table', () => {
  it.each([
    ['is 0.0.0.0/0', [all], 'all'],
    ['is none where it leads nowhere', [{ ...all, ...gone }], undefined],
    ['is none among routes to other blocks', [route('10.0.0.0/8', 'x')], undefined],
    ['is two halves with one target', [lower, upper], 'half'],
    ['is two halves before 0.0.0.0/0', [all, lower, upper], 'half'],
    ['is not one half alone', [lower], undefined],
    ['is not the other half alone', [upper], undefined],
    ['is 0.0.0.0/0 before one half alone', [all, lower], 'all'],
    ['is 0.0.0.0/0 before halves with two targets', [all, lower, { ...upper, target: 'other' }], 'all'],
    ['is none where the halves lead nowhere', [{ ...lower, ...gone }, upper], undefined],
    ['is a prefix list that holds every address', [route('pl-all', 'listed')], 'listed'],
    ['is a prefix list that holds both halves', [route('pl-halves', 'listed')], 'listed'],
    ['is 0.0.0.0/0 before a prefix list', [route('pl-all', 'listed'), all], 'all'],
    ['is no prefix list of some addresses', [route('pl-own', 'listed')], undefined],
    ['is no prefix list of a gateway endpoint', [route('pl-all', 'vpce-1')], undefined],
  ] as const)('%s', (_what, routes, expected) => {
    expect(defaultRoute(index, withRoutes(...routes))?.target).toBe(expected);
  });
});

describe('the way out of a table', () => {
  it.each([
    ['is unknown where nobody read the table', null, 'unknown', null],
    ['is none without routes', withRoutes(), 'none', null],
    ['is where the default route leads', withRoutes(all), 'transit-gateway', 'all'],
    ['is open where nobody read a prefix list', withRoutes(route('pl-unread', 'x')), 'unknown', null],
    ['is known before a prefix list nobody read', withRoutes(all, route('pl-unread', 'x')), 'transit-gateway', 'all'],
    ['is none where that list leads nowhere', withRoutes(route('pl-unread', 'x', gone)), 'none', null],
    ['is none where that list is of a gateway endpoint', withRoutes(route('pl-unread', 'vpce-1')), 'none', null],
    ['is none where the list was read', withRoutes(route('pl-own', 'x')), 'none', null],
  ] as const)('%s', (_what, own, kind, target) => {
    expect(egressOf(index, own)).toEqual({ kind, target });
  });

  it('names the list that leaves it open', () => {
    expect([openList(index, withRoutes(all, route('pl-own', 'x'), route('pl-unread', 'x'))), openList(index, withRoutes(all))]).toEqual([
      'pl-unread',
      null,
    ]);
  });
});

describe('the gateway endpoints of a table', () => {
  it('are the targets of prefix lists that are endpoints and work', () => {
    const routes = [
      route('pl-1', 'vpce-1'),
      route('pl-2', 'vpce-2', gone),
      route('pl-own', 'tgw-1'),
      route('0.0.0.0/0', 'vpce-3'),
      route('pl-3', 'vpce-4'),
    ];
    expect(gatewayEndpointTargets(withRoutes(...routes))).toEqual(['vpce-1', 'vpce-4']);
  });
});

describe('the table of a subnet', () => {
  it('is its own, else the main one, else none', () => {
    const [mine, other] = ['subnet-1', 'subnet-2'] as unknown as readonly [SubnetId, SubnetId];
    const own = { ...table, subnetIds: [mine], isMain: false };
    const main = { ...table, subnetIds: [], isMain: true };
    expect([effectiveRouteTable(mine, [main, own]), effectiveRouteTable(other, [own, main]), effectiveRouteTable(other, [own])]).toEqual([
      own,
      main,
      null,
    ]);
  });
});

describe('the place of a subnet whose zone nobody listed', () => {
  const outside = oneVpc({ tiers: [tier('app', 'az1', { routes: [] })] });
  const placeOf = (zoneId: string): string | undefined => {
    const moved: Snapshot = {
      ...outside,
      zones: [],
      subnets: outside.subnets.map((one) => ({ ...one, zoneId: zoneId as ZoneId })),
    };
    return analysed(moved).topology.vpcs[0]?.subnets[0]?.place;
  };

  it.each([
    ['use1-az4', 'availability-zone'],
    ['usgw1-az10', 'availability-zone'],
    ['use1-bos1-az1', 'local-zone'],
    ['usw2-lax1-az12', 'local-zone'],
    ['apne12-tpe1-az1', 'local-zone'],
    ['use1-wl1-bos-wlz1', 'wavelength-zone'],
    ['use1-wl1-bos-wlz12', 'wavelength-zone'],
    ['use1-wl1-bos-wlz1x', 'availability-zone'],
    ['use1-bos1-az1x', 'availability-zone'],
    ['-1use1-bos1-az1', 'availability-zone'],
  ] as const)('%s', (zoneId, place) => {
    expect(placeOf(zoneId)).toBe(place);
  });
});
