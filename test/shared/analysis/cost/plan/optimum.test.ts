import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, type Exact } from '#shared/base/decimal.ts';
import type { ZoneId } from '#shared/base/ids.ts';
import type { CostEndpoint } from '#shared/analysis/cost/cost-vpc.ts';
import { demandedCandidates } from '#shared/analysis/cost/candidates.ts';
import { priceColumn } from '#shared/analysis/cost/column.ts';
import { type Added, type Decision, noChange, serviceKey } from '#shared/analysis/cost/decision.ts';
import { replaceGate } from '#shared/analysis/cost/gate.ts';
import { hubDecision, hubSite, type HubSite } from '#shared/analysis/cost/hub.ts';
import { costContext, costModel, type CostContext, type CostModel, type ModelVpc } from '#shared/analysis/cost/model.ts';
import { type Constraints, servicesOf } from '#shared/analysis/cost/plan/constraints.ts';
import { offeredIn } from '#shared/analysis/cost/service-demand.ts';
import { scopeGroups } from '#shared/analysis/cost/scope.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { builtInPriceBook, type PriceBook } from '#shared/model/price-book.ts';
import { withDiscounts, withOverrides } from '#shared/model/price-book-adjust.ts';
import { type UsageRow, usageRowSchema } from '#shared/model/usage.ts';
import { runs } from '#test/long-run.ts';
import { buildCase, casePlan, type RandomCase } from '../random-estates.ts';
import { constraintsOf, planned, usageOf } from './plans.ts';

interface Priced {
  readonly context: CostContext;
  readonly model: CostModel;
  readonly site: HubSite | null;
}

function pricedOf(given: RandomCase, rows: readonly UsageRow[], constraints: Constraints, book: PriceBook = builtInPriceBook): Priced {
  const topology = buildTopology(indexSnapshot(given.snapshot));
  const usage = usageOf(rows);
  const input = { topology, usage, book, scopes: [{ kind: 'all' as const }], options: {} };
  const context = costContext(input, book, decimal(730));
  const [group] = scopeGroups(topology, usage, input.scopes);
  if (group === undefined) throw new Error('no scope');
  const model = costModel(context, group);
  return { context, model, site: constraints.hub.allowed ? anyHub(context, model, constraints) : null };
}

/** The hub, also where today nothing could use it: required services may. */
function anyHub(context: CostContext, model: CostModel, { zones }: Constraints): HubSite | null {
  const marker: CostEndpoint = { id: 'marker', type: 'Interface', service: 'marker', payer: null, azs: 0, zones: [] };
  const vpcs = model.vpcs.map((vpc) => ({ ...vpc, endpoints: [...vpc.endpoints, marker] }));
  const site = hubSite(context, { ...model, vpcs, byId: (id) => vpcs.find((vpc) => vpc.vpcId === id) }, {});
  if (site === null) return null;
  const zonesFor = (service: string): readonly ZoneId[] =>
    zones.cover === 'callers' ? site.zonesFor(service) : fewest(site.zonesFor(service), zones);
  return { ...site, zonesFor, pairs: site.pairs.filter((pair) => pair.service !== 'marker') };
}

/** Of all sets of zones that the constraints admit, the smallest. */
function fewest(possible: readonly ZoneId[], zones: Constraints['zones']): readonly ZoneId[] {
  return admissible(possible, zones.cover === 'callers' ? [] : zones.cover, zones.min).reduce(
    (a, b) => (b.length < a.length ? b : a),
    possible,
  );
}

function admissible(possible: readonly ZoneId[], cover: readonly ZoneId[], min: number | null): readonly (readonly ZoneId[])[] {
  const least = Math.min(min ?? 2, possible.length);
  return subsets(possible).filter(
    (set) => set.length >= Math.max(1, least) && possible.filter((zone) => cover.includes(zone)).every((zone) => set.includes(zone)),
  );
}

/** Totals that prove every VPC with one NAT gateway, so that it may go. */
function withProof(given: RandomCase, constraints: Constraints): readonly UsageRow[] {
  const named = given.rows.filter((row) => !['internet', 'aws'].includes(row.service));
  const { model } = pricedOf(given, named, constraints);
  const controls = model.vpcs.flatMap((vpc) => {
    const flows = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat');
    if (vpc.nats.length !== 1 || flows.length === 0) return [];
    const gb = decimalText(flows.reduce<Exact>((total, flow) => total.plus(flow.gb), decimal(0)));
    const control = { scope: vpc.vpcId, region: 'us-east-1', service: 'unattributed', gb_per_month: gb, kind: 'control' as const };
    const window = { window_start: '2026-09-01T00:00:00Z', window_end: '2026-10-01T00:00:00Z' };
    return [usageRowSchema.parse({ ...control, ...window, basis: 'billed' })];
  });
  return [...named, ...controls];
}

/** One service of one VPC with every way it may take: `null` as it is. */
interface Pair {
  readonly key: string;
  readonly ways: readonly (Added | 'hub' | null)[];
}

/** Written independently of the planner: what the constraints mean for one service of one VPC. */
function pairsOf({ model, site }: Priced, constraints: Constraints): readonly Pair[] {
  const excluded = servicesOf(constraints.services.exclude);
  const demanded = demandedCandidates(model, undefined).map((entry) => ({ vpc: entry.vpc, service: entry.service }));
  const asked = model.vpcs.flatMap((vpc) => mustHave(vpc, constraints).map((service) => ({ vpc, service })));
  const hub = (site?.pairs ?? []).map((pair) => ({ vpc: pair.vpc, service: pair.service }));
  const all = new Map([...demanded, ...asked, ...hub].map((each) => [serviceKey(each.vpc.vpcId, each.service), each]));
  return [...all].flatMap(([key, { vpc, service }]) => {
    if (excluded.includes(service)) return [];
    const exists = vpc.endpoints.some((endpoint) => endpoint.service === service);
    const isAsked = asked.some((each) => each.vpc.vpcId === vpc.vpcId && each.service === service) && !exists;
    const own =
      exists || (!isAsked && !demanded.some((each) => each.vpc.vpcId === vpc.vpcId && each.service === service))
        ? []
        : ownWays(model, vpc, service, constraints);
    const through = canUseHub(site, vpc, service, isAsked) ? (['hub'] as const) : [];
    return { key, ways: [...(isAsked ? [] : [null]), ...own, ...through] };
  });
}

function mustHave(vpc: ModelVpc, { services }: Constraints): readonly string[] {
  const hasNat = vpc.nats.length > 0 || vpc.remoteNats.length > 0 || vpc.centralEgress !== null;
  const wanted = servicesOf(services.include).filter((service) => !servicesOf(services.exclude).includes(service));
  return hasNat ? [...new Set([...wanted, ...servicesOf(services.mustBePrivate)])] : vpc.callerZones.length > 0 ? wanted : [];
}

/** Every admissible set of zones, not only the smallest. */
function ownWays(model: CostModel, vpc: ModelVpc, service: string, { zones }: Constraints): readonly Added[] {
  const base = { vpcId: vpc.vpcId, service, remoteRegion: null };
  if (service === 's3' || service === 'dynamodb') return [{ ...base, how: 'gateway', zones: [] }];
  const offered = offeredIn(model.topology.index, vpc.owner, vpc.region, service);
  const possible = vpc.subnetZones.filter((zone) => offered === null || offered.includes(zone));
  const cover = zones.cover === 'callers' ? vpc.callerZones : zones.cover;
  return admissible(possible, cover, zones.min).map((set) => ({ ...base, how: 'interface', zones: set }));
}

/** Traffic of required services is known to pass the hub only where the VPC is measured. */
function canUseHub(site: HubSite | null, vpc: ModelVpc, service: string, isAsked: boolean): boolean {
  if (site === null || vpc.demand === null) return false;
  if (site.pairs.some((pair) => pair.vpc.vpcId === vpc.vpcId && pair.service === service)) return true;
  return isAsked && vpc.vpcId !== site.hub.vpcId && service !== 's3' && service !== 'dynamodb';
}

function cheapestOfAll(priced: Priced, constraints: Constraints, pairs: readonly Pair[]): Exact | null {
  const { model } = priced;
  const leaving = constraints.nat.keep
    ? []
    : model.vpcs.filter((vpc) => vpc.nats.some((nat) => nat.isPublic) && replaceGate({ ...model, vpcs: [vpc] }).verdict === 'eligible');
  let best: Exact | null = null;
  for (const goes of subsets(leaving)) {
    for (const ways of combinations(pairs)) {
      const decision = decisionOf(priced, goes, ways);
      if (decision === null) continue;
      const column = priceColumn(model, decision);
      const usd = column.sum.total ?? column.sum.known;
      if (column.flows.every((flow) => flow.target !== 'none') && (best === null || usd.lt(best))) best = usd;
    }
  }
  return best;
}

function decisionOf({ model, site }: Priced, goes: readonly ModelVpc[], ways: ReadonlyMap<string, Added | 'hub' | null>): Decision | null {
  const added = [...ways.values()].flatMap((way) => (way === null || way === 'hub' ? [] : way));
  const moved = [...ways].flatMap(([key, way]) => (way === 'hub' ? key : []));
  const base: Decision = {
    ...noChange,
    added,
    removedNats: new Set(goes.flatMap((vpc) => vpc.nats.filter((nat) => nat.isPublic).map((nat) => nat.id))),
    repairs: new Set(goes.map((vpc) => vpc.vpcId)),
  };
  if (moved.length === 0 || site === null) return base;
  // An endpoint that the hub gets for itself serves the others too.
  const inHub = new Set(added.filter((each) => each.vpcId === site.hub.vpcId).map((each) => each.service));
  const hub = hubDecision(
    {
      ...site,
      has: (service) => site.has(service) || inHub.has(service),
      zonesFor: (service) => (inHub.has(service) ? [] : site.zonesFor(service)),
    },
    moved.flatMap((key) => {
      const known = site.pairs.find((pair) => serviceKey(pair.vpc.vpcId, pair.service) === key);
      const vpc = model.vpcs.find((each) => key.startsWith(`${each.vpcId}/`));
      return known ?? (vpc === undefined ? [] : { vpc, service: key.slice(key.indexOf('/') + 1), existing: null });
    }),
  );
  return hub === null ? null : { ...base, hub };
}

function* combinations(pairs: readonly Pair[]): Generator<ReadonlyMap<string, Added | 'hub' | null>> {
  const [first, ...rest] = pairs;
  if (first === undefined) return yield new Map();
  for (const others of combinations(rest)) for (const way of first.ways) yield new Map([[first.key, way], ...others]);
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>((all, item) => [...all, ...all.map((each) => [...each, item])], [[]]);
}

const wishes = fc.record({
  services: fc.record({
    include: fc.subarray(['kms', 's3', 'sts'], { maxLength: 2 }),
    mustBePrivate: fc.subarray(['logs'], { maxLength: 1 }),
    exclude: fc.subarray(['dynamodb'], { maxLength: 1 }),
  }),
  zones: fc.record({ min: fc.constantFrom(null, 1, 2), cover: fc.constantFrom('callers', ['use1-az1'], ['use1-az2', 'use1-az9']) }),
  hub: fc.record({ allowed: fc.boolean() }),
  nat: fc.record({ keep: fc.boolean() }),
});

/** List prices, own prices that change what pays, and an agreement with AWS. */
const books = fc.constantFrom(
  builtInPriceBook,
  withOverrides(builtInPriceBook, [
    { item: 'endpoint.interface.hour', usd: '0.0007' },
    { item: 'tgw.vpcAttachment.hour', usd: '0.003' },
  ]),
  withDiscounts(builtInPriceBook, [
    { name: 'agreed', items: 'endpoint.*', percent: '33' },
    { name: 'more', items: '*', percent: '4.5' },
  ]),
);

describe('the plan', () => {
  it.each(['as measured', 'with proof'])('costs what the cheapest of all choices costs, %s', { timeout: 120_000 }, (kind) => {
    let tried = 0;
    fc.assert(
      fc.property(casePlan, wishes, books, (estatePlan, wish, book) => {
        const given = buildCase(estatePlan);
        const constraints = constraintsOf(wish);
        const rows = kind === 'with proof' ? withProof(given, constraints) : given.rows;
        const priced = pricedOf(given, rows, constraints, book);
        const pairs = pairsOf(priced, constraints);
        if (pairs.reduce((count, pair) => count * pair.ways.length, 1) > 300) return;
        tried += 1;
        const best = cheapestOfAll(priced, constraints, pairs);
        const { plan } = planned({ snapshot: given.snapshot, rows, constraints: wish, book });
        const column = plan.comparison.regions[0]?.plan;
        expect(column?.totalUsd ?? column?.knownUsd).toBe(best === null ? null : decimalText(best));
        expect(plan.proof.lowerBoundUsd).toBe(plan.comparison.planUsd);
      }),
      { numRuns: runs(50, 120) },
    );
    expect({ tried: tried > 10, kind }).toEqual({ tried: true, kind });
  });
});
