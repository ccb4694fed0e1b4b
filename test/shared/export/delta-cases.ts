/** Plans whose code is tested: the demo estate, a hub, own and foreign services, and names that attack. */
import { parseConstraints } from '#shared/analysis/cost/plan/constraints.ts';
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import { planOf } from '#shared/analysis/cost/plan/plan-of.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { LoadBalancerArn } from '#shared/base/ids.ts';
import { currentSnapshot } from '#shared/model/document.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { account, region, tier, toTransitGateway, vpc, type VpcDescription } from '#shared/model/estate/describe.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { usageRowSchema, type UsageSet } from '#shared/model/usage.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { consumerAccount, crossZoneNat, ofAccounts, providerAccount } from '#test/fixtures/small-estates.ts';

export interface DeltaCase {
  readonly name: string;
  readonly plan: Plan;
  readonly topology: Topology;
}

function caseOf(name: string, snapshot: Snapshot, constraints: unknown, usage: readonly UsageSet[] = []): DeltaCase {
  const parsed = parseConstraints(constraints);
  if (parsed.kind === 'problem') throw new Error(parsed.problem.why);
  const topology = buildTopology(indexSnapshot(snapshot));
  return { name, topology, plan: planOf({ topology, usage, book: builtInPriceBook, constraints: parsed.value }) };
}

function demo(constraints: unknown, name: string): DeltaCase {
  const document = demoDocument('test');
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) throw new Error('no demo');
  return caseOf(name, snapshot, constraints, document.usage);
}

/** A hub with two spokes, one of them in another account: together they pay for one endpoint there. */
function hub(): DeltaCase {
  const spoke = (name: string, cidr: string): VpcDescription =>
    vpc(name, cidr, {
      tiers: [tier('app', 'az1 az2', { holds: { lambda: 1 }, routes: [toTransitGateway('core')] })],
      attachments: [{ transitGateway: 'core', tier: 'app' }],
    });
  const center = vpc('hub', '10.10.0.0/16', {
    tiers: [tier('endpoints', 'az1 az2', { routes: [toTransitGateway('core', '10.0.0.0/8')] })],
    attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
  });
  const snapshot = ofAccounts(
    account(consumerAccount, 'spoke', [region('eu-central-1', 'az1 az2 az3', { vpcs: [spoke('far', '10.11.0.0/16')] })]),
    account(providerAccount, 'hub', [
      region('eu-central-1', 'az1 az2 az3', { vpcs: [center, spoke('near', '10.12.0.0/16')], transitGateways: [{ name: 'core' }] }),
    ]),
  );
  const rows = ['far', 'near'].flatMap((name) =>
    ['logs', 'ecr.dkr'].map((service) =>
      usageRowSchema.parse({ region: 'eu-central-1', service, path: 'nat', scope: vpcIdOf(name), gb_per_month: '40' }),
    ),
  );
  const constraints = { services: { mustBePrivate: ['logs', 'ecr.dkr'] }, hub: { vpcId: vpcIdOf('hub') } };
  return caseOf('hub', snapshot, constraints, [{ schemaVersion: 1, name: 'test', source: 'test', rows }]);
}

export const loadBalancerArn =
  `arn:aws:elasticloadbalancing:eu-central-1:${providerAccount}:loadbalancer/net/ledger/0123456789abcdef` as LoadBalancerArn;
export const foreignService = 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0';

function services(): DeltaCase {
  return caseOf('services', crossZoneNat(), {
    services: { include: ['kms'] },
    endpointServices: [
      {
        name: 'ledger',
        vpcId: vpcIdOf('shop'),
        loadBalancerArn,
        allowedPrincipals: [`arn:aws:iam::${providerAccount}:root`, `arn:aws:iam::${consumerAccount}:root`],
        privateDnsName: 'ledger.example.com',
      },
    ],
    connections: [{ vpcId: vpcIdOf('shop'), serviceName: foreignService, dnsName: 'api.vendor.example', ports: [443, 8443] }],
  });
}

const made = new Map<string, DeltaCase>();

/** The names of everything in the VPC replaced. Planned once for each name: nothing changes a plan. */
export function named(name: string): DeltaCase {
  const known = made.get(name) ?? renamed(name);
  made.set(name, known);
  return known;
}

function renamed(name: string): DeltaCase {
  let snapshot = altered(crossZoneNat(), 'vpcs', (vpc) => ({ ...vpc, name }));
  snapshot = altered(snapshot, 'subnets', (subnet) => ({ ...subnet, name }));
  snapshot = altered(snapshot, 'routeTables', (table) => ({ ...table, name }));
  return caseOf(name, snapshot, { services: { include: ['kms', 's3'] } });
}

export const deltaCases: readonly DeltaCase[] = [
  demo({}, 'demo'),
  demo({ services: { include: ['common-13'] } }, 'demo with the common set'),
  hub(),
  services(),
];
