/** Endpoints that could be added. */
import type { ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { DemandClass } from '#shared/model/usage.ts';
import { type Added, endpointsByService, existingEndpoint, movableClasses, serviceKey, servingFromNat } from './decision.ts';
import type { Flow } from './demand.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { rememberedBeside } from './remember.ts';
import { demandedServices, type ListedService, offeredIn } from './service-demand.ts';

export interface Candidate {
  readonly vpc: ModelVpc;
  readonly service: string;
  readonly class: DemandClass;
  readonly added: Added;
  /** Flows that would move; empty where no row names the service. */
  readonly flows: readonly Flow[];
  readonly labels: readonly string[];
}

/** One candidate per service that passes a NAT and has no endpoint yet. */
export function demandedCandidates(model: CostModel, zones: readonly ZoneId[] | undefined): Candidate[] {
  const measured = model.vpcs.filter((vpc) => vpc.demand !== null);
  return measured.flatMap((vpc) => {
    const flows = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat' && movableClasses.has(flow.class));
    const byService = sortedBy(
      groupBy(flows, (flow) => flow.service),
      ([service]) => service,
    );
    return byService.flatMap(([service, own]) => {
      const [first] = own;
      if (first === undefined || existingEndpoint(vpc, first) !== null) return [];
      const { class: kind, remoteRegion } = first;
      const offered = kind === 'G' ? null : offeredIn(model.topology.index, vpc.owner, vpc.region, service);
      return candidate(vpc, { service, class: kind, remoteRegion, offered }, own, zones) ?? [];
    });
  });
}

/** One candidate per listed service that the VPC has no endpoint for; for VPCs that have a way out to replace. */
export function listedCandidates(
  model: Pick<CostModel, 'vpcs' | 'topology'>,
  services: readonly string[],
  zones: readonly ZoneId[] | undefined,
  demanded: readonly Candidate[],
): readonly Candidate[] {
  const lists = model.vpcs
    .filter((vpc) => vpc.nats.length > 0 || vpc.remoteNats.length > 0 || vpc.centralEgress !== null)
    .map((vpc) => untravelledIn(model, vpc, services, zones));
  const [only] = lists;
  if (demanded.length === 0) return lists.length === 1 && only !== undefined ? only.candidates : lists.flatMap((list) => list.candidates);
  const known = new Map(demanded.map((entry) => [serviceKey(entry.vpc.vpcId, entry.service), entry]));
  return lists.flatMap(({ vpc, places }) =>
    places.flatMap(({ service, candidate: own }) => known.get(serviceKey(vpc.vpcId, service)) ?? own ?? []),
  );
}

/** The listed services that a VPC has no endpoint for, as if nothing passed to them. */
interface Untravelled {
  readonly vpc: ModelVpc;
  readonly services: readonly string[];
  readonly zones: readonly ZoneId[] | undefined;
  /** `null`: no endpoint is possible. */
  readonly places: readonly { readonly service: string; readonly candidate: Candidate | null }[];
  readonly candidates: readonly Candidate[];
}

/** The last of each VPC: several alternatives propose the same. */
const untravelled = new WeakMap<ModelVpc, Untravelled>();

function untravelledIn(
  model: Pick<CostModel, 'topology'>,
  vpc: ModelVpc,
  services: readonly string[],
  zones: readonly ZoneId[] | undefined,
): Untravelled {
  const known = untravelled.get(vpc);
  if (known?.services === services && known.zones === zones) return known;
  const existing = endpointsByService(vpc.endpoints);
  const places: { readonly service: string; readonly candidate: Candidate | null }[] = [];
  const candidates: Candidate[] = [];
  for (const named of demandedServices(model.topology.index, vpc.owner, vpc.region, services)) {
    if (servingFromNat(existing, named) !== null) continue;
    const own = movableClasses.has(named.class) ? candidate(vpc, named, noFlows, zones) : null;
    places.push({ service: named.service, candidate: own });
    if (own !== null) candidates.push(own);
  }
  const made = { vpc, services, zones, places, candidates };
  untravelled.set(vpc, made);
  return made;
}

/** What the endpoints of candidates are; the same list for the same candidates. */
export const addedBy = rememberedBeside((candidates: readonly Candidate[], _all: null): readonly Added[] =>
  candidates.map((entry) => entry.added),
);

const noFlows: readonly Flow[] = [];
const noLabels: readonly string[] = [];
const oneZone: readonly string[] = ['no zone redundancy'];

function candidate(
  vpc: ModelVpc,
  { service, class: kind, remoteRegion, offered }: ListedService,
  flows: readonly Flow[],
  wanted: readonly ZoneId[] | undefined,
): Candidate | null {
  const isGateway = kind === 'G';
  const zones = isGateway ? noZones : zonesWhere(vpc, offered, wanted);
  if (!isGateway && zones?.length === 0) return null;
  const how = isGateway ? 'gateway' : kind === 'X' ? 'cross-region' : 'interface';
  const added: Added = { vpcId: vpc.vpcId, service, remoteRegion, how, zones };
  return { vpc, service, class: kind, flows, added, labels: zones?.length === 1 ? oneZone : noLabels };
}

const noZones: readonly ZoneId[] = [];

/**
 * The zones of a new interface endpoint: those with callers that the service
 * offers, filled up to two with others of the VPC. Empty: the service is offered
 * in no zone of the VPC. `null`: the VPC's zones are not known.
 */
export function endpointZones(
  model: Pick<CostModel, 'topology'>,
  vpc: ModelVpc,
  service: string,
  wanted: readonly ZoneId[] | undefined,
): readonly ZoneId[] | null {
  return zonesWhere(vpc, offeredIn(model.topology.index, vpc.owner, vpc.region, service), wanted);
}

function zonesWhere(vpc: ModelVpc, offered: readonly ZoneId[] | null, wanted: readonly ZoneId[] | undefined): readonly ZoneId[] | null {
  if (vpc.subnetZones.length === 0) return null;
  return wanted === undefined ? chosenZones(vpc, offered) : possibleZones(vpc, offered).filter((zone) => wanted.includes(zone));
}

function possibleZones(vpc: ModelVpc, offered: readonly ZoneId[] | null): readonly ZoneId[] {
  return vpc.subnetZones.filter((zone) => offered === null || offered.includes(zone));
}

/** What callers choose, by where a service is offered: most services are offered in the same zones. */
const chosenZones = rememberedBeside((vpc: ModelVpc, offered: readonly ZoneId[] | null): readonly ZoneId[] => {
  const possible = possibleZones(vpc, offered);
  const called = possible.filter((zone) => vpc.callerZones.includes(zone));
  const others = possible.filter((zone) => !called.includes(zone));
  return sortedUnique([...called, ...others.slice(0, Math.max(0, 2 - called.length))]);
});
