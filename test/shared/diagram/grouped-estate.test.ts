import { describe, expect, it } from 'vitest';
import { type Diagram, tones } from '#shared/diagram/diagram.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { account, type AccountDescription, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { consumerOf } from '#shared/model/estate/describe-vpc.ts';
import { dice } from './generated-estate.ts';
import { overlaps, strandsThroughBoxes, strayChildren } from './geometry.ts';
import { inputOf } from './input-of.ts';

const zones = 'az1 az2';

/** Accounts with a VPC each, some of which provide a service; every other account uses one in two zones or in one. */
function organisation(seed: number, accounts: number, providers: number) {
  const roll = dice(seed);
  const names = Array.from({ length: accounts }, (_, index) => `account-${index}`);
  return estate({ title: 'Organisation', accounts: names.map((name, index) => member(name, index)) });

  function member(name: string, index: number): AccountDescription {
    const isProvider = index < providers;
    const used = `service-${roll(providers)}`;
    const drawn = vpc(`${name}-vpc`, `10.${index % 250}.0.0/16`, {
      tiers: [tier('app', zones, { holds: { instance: 1 } })],
      endpoints: isProvider ? [] : [consumerOf(used, 'us-east-1', roll(3) === 0 ? 'az1' : zones, { name: `${name}-${used}` })],
    });
    const service = `service-${index}`;
    const targets = { az1: { healthy: 1, unhealthy: 0 }, az2: { healthy: roll(4) === 0 ? 0 : 1, unhealthy: 1 } };
    const offered = isProvider
      ? {
          loadBalancers: [networkLoadBalancer(service, `${name}-vpc`, 'app', zones, { targets })],
          services: [endpointService(service, { acceptance: false, principals: ['*'] })],
        }
      : {};
    return account(String(300000000000 + index), name, [region('us-east-1', zones, { vpcs: [drawn], ...offered })]);
  }
}

function flaws(diagram: Diagram): string[] {
  return [...overlaps(diagram), ...strayChildren(diagram), ...strandsThroughBoxes(diagram)];
}

function groupsOf(diagram: Diagram): string[] {
  return diagram.nodes.filter((node) => node.parentId === null).map((node) => node.id);
}

describe.each([
  [200, 80],
  [120, 20],
  [300, 40],
])('the Estate view of %i accounts, %i of them providers', (accounts, providers) => {
  const input = inputOf(organisation(accounts, accounts, providers));
  const diagram = layOutEstate(input);

  it('is as wide as a screen, without flaws', () => {
    expect(flaws(diagram)).toEqual([]);
    const aspect = diagram.width / diagram.height;
    expect(aspect).toBeGreaterThan(1.3);
    expect(aspect).toBeLessThan(1.75);
  });

  it('leads one strand from a group of accounts to a group of providers, with its words', () => {
    const groups = new Set(groupsOf(diagram));
    const ends = diagram.edges.map((edge) => `${edge.source} ${edge.target}`);
    expect(new Set(ends).size).toBe(ends.length);
    expect(diagram.edges.length).toBeGreaterThan(0);
    expect(diagram.edges.every((edge) => edge.source.startsWith('sum:') && groups.has(edge.target))).toBe(true);
    expect(
      diagram.edges.filter((edge) => !/^([\d,]+ failing of )?[\d,]+ connections?$/.test(edge.description.split(/[;.]/)[0] ?? '')),
    ).toEqual([]);
    expect(diagram.edges.reduce((sum, edge) => sum + edge.count, 0)).toBe(accounts - providers);
  });

  it('stands the worst group of accounts above the others in its stack, however few they are', () => {
    const connected = diagram.nodes.filter((node) =>
      diagram.edges.some((edge) => node.id === `account:group-${edge.source.slice('sum:'.length)}`),
    );
    const stacks = Map.groupBy(connected, (node) => node.box.x);
    const orders = [...stacks.values()].map((stack) => stack.toSorted((a, b) => a.box.y - b.box.y).map((node) => tones.indexOf(node.tone)));
    expect(orders.flat().length).toBeGreaterThan(1);
    expect(orders).toEqual(orders.map((order) => order.toSorted((a, b) => a - b)));
  });

  it('shows every account and provider once, the worst group of providers first', () => {
    const tiles = (kind: string) => diagram.nodes.filter((node) => node.id.startsWith(kind)).length;
    expect([tiles('vpcs:'), tiles('provider:')]).toEqual([accounts, providers]);
    const heads = diagram.nodes.filter((node) => node.id.startsWith('provider-group:'));
    expect(heads.length).toBeGreaterThan(1);
    const downward = [...heads].sort((a, b) => a.box.y - b.box.y).map((node) => node.tone);
    expect(downward).toEqual(tones.filter((tone) => downward.includes(tone)));
    expect(heads.every((node) => /^\d+ providers? /.test(node.label))).toBe(true);
  });

  it('gives an account that is unfolded strands of its own', () => {
    const unfolded = layOutEstate(input, { unfolded: new Set([`account/${300000000000 + accounts - 1}`]) });
    expect(flaws(unfolded)).toEqual([]);
    expect(unfolded.edges.filter((edge) => !edge.source.startsWith('sum:')).length).toBeGreaterThan(0);
    expect(unfolded.edges.reduce((sum, edge) => sum + edge.count, 0)).toBeGreaterThanOrEqual(accounts - providers);
  });
});
