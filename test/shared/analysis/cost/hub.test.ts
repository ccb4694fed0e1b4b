import { describe, expect, it } from 'vitest';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, toTransitGateway, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { alternative, cost, row } from './costs.ts';

const spokeNames = Array.from({ length: 10 }, (_, index) => `spoke${index}`);
const rowOf = (name: string, service: string, gb: number) => row(service, gb, { scope: vpcIdOf(name) });

/** Ten spokes with seven endpoints each, or none, and an attached hub: the estate behind the price vector. */
function spokesAndHub(endpoints: readonly string[]) {
  const spoke = (name: string, index: number) =>
    vpc(name, `10.${index + 1}.0.0/16`, {
      tiers: [tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [] })],
      endpoints: endpoints.map((service) => interfaceEndpoint(service, 'az1 az2')),
    });
  const hub = vpc('hub', '10.0.0.0/16', {
    tiers: [tier('hub', 'az1 az2', { routes: [] })],
    attachments: [{ transitGateway: 'core', tier: 'hub' }],
  });
  return estate({
    accounts: [
      account('111122223333', 'all', [
        region('us-east-1', 'az1 az2', { vpcs: [hub, ...spokeNames.map(spoke)], transitGateways: [{ name: 'core' }] }),
      ]),
    ],
  });
}

/** A VPC without NAT that egresses over a transit gateway through the NAT gateway of another. */
function centralEgress() {
  const egress = vpc('egress', '10.0.0.0/16', {
    tiers: [tier('public', 'az1', { routes: [toInternet()] }), tier('transit', 'az1', { routes: [toNat('nat')] })],
    nats: [zonalNat('nat', 'az1')],
    attachments: [{ transitGateway: 'core', tier: 'transit' }],
  });
  const spoke = (name: string, cidr: string) =>
    vpc(name, cidr, {
      tiers: [tier('app', 'az1', { holds: { instance: 1 }, routes: [toTransitGateway('core')] })],
      attachments: [{ transitGateway: 'core', tier: 'app' }],
    });
  const vpcs = [egress, spoke('shop', '10.1.0.0/16'), spoke('blog', '10.2.0.0/16')];
  const transitGateways = [{ name: 'core', staticRoutes: [{ to: '0.0.0.0/0', vpc: 'egress' }] }];
  return estate({ accounts: [account('111122223333', 'all', [region('us-east-1', 'az1', { vpcs, transitGateways })])] });
}

const services = ['ecr.api', 'ecr.dkr', 'kms', 'logs', 'sqs', 'ssm', 'sts'];

describe('centralise', () => {
  const rows = spokeNames.map((name) => rowOf(name, 'kms', 300)).map((each) => ({ ...each, path: 'endpoint' as const }));
  const comparison = cost({ snapshot: spokesAndHub(services), rows: [...rows, rowOf('hub', 'kms', 0)], scopes: [{ kind: 'all' }] });
  const centralise = alternative(comparison, 'centralise');

  it('gives the figures of the price vector: endpoints once, attachments, transit, hosted zones', () => {
    // decentralised 1052; hub 102.2 + 10 missing attachments 365 + transit 60 + data 30 + zones 3.5
    expect(comparison.today.totalUsd).toBe('1052');
    expect(centralise.totalUsd).toBe('560.7');
    expect(centralise.savingUsd).toBe('491.3');
    expect(centralise.gigabytes).toMatchObject({ hub: '3000', endpoint: '0' });
  });

  it('shows removed endpoints as negative lines and an unknown payer for the transit gateway', () => {
    const negative = centralise.lines.filter((line) => line.usd?.startsWith('-'));
    expect(negative.length).toBe(70);
    expect(centralise.lines.find((line) => line.item === 'tgw.vpcAttachment.gb')?.payerAccountId).toBeNull();
  });

  it('keeps the removed endpoints through the transition', () => {
    expect(centralise.transition).toMatchObject({ days: 30, totalUsd: '1008' });
  });

  it('is left out where there is no transit gateway', () => {
    const ids = cost({ snapshot: spokesAndHub(services), rows, scopes: [{ kind: 'vpc', vpcId: vpcIdOf('hub') }] }).alternatives.map(
      (each) => each.id,
    );
    expect(ids).not.toContain('centralise');
  });
});

describe('central egress', () => {
  it('prices a spoke with its bytes, transit both ways, its attachment and a share of the NAT hours', () => {
    const comparison = cost({ snapshot: centralEgress(), rows: [row('s3', 1000)], scopes: [{ kind: 'vpc', vpcId: vpcIdOf('shop') }] });
    // NAT half 16.425 + IPv4 half 1.825 + 1000 x 0.045 + transit 1000 x 0.02 + attachment 36.5
    expect(comparison.today.totalUsd).toBe('119.75');
    expect(alternative(comparison, 'offload')).toMatchObject({ savingUsd: '65', services: ['s3'] });
    expect(comparison.alternatives.map((each) => each.id)).not.toContain('replace');
  });

  it('holds the NAT hours once where the scope holds its VPC, and blocks its removal', () => {
    const rows = [row('s3', 1000), rowOf('blog', 's3', 1000), rowOf('egress', 's3', 0)];
    const comparison = cost({ snapshot: centralEgress(), rows, scopes: [{ kind: 'region', region: 'us-east-1' as never }] });
    // 36.5 + 2 x (45 + 20) + 3 attachments
    expect(comparison.today.totalUsd).toBe('276');
    expect(alternative(comparison, 'replace').eligibility?.verdict).toBe('blocked');
  });

  it('shares NAT hours by bytes on request', () => {
    const rows = [row('s3', 900), rowOf('blog', 's3', 100)];
    const given = { snapshot: centralEgress(), rows, scopes: [{ kind: 'vpc' as const, vpcId: vpcIdOf('shop') }] };
    const hours = cost({ ...given, options: { natHoursBy: 'bytes' } }).today.lines.find((line) => line.item === 'nat.zonal.hour');
    expect(hours).toMatchObject({ quantity: '657', usd: '29.565', formula: '900/1000 of 1 NAT x 730 h x $0.045' });
  });
});

describe('a scope with unknown parts', () => {
  it('shows the saving that does not depend on them', () => {
    const rows = [rowOf('shop', 's3', 1000)];
    const comparison = cost({ snapshot: centralEgress(), rows, scopes: [{ kind: 'region', region: 'us-east-1' as never }] });
    expect(comparison.today.totalUsd).toBeNull();
    expect(alternative(comparison, 'offload')).toMatchObject({ totalUsd: null, savingUsd: null, savingOfKnownUsd: '65' });
  });
});
