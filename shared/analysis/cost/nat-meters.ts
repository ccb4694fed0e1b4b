/** The meters of what passes NAT gateways: hours, GB, addresses, inter-AZ transfer and what stands before them (T1 to T5, T9). */
import { type Exact, decimalText, sum, zero } from '#shared/base/decimal.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import { type Basis, usageBases } from '#shared/model/usage.ts';
import { addBlock, type Block, blockOf } from './block.ts';
import type { CostNat, UpstreamStage } from './cost-vpc.ts';
import { type Corner, crossing, type Decision, natsOf, type RoutedFlow } from './decision.ts';
import { vpcBlocks } from './desk.ts';
import { type Meter, meterForm, meterOf } from './meter.ts';
import * as meters from './meters.ts';
import { type CostModel, type ModelVpc, shared } from './model.ts';

/** Why GB of a VPC without usage are unknown. */
export const noTraffic = 'no traffic figures for this VPC: import usage, metrics or flow logs';

/** Adds the hours and addresses of the NAT gateways that stay. */
export function addNatFixed(blocks: Block[], model: CostModel, { removedNats }: Decision): void {
  for (const vpc of model.vpcs) {
    if (losesNat(vpc, removedNats)) addBlock(blocks, natFixedOf(vpc, removedNats, model.hours));
    else {
      const own = vpcBlocks(model.desk, vpc);
      own.natFixed ??= blockOf(natFixedOf(vpc, removedNats, model.hours));
      if (own.natFixed.meters.length > 0) blocks.push(own.natFixed);
    }
  }
}

/** The hours and addresses of the NAT gateways that stay. */
export function natFixedMeters({ vpcs, hours }: CostModel, { removedNats }: Decision): Meter[] {
  return vpcs.flatMap((vpc) => natFixedOf(vpc, removedNats, hours));
}

function losesNat({ nats, remoteNats }: ModelVpc, removed: ReadonlySet<string>): boolean {
  return removed.size > 0 && (nats.some((nat) => removed.has(nat.id)) || remoteNats.some((nat) => removed.has(nat.id)));
}

function natFixedOf(vpc: ModelVpc, removed: ReadonlySet<string>, hours: Exact): Meter[] {
  const all: Meter[] = [];
  const own = stayingNats(vpc.nats, removed);
  for (const nat of own) all.push(hoursOf(nat, hours), addressesOf(vpc, nat, hours));
  if (vpc.firewallAzs > 0) all.push(...waivedHours(vpc, own, hours));
  if (vpc.natHoursShare !== null) {
    for (const nat of stayingNats(vpc.remoteNats, removed)) {
      all.push(sharedMeter(vpc, hoursOf(nat, hours)), sharedMeter(vpc, addressesOf(vpc, nat, hours)));
    }
  }
  if (vpc.firewallAzs > 0) all.push(firewallHours(hours, vpc));
  return all;
}

function stayingNats(nats: readonly CostNat[], removed: ReadonlySet<string>): readonly CostNat[] {
  return removed.size === 0 ? nats : nats.filter((nat) => !removed.has(nat.id));
}

/** Hours and addresses of some NAT gateways for a while, e.g. until the old path is taken down. */
export function natOverlapMeters(model: CostModel, removed: ReadonlySet<string>, hours: Exact): Meter[] {
  return model.vpcs.flatMap((vpc) =>
    vpc.nats.filter((nat) => removed.has(nat.id)).flatMap((nat) => [hoursOf(nat, hours), addressesOf(vpc, nat, hours)]),
  );
}

/** Adds what each GB through a NAT gateway costs. `flows` are those of the decision. */
export function addNatData(
  blocks: Block[],
  model: CostModel,
  { removedNats }: Decision,
  flows: readonly RoutedFlow[],
  corner: Corner,
): void {
  const passing = flows.length === 0 ? flows : flows.filter((flow) => flow.target === 'nat');
  const byVpc = passing.length === 0 ? null : groupBy(passing, (flow) => flow.vpc.vpcId);
  for (const vpc of model.vpcs) {
    if (vpc.demand !== null) {
      const own = byVpc?.get(vpc.vpcId);
      if (own !== undefined) addBlock(blocks, vpcDataMeters(vpc, own, corner));
    } else if (losesNat(vpc, removedNats)) addBlock(blocks, unknownDataOf(vpc, removedNats));
    else {
      const own = vpcBlocks(model.desk, vpc);
      own.natData ??= blockOf(unknownDataOf(vpc, removedNats));
      if (own.natData.meters.length > 0) blocks.push(own.natData);
    }
  }
}

function unknownDataOf(vpc: ModelVpc, removed: ReadonlySet<string>): Meter[] {
  const all: Meter[] = [];
  for (const nat of stayingNats(natsOf(vpc), removed)) {
    all.push(meterOf(natWhere(vpc, nat), nat.mode === 'regional' ? unknownRegional : unknownZonal));
  }
  return all;
}

/** What flows of one VPC cost that pass its NAT gateways. */
export function vpcDataMeters(vpc: ModelVpc, own: readonly RoutedFlow[], corner: Corner): Meter[] {
  const groups = own.length < 2 ? [own] : sortedBy(groupBy(own, natIdOf), ([id]) => id).map(([, group]) => group);
  const all: Meter[] = [];
  if (own.length === 0) return all;
  for (const group of groups) all.push(...dataOf(vpc, group));
  for (const group of groups) all.push(...crossingOf(vpc, group, corner));
  return all.concat(upstreamMeters(vpc, own, corner));
}

function natIdOf({ nat }: RoutedFlow): string {
  return nat?.id ?? '';
}

function hoursOf(nat: CostNat, hours: Exact): Meter {
  const where = { region: nat.priceRegion, vpcId: nat.vpcId, resourceId: nat.id, payerAccountId: nat.payer };
  const azs = nat.zones?.length ?? 0;
  const meter = meters.natHours(where, { mode: nat.mode, gateways: 1, azs, hours });
  if (nat.mode === 'zonal' || nat.zones !== null) return meter;
  return {
    ...meter,
    quantity: null,
    factors: `1 NAT x unknown AZ x ${decimalText(hours)} h`,
    reason: 'the zones of the regional NAT gateway were not read',
  };
}

/** Addresses of a Local Zone are priced with its Region. */
function addressesOf(vpc: ModelVpc, nat: CostNat, hours: Exact): Meter {
  const where = { region: vpc.region, vpcId: nat.vpcId, resourceId: nat.id, payerAccountId: nat.payer };
  const meter = meters.ipv4Hours(where, nat.addresses ?? 0, hours);
  if (nat.addresses === null)
    return { ...meter, quantity: null, factors: 'unknown addresses', reason: 'the addresses of the NAT gateway were not read' };
  return nat.isAddressCountAssumed ? { ...meter, basis: 'assumed' } : meter;
}

function sharedMeter(vpc: ModelVpc, meter: Meter): Meter {
  const share = vpc.natHoursShare;
  if (share === null || meter.quantity === null) return meter;
  const factors = `${decimalText(share.own)}/${decimalText(share.all)} of ${meter.factors}`;
  const quantity = shared(meter.quantity, share);
  return { ...meter, vpcId: vpc.vpcId, quantity, factors, basis: 'modelled', share: { ...share, of: meter.quantity } };
}

/** AWS Network Firewall waives NAT hours one to one with its endpoint hours (AWS pricing guidance). */
function waivedHours(vpc: ModelVpc, nats: readonly CostNat[], hours: Exact): Meter[] {
  const waived = nats.filter((nat) => nat.isWaived && nat.mode === 'zonal').slice(0, vpc.firewallAzs);
  return waived.map((nat) => waiver(hoursOf(nat, hours)));
}

function waiver(meter: Meter): Meter {
  return { ...meter, quantity: meter.quantity?.negated() ?? null, factors: `waived by AWS Network Firewall: -${meter.factors}` };
}

function firewallHours(hours: Exact, vpc: ModelVpc): Meter {
  return {
    item: 'networkFirewall.endpoint.hour',
    region: vpc.region,
    group: 'upstream',
    quantity: hours.times(vpc.firewallAzs),
    factors: `${vpc.firewallAzs} AZ x ${decimalText(hours)} h`,
    basis: 'modelled',
    resourceId: vpc.upstream[0]?.resourceId ?? null,
    vpcId: vpc.vpcId,
    service: null,
    payerAccountId: vpc.owner,
  };
}

/** The parts of a meter of which nobody knows the quantity. */
export const unknownQuantity = { quantity: null, factors: 'unknown GB', basis: 'unknown', reason: noTraffic } as const;

const unknownZonal = meterForm({ item: 'nat.zonal.gb', group: 'nat-data', ...unknownQuantity });
const unknownRegional = meterForm({ item: 'nat.regional.gb', group: 'nat-data', ...unknownQuantity });

function natWhere(vpc: ModelVpc, nat: CostNat | null) {
  const several = natsOf(vpc);
  return {
    region: nat?.priceRegion ?? vpc.region,
    vpcId: vpc.vpcId,
    resourceId: nat?.id ?? vpc.vpcId,
    payerAccountId: nat?.payer ?? several[0]?.payer ?? vpc.owner,
  };
}

function dataOf(vpc: ModelVpc, group: readonly RoutedFlow[]): Meter[] {
  const nat = group[0]?.nat ?? null;
  const candidates = nat === null ? natsOf(vpc) : [nat];
  const mode = candidates.length > 0 && candidates.every((each) => each.mode === 'regional') ? 'regional' : 'zonal';
  const gb = sum(group.map((each) => each.flow.gb));
  const meter = meters.natData({ ...natWhere(vpc, nat), basis: weakestBasis(group) }, { mode, gb });
  return candidates.length > 0 && candidates.every((each) => each.isWaived) ? [meter, waiver(meter)] : [meter];
}

function crossingOf(vpc: ModelVpc, group: readonly RoutedFlow[], corner: Corner): Meter[] {
  const spans = group.map(crossing);
  const least = sum(spans.map((span) => span.least));
  const most = sum(spans.map((span) => span.most));
  const nat = group[0]?.nat ?? null;
  const where = { ...natWhere(vpc, nat), region: vpc.region, payerAccountId: vpc.transferPayer };
  const measured = meters.interAz({ ...where, basis: weakestBasis(group) }, corner.crossing === 'most' ? most : least);
  const open = most.minus(least);
  if (corner.crossing === 'most' || open.isZero()) return [measured];
  const unmeasured = meters.interAz(where, zero);
  const factors = `0 to ${decimalText(open)} GB crossing x 2 sides, zones not measured`;
  return [measured, { ...unmeasured, factors, atMost: open.times(2) }];
}

/** Appliances and transit gateways that the GB pass on the way to the NAT. */
function upstreamMeters(vpc: ModelVpc, flows: readonly RoutedFlow[], corner: Corner): Meter[] {
  if (vpc.upstream.length === 0 && vpc.remoteUpstream.length === 0 && vpc.centralEgress === null) return [];
  const gb = sum(flows.map((each) => each.flow.gb));
  const basis = weakestBasis(flows);
  const stages = vpc.upstream.concat(vpc.remoteUpstream).map((stage) => stageMeter(vpc, stage, gb, basis, corner));
  return vpc.centralEgress === null ? stages : stages.concat(transitData(vpc, gb, basis));
}

function stageMeter(vpc: ModelVpc, stage: UpstreamStage, gb: Exact, basis: Basis, corner: Corner): Meter {
  const isLeast = stage.passes === 'some' && corner.crossing === 'least';
  const meter: Meter = {
    item: stage.item,
    region: vpc.region,
    group: 'upstream',
    quantity: isLeast ? zero : gb,
    factors: isLeast ? `0 to ${decimalText(gb)} GB, not all subnets pass it` : `${decimalText(gb)} GB`,
    basis,
    resourceId: stage.resourceId,
    vpcId: vpc.vpcId,
    service: null,
    payerAccountId: stage.payer,
  };
  return isLeast && !gb.isZero() ? { ...meter, atMost: gb } : meter;
}

/** Out at the spoke and back at the hub: each GB is billed once, to its sender. */
function transitData(vpc: ModelVpc, gb: Exact, basis: Basis): Meter {
  const egress = vpc.centralEgress;
  return meters.tgwData(
    { region: vpc.region, vpcId: vpc.vpcId, resourceId: egress?.transitGatewayId ?? null, payerAccountId: null, basis },
    gb,
  );
}

/** The hours of the attachment that leads to central egress: the same in every column. */
export function attachmentMeters(model: CostModel): Meter[] {
  return model.vpcs
    .filter((vpc) => vpc.centralEgress !== null || vpc.spokes.length > 0)
    .map((vpc) =>
      meters.tgwAttachments(
        {
          region: vpc.region,
          vpcId: vpc.vpcId,
          resourceId: vpc.centralEgress?.attachmentId ?? null,
          payerAccountId: vpc.centralEgress?.attachmentPayer ?? vpc.owner,
        },
        1,
        model.hours,
      ),
    );
}

/** The least certain basis of several flows. */
export function weakestBasis(flows: readonly Pick<RoutedFlow, 'flow'>[]): Basis {
  let worst = 0;
  for (const { flow } of flows) worst = Math.max(worst, usageBases.indexOf(flow.basis));
  return usageBases[worst] ?? 'typed';
}
