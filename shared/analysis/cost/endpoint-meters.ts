/** The meters of endpoints: those that exist (T6), those an alternative adds, and those of a hub. */
import { type Exact, decimalText, sum } from '#shared/base/decimal.ts';
import type { Region, VpcId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { interRegionPriceOf, type PriceBook } from '#shared/model/price-book.ts';
import { addBlock, type Block, blockOf } from './block.ts';
import type { CostEndpoint } from './cost-vpc.ts';
import {
  type Added,
  addedIn,
  type Corner,
  type Decision,
  type HubDecision,
  removedEndpoints,
  type RoutedFlow,
  serviceKey,
  sortedAdded,
} from './decision.ts';
import { kept, vpcBlocks } from './desk.ts';
import { isOverPeering } from './hub-peering.ts';
import { type Meter, type MeterForm, meterForm, meterOf } from './meter.ts';
import * as meters from './meters.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { unknownQuantity, weakestBasis } from './nat-meters.ts';

/** Adds the hours of existing and added endpoints; removed ones stand beside them as negative lines. */
export function addEndpointHours(blocks: Block[], model: CostModel, decision: Decision, corner: Corner): void {
  const { desk } = model;
  for (const vpc of model.vpcs) {
    if (corner.crossing === 'most' && vpc.endpoints.some((endpoint) => endpoint.mostAzs !== undefined)) {
      addBlock(blocks, endpointHoursOf(vpc, model.hours, corner));
    } else if (vpc.endpoints.length > 0) {
      blocks.push((vpcBlocks(desk, vpc).endpointHours ??= blockOf(endpointHoursOf(vpc, model.hours, corner))));
    }
  }
  const added = sortedAdded(decision);
  if (added.length > 0) blocks.push(kept(desk.addedHours, added, () => blockOf(allAddedHours(model, added))));
  if (decision.hub !== null) addBlock(blocks, hubHours(model, decision.hub));
  const removed = removedEndpoints(decision);
  if (removed.size > 0) addBlock(blocks, removedEndpointHours(model, removed));
}

function endpointHoursOf(vpc: ModelVpc, hours: Exact, corner: Corner): Meter[] {
  const all: Meter[] = [];
  for (const endpoint of vpc.endpoints) {
    const meter = existingHours(vpc, endpoint, hours);
    all.push(endpoint.mostAzs === undefined ? meter : uncertainHours(meter, endpoint.mostAzs, hours, corner));
  }
  return all;
}

function allAddedHours(model: Pick<CostModel, 'hours' | 'byId'>, added: readonly Added[]): Meter[] {
  const all: Meter[] = [];
  let vpc: ModelVpc | undefined;
  let last: Added | null = null;
  let form: MeterForm | null = null;
  for (const each of added) {
    if (vpc?.vpcId !== each.vpcId) vpc = model.byId(each.vpcId);
    if (vpc === undefined) continue;
    // Most of what is added to a VPC stands in the same zones.
    if (form === null || last?.how !== each.how || last.zones !== each.zones) form = addedForm(each, model.hours);
    last = each;
    all.push(meterOf({ region: vpc.region, vpcId: each.vpcId, service: each.service, payerAccountId: vpc.owner }, form));
  }
  return all;
}

/** What the hours of an endpoint come to that is added. */
function addedForm({ how, zones }: Added, hours: Exact): MeterForm {
  if (how === 'gateway') return meters.endpointForm('Gateway', 1, 1, hours);
  return zones === null ? unknownZones : meters.endpointForm('Interface', 1, zones.length, hours);
}

const unknownZones = meterForm({
  item: 'endpoint.interface.hour',
  group: 'endpoint-hours',
  quantity: null,
  factors: '1 endpoint x unknown AZ',
  reason: 'the zones of the subnets were not read',
});

function removedEndpointHours(model: CostModel, removed: ReadonlySet<CostEndpoint>): Meter[] {
  return model.vpcs.flatMap((vpc) =>
    vpc.endpoints.filter((endpoint) => removed.has(endpoint)).map((endpoint) => removedHours(vpc, endpoint, model.hours)),
  );
}

/** Zones that name existing endpoints, each once in the scope; they stay in every column. */
export function hostedZoneMeters(model: CostModel): Meter[] {
  const served = model.vpcs.filter((vpc) => vpc.hostedZones.length > 0);
  if (served.length === 0) return [];
  const zones = new Map(served.flatMap((vpc) => vpc.hostedZones.map((zone) => [zone.hostedZoneId, { vpc, zone }] as const)));
  return [...zones.values()].map(({ vpc, zone }) =>
    meters.hostedZones({ region: vpc.region, vpcId: vpc.vpcId, resourceId: zone.hostedZoneId, payerAccountId: zone.owner }, 1),
  );
}

/** The hours of an endpoint that exists. */
export function existingHours(vpc: ModelVpc, endpoint: CostEndpoint, hours: Exact): Meter {
  const where = {
    region: vpc.region,
    vpcId: vpc.vpcId,
    resourceId: endpoint.id,
    service: endpoint.service,
    payerAccountId: endpoint.payer,
  };
  const meter = meters.endpointHours(where, { type: endpoint.type, endpoints: 1, azs: endpoint.azs ?? 0, hours });
  if (endpoint.azs !== null) return meter;
  return {
    ...meter,
    quantity: null,
    factors: `1 endpoint x unknown AZ x ${decimalText(hours)} h`,
    reason: 'the subnets of the endpoint were not read',
  };
}

/** Where nobody says whether the hours multiply with zones, they count once and may be more. */
function uncertainHours(meter: Meter, mostAzs: number, hours: Exact, corner: Corner): Meter {
  if (meter.quantity === null) return meter;
  const most = hours.times(mostAzs);
  const factors = `${meter.factors}, or x ${mostAzs} AZ: not verified`;
  return corner.crossing === 'most' ? { ...meter, quantity: most, factors } : { ...meter, factors, atMost: most };
}

function removedHours(vpc: ModelVpc, endpoint: CostEndpoint, hours: Exact): Meter {
  const meter = existingHours(vpc, endpoint, hours);
  return { ...meter, quantity: meter.quantity?.negated() ?? null, factors: `removed: -${meter.factors}` };
}

/** What an added endpoint costs before any GB. */
export function addedHours(model: Pick<CostModel, 'hours' | 'byId'>, added: Added): readonly Meter[] {
  return allAddedHours(model, [added]);
}

function hubHours(model: CostModel, decision: HubDecision): Meter[] {
  const { hub } = decision;
  const zonesOf = new Map(decision.added.map(({ service, zones }) => [service, zones.length]));
  const services = sortedUnique([...zonesOf.keys(), ...decision.hostedZones]);
  return [
    ...services.flatMap((service) =>
      hubServiceHours(model, hub, service, zonesOf.get(service) ?? 0, decision.hostedZones.includes(service)),
    ),
    ...decision.attached.map((vpcId) => attachmentHours(model, hub, vpcId)),
  ];
}

/** What one service costs in the hub before any GB: its endpoint, unless it is there, and the zone of its private name. */
export function hubServiceHours(model: CostModel, hub: ModelVpc, service: string, azs: number, needsZone: boolean): Meter[] {
  const where = { region: hub.region, vpcId: hub.vpcId, payerAccountId: hub.owner, service };
  return [
    meters.endpointHours(where, { type: 'Interface', endpoints: 1, azs, hours: model.hours }),
    ...(needsZone ? [meters.hostedZones(where, 1)] : []),
  ];
}

/** The owner of the attached VPC pays the attachment. */
export function attachmentHours(model: CostModel, hub: ModelVpc, vpcId: VpcId): Meter {
  const payerAccountId = vpcId === hub.vpcId ? hub.owner : (model.byId(vpcId)?.owner ?? null);
  return meters.tgwAttachments({ region: hub.region, vpcId, payerAccountId }, 1, model.hours);
}

/** Adds the GB through endpoints, gateways and the hub. Without any usage of a VPC those of its endpoints are unknown. */
export function addEndpointData(blocks: Block[], model: CostModel, decision: Decision, flows: readonly RoutedFlow[]): void {
  if (flows.length > 0) addBlock(blocks, carriedMeters(model.book, decision, flows));
  const { desk } = model;
  for (const vpc of model.vpcs) {
    if (vpc.demand !== null) continue;
    const own = vpcBlocks(desk, vpc);
    own.endpointData ??= blockOf(unknownExisting(vpc));
    if (own.endpointData.meters.length > 0) blocks.push(own.endpointData);
    const added = addedIn(decision, vpc.vpcId);
    if (added.length === 0) continue;
    const block = kept(desk.addedData, added, () => blockOf(unknownAdded(vpc, added)));
    if (block.meters.length > 0) blocks.push(block);
  }
}

/** GB that are known. */
export function carriedMeters(book: PriceBook, decision: Decision, flows: readonly RoutedFlow[]): Meter[] {
  const groups = groupBy(
    flows.filter((each) => each.target === 'endpoint' || each.target === 'gateway' || each.target === 'hub'),
    (each) => `${serviceKey(each.vpc.vpcId, each.flow.service)}/${each.target}${isPeered(decision, each) ? '/peering' : ''}`,
  );
  return sortedBy(groups, ([key]) => key).flatMap(([, group]) => groupData(book, decision, group));
}

/** The GB of flows of one service that one endpoint carries. */
export function groupData(book: PriceBook, decision: Decision, group: readonly RoutedFlow[]): Meter[] {
  const [first] = group;
  if (first === undefined) return [];
  const { vpc, endpoint, added } = first;
  const gb = sum(group.map((each) => each.flow.gb));
  const where = {
    region: vpc.region,
    vpcId: vpc.vpcId,
    service: first.flow.service,
    resourceId: endpoint?.id ?? null,
    payerAccountId: endpoint === null ? vpc.owner : endpoint.payer,
    basis: weakestBasis(group),
  };
  if (first.target === 'gateway') return [...meters.endpointData(where, { type: 'Gateway', gb })];
  if (first.target === 'hub') {
    const payer = decision.hub?.moves.has(serviceKey(vpc.vpcId, first.flow.service)) === true ? decision.hub.hub.owner : null;
    const through = meters.endpointData({ ...where, payerAccountId: payer, resourceId: null }, { type: 'Interface', gb });
    return isHubItself(decision, vpc) || isPeered(decision, first)
      ? [...through]
      : [meters.tgwData({ ...where, payerAccountId: null, resourceId: null }, gb), ...through];
  }
  const data = meters.endpointData(where, { type: endpoint?.type ?? 'Interface', gb });
  return added?.how === 'cross-region' && added.remoteRegion !== null
    ? [...data, ...transfer(book, vpc, added.remoteRegion, group)]
    : [...data];
}

function isPeered(decision: Decision, routed: RoutedFlow): boolean {
  return routed.target === 'hub' && isOverPeering(decision, routed);
}

function isHubItself(decision: Decision, vpc: ModelVpc): boolean {
  return decision.hub?.hub.vpcId === vpc.vpcId;
}

/** A cross-Region endpoint pays inter-Region transfer both ways, each at its sender's rate; undirected bytes at the consumer's. */
export function transfer(book: PriceBook, vpc: ModelVpc, remote: Region, group: readonly RoutedFlow[]): Meter[] {
  const gb = (inbound: boolean): Exact =>
    sum(group.filter((each) => (each.flow.direction === 'in') === inbound).map((each) => each.flow.gb));
  const sent = (from: Region, to: Region, amount: Exact): Meter => {
    const ownPair = interRegionPriceOf(book, from, to).item.includes('>');
    return meters.interRegion(
      { region: from, vpcId: vpc.vpcId, payerAccountId: vpc.owner, basis: weakestBasis(group) },
      to,
      amount,
      ownPair,
    );
  };
  return [sent(vpc.region, remote, gb(false)), sent(remote, vpc.region, gb(true))];
}

function unknownExisting(vpc: ModelVpc): Meter[] {
  const all: Meter[] = [];
  for (const { service, id, type, payer } of vpc.endpoints) {
    const form = type === 'Gateway' ? null : unknownForm(type);
    if (form !== null) {
      all.push(meterOf({ region: vpc.region, vpcId: vpc.vpcId, service, resourceId: id, payerAccountId: payer }, form));
    }
  }
  return all;
}

function unknownAdded(vpc: ModelVpc, added: readonly Added[]): Meter[] {
  const form = unknownForm('Interface');
  const all: Meter[] = [];
  if (form === null) return all;
  for (const { service, how } of added) {
    if (how !== 'gateway') all.push(meterOf({ region: vpc.region, vpcId: vpc.vpcId, service, payerAccountId: vpc.owner }, form));
  }
  return all;
}

const unknownForms = new Map<string, MeterForm | null>();

/** GB that nobody knows; `null` where the type has no charge per GB of its own. */
function unknownForm(type: string): MeterForm | null {
  let form = unknownForms.get(type);
  if (form === undefined) {
    const item = meters.endpointDataItem(type);
    form = item === null ? null : meterForm({ item, group: 'endpoint-data', ...unknownQuantity });
    unknownForms.set(type, form);
  }
  return form;
}
