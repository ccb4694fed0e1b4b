/**
 * The constraints written into the model, so that the search for the cheapest
 * joint choice needs to know nothing of them: a required path is an endpoint
 * that stands there already (and may only move to the hub), a service that is
 * excluded is traffic that nothing serves, and NAT gateways that stay have no
 * proof that they may go.
 */
import { groupBy } from '#shared/base/sort.ts';
import type { CostEndpoint } from '../cost-vpc.ts';
import { serviceKey } from '../decision.ts';
import type { Flow } from '../demand.ts';
import type { HubSite } from '../hub.ts';
import type { CostModel, ModelVpc } from '../model.ts';
import { type Constraints, servicesOf } from './constraints.ts';
import { chooseZones, requiredKey, type RequiredPath } from './required.ts';

export interface ConstrainedModel {
  readonly model: CostModel;
  /** The endpoints that stand for required paths. */
  readonly standIns: ReadonlyMap<CostEndpoint, RequiredPath>;
}

export function constrainedModel(model: CostModel, constraints: Constraints, required: readonly RequiredPath[]): ConstrainedModel {
  const standIns = new Map<CostEndpoint, RequiredPath>();
  const byVpc = groupBy(required, (path) => path.vpc.vpcId);
  const excluded = new Set(servicesOf(constraints.services.exclude));
  const vpcs = model.vpcs.map((vpc): ModelVpc => {
    const own = byVpc.get(vpc.vpcId) ?? [];
    const added = own.map((path) => {
      const standIn = standInOf(path);
      standIns.set(standIn, path);
      return standIn;
    });
    return {
      ...vpc,
      endpoints: [...vpc.endpoints, ...added],
      demand: constrainedDemand(vpc, new Map(own.map((path) => [requiredKey(path), path])), excluded, constraints),
    };
  });
  const byId = new Map(vpcs.map((vpc) => [vpc.vpcId, vpc]));
  return { model: { ...model, vpcs, byId: (id) => byId.get(id) }, standIns };
}

function standInOf({ added, vpc }: RequiredPath): CostEndpoint {
  return {
    id: `planned/${serviceKey(added.vpcId, added.service)}`,
    type: added.how === 'gateway' ? 'Gateway' : 'Interface',
    service: added.service,
    payer: vpc.owner,
    azs: added.how === 'gateway' ? 1 : (added.zones?.length ?? null),
    zones: added.zones ?? [],
  };
}

function constrainedDemand(
  vpc: ModelVpc,
  required: ReadonlyMap<string, RequiredPath>,
  excluded: ReadonlySet<string>,
  constraints: Constraints,
): ModelVpc['demand'] {
  if (vpc.demand === null) return null;
  const flows = vpc.demand.flows.map((flow): Flow => {
    if (flow.path !== 'nat') return flow;
    const path = required.get(serviceKey(vpc.vpcId, flow.service));
    if (path !== undefined) return { ...flow, path: path.added.how === 'gateway' ? 'gateway' : 'endpoint', nat: null };
    return excluded.has(flow.service) ? { ...flow, class: 'N' } : flow;
  });
  return { ...vpc.demand, flows, hasControl: vpc.demand.hasControl && !constraints.nat.keep };
}

/** The hub as the constraints allow it; `null` where they do not. */
export function constrainedSite(site: HubSite | null, constraints: Constraints): HubSite | null {
  if (site === null || !constraints.hub.allowed) return null;
  const excluded = new Set(servicesOf(constraints.services.exclude));
  const { cover, min } = constraints.zones;
  return {
    ...site,
    pairs: site.pairs.filter((pair) => !excluded.has(pair.service)),
    zonesFor: (service) => (cover === 'callers' ? site.zonesFor(service) : chooseZones(site.zonesFor(service), cover, min ?? 2)),
  };
}
