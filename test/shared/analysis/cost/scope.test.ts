import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import type { CostComparison } from '#shared/analysis/cost/comparison.ts';
import { costScopeText, parseCostScope } from '#shared/analysis/cost/scope.ts';
import { compareTotals } from '#shared/analysis/cost/totals.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { currentSnapshot } from '#shared/model/document.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';

const document = demoDocument('linkscape 0.0.1');

function topologyOf() {
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) throw new Error('the demo has no snapshot');
  return buildTopology(indexSnapshot(snapshot));
}

const topology = topologyOf();

function textOf(text: string): string | null {
  const parsed = parseCostScope(text);
  return parsed.kind === 'ok' ? costScopeText(parsed.value) : null;
}

function compared(text: string, on = topology): CostComparison {
  const scope = parseCostScope(text);
  if (scope.kind === 'problem') throw new Error(scope.problem.what);
  return compareCosts({ topology: on, usage: document.usage, book: builtInPriceBook, scopes: [scope.value], options: {} });
}

describe('a scope of chosen VPCs', () => {
  it.each([
    ['vpc:vpc-b,vpc:vpc-a', 'vpc:vpc-a,vpc:vpc-b'],
    ['vpc:vpc-a, vpc:vpc-a', 'vpc:vpc-a'],
    ['vpc:vpc-a', 'vpc:vpc-a'],
    ['vpc:vpc-a,', null],
    ['vpc:vpc-a,vpc-b', null],
    ['vpc:vpc-a,account:111122223333', null],
    ['vpc:', null],
    ['all', 'all'],
  ])('reads %s as %s', (text, canonical) => {
    expect(textOf(text)).toBe(canonical);
  });

  const inRegion = (region: string): string =>
    topology.vpcs
      .filter((node) => node.vpc.region === region)
      .map((node) => `vpc:${node.vpc.vpcId}`)
      .join(',');

  it('of all VPCs of a Region costs what the Region costs', () => {
    const [chosen] = compared(inRegion('us-east-1')).scopes;
    const [region] = compared('region:us-east-1').scopes;
    expect({ ...chosen, scope: '', title: '' }).toEqual({ ...region, scope: '', title: '' });
    expect(chosen?.title).toBe(`${String(region?.vpcIds.length)} of ${String(region?.vpcIds.length)} chosen VPCs`);
  });

  it('is compared once per Region, and another choice is compared anew', () => {
    const [first, second] = topology.vpcs.filter((node) => node.vpc.region === 'us-east-1');
    const [abroad] = topology.vpcs.filter((node) => node.vpc.region === 'eu-west-1');
    const text = (...nodes: (typeof first)[]): string => nodes.map((node) => `vpc:${node?.vpc.vpcId ?? ''}`).join(',');
    expect(compared(text(first, abroad)).scopes.map((scope) => [scope.region, scope.vpcIds])).toEqual([
      ['eu-west-1', [abroad?.vpc.vpcId]],
      ['us-east-1', [first?.vpc.vpcId]],
    ]);
    expect(compared(text(first, second))).toEqual(compared(text(first, second), topologyOf()));
  });

  it('has the same totals by the short way', () => {
    const scope = parseCostScope(inRegion('eu-west-1'));
    if (scope.kind === 'problem') throw new Error(scope.problem.what);
    const totals = compareTotals({ topology, usage: document.usage, book: builtInPriceBook, scopes: [scope.value], options: {} });
    expect(totals.scopes.map((each) => each.today.knownUsd)).toEqual(
      compared(inRegion('eu-west-1')).scopes.map((each) => each.today.knownUsd),
    );
  });

  it('that names nothing is said', () => {
    expect(compared('vpc:vpc-x,vpc:vpc-y').notices).toEqual(['There is no VPC in vpc:vpc-x,vpc:vpc-y.']);
  });
});
