import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, type CellFault, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { consumerAccount, ofAccounts } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

/** What AZ-02, whose list is that of endpoints, says of two Regions, the first answering so. */
function say(fault: CellFault | null): readonly (readonly [string, string])[] {
  const shop = (name: string) =>
    vpc(name, '10.0.0.0/16', { tiers: [tier('app', 'az1 az2', { routes: [] })], endpoints: [interfaceEndpoint('kms', 'az1 az2')] });
  const cells = fault === null ? {} : { cells: { DescribeVpcEndpoints: fault } };
  const places = [
    region('eu-central-1', 'az1 az2', { vpcs: [shop('shop')], ...cells }),
    region('eu-west-1', 'az1 az2', { vpcs: [shop('dublin')] }),
  ];
  const { topology, alignment } = analysed(ofAccounts(account(consumerAccount, 'shop', places)));
  const { findings } = runCatalogue(
    topology,
    alignment,
    [],
    catalogue.filter((rule) => rule.id === 'AZ-02'),
  );
  return findings.map((finding) => [finding.status, finding.summary] as const);
}

describe('a rule whose list was not read', () => {
  it('says so once, with the place and the call', () => {
    expect(say('denied')).toEqual([['unknown', 'unknown: ec2:DescribeVpcEndpoints was denied in 1111 2222 3333 / eu-central-1']]);
  });

  it('is silent where everything was read, and where the Region is off: nothing can be there', () => {
    expect([say(null), say('region-disabled')]).toEqual([[], []]);
  });
});
