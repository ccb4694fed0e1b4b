import { describe, expect, it } from 'vitest';
import { diffOf, type DiffSide } from '#shared/analysis/changes/diff.ts';
import { compareCosts } from '#shared/analysis/cost/compare.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { consumerAccount, ofAccounts, oneEndpoint, pair, pendingAcceptance } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

function side(snapshot: Snapshot): DiffSide {
  const { topology, alignment } = analysed(snapshot);
  return {
    topology,
    alignment,
    findings: runCatalogue(topology, alignment),
    costs: compareCosts({ topology, usage: [], book: builtInPriceBook, scopes: [], options: {} }),
  };
}

const kms = endpointIdOf('shop-kms');

describe('diffOf', () => {
  it('finds nothing between a snapshot and itself', () => {
    expect(diffOf(side(demoSnapshot()), side(demoSnapshot()))).toEqual({
      schemaVersion: 1,
      resources: { added: [], removed: [], changed: [], unknown: [] },
      connections: { added: [], removed: [], changed: [] },
      zones: [],
      findings: { new: [], resolved: [] },
      cost: [],
    });
  });

  it('tells an endpoint that came, one that went, and the mirror image the other way round', () => {
    const [with_, without] = [side(oneEndpoint()), side(oneEndpoint({ service: 'sts', name: 'shop-sts' }))];
    const there = diffOf(with_, without);
    const back = diffOf(without, with_);
    const endpoints = (changes: readonly { kind: string; id: string }[]): string[] =>
      changes.filter((change) => change.kind === 'vpc-endpoint').map((change) => change.id);
    expect([endpoints(there.resources.added), endpoints(there.resources.removed)]).toEqual([[endpointIdOf('shop-sts')], [kms]]);
    expect([endpoints(back.resources.added), endpoints(back.resources.removed)]).toEqual([[kms], [endpointIdOf('shop-sts')]]);
  });

  it('tells the field that changed, the zones and what they mean', () => {
    const diff = diffOf(side(oneEndpoint()), side(oneEndpoint({ zones: ['az1'] })));
    expect(diff.resources.changed.filter((change) => change.kind === 'vpc-endpoint').map((change) => change.path)).toContain('subnetIds');
    expect(diff.zones).toEqual([
      {
        endpointId: kms,
        shortName: 'kms',
        verdictBefore: 'aligned',
        verdictAfter: 'single-zone',
        zonesAdded: [],
        zonesRemoved: ['euc1-az2'],
      },
    ]);
    expect(diff.findings.new.map((finding) => finding.ruleId)).toContain('AZ-02');
    expect(diff.findings.resolved).toEqual([]);
  });

  it('tells a state that changed', () => {
    expect(diffOf(side(pendingAcceptance()), side(pair())).connections.changed).toEqual([
      { endpointId: endpointIdOf('shop-ledger'), before: 'PendingAcceptance', after: 'Available' },
    ]);
  });

  it('does not call removed what was not read again', () => {
    const shop = vpc('shop', '10.0.0.0/16', {
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] }), tier('public', 'az1', { routes: [] })],
      endpoints: [interfaceEndpoint('kms', 'az1 az2')],
    });
    const denied = ofAccounts(
      account(consumerAccount, 'shop', [
        region('eu-central-1', 'az1 az2 az3', { vpcs: [shop], cells: { DescribeVpcEndpoints: 'denied' } }),
      ]),
    );
    const diff = diffOf(side(oneEndpoint()), side(denied));
    expect(diff.resources.removed.filter((change) => change.kind === 'vpc-endpoint')).toEqual([]);
    expect(diff.resources.unknown.filter((change) => change.kind === 'vpc-endpoint').map((change) => change.id)).toEqual([kms]);
  });
});
