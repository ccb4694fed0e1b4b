/**
 * What else of DNS serves endpoints and bills by the hour (T7): Route 53
 * Profiles that bring names into a VPC, and inbound Resolver endpoints by which
 * on-premises resolves them. They stay in every column. Nobody has read their
 * prices: until the person types them they are named as left out, because an
 * unknown line would hide the totals that it does not change.
 */
import { type Exact, decimalText } from '#shared/base/decimal.ts';
import type { AccountId } from '#shared/base/ids.ts';
import { sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { type PriceBook, priceOf } from '#shared/model/price-book.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Meter } from './meter.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { rememberedBeside } from './remember.ts';

interface DnsResource {
  readonly id: string;
  readonly item: 'route53.profileAssociation.hour' | 'route53.resolverEndpoint.hour';
  readonly payer: AccountId | null;
  /** Associations, or network interfaces; `null` where the answer does not tell. */
  readonly count: number | null;
  readonly word: string;
}

/** The lines that can be priced. */
export function dnsMeters(model: CostModel): Meter[] {
  return model.vpcs.flatMap((vpc) =>
    servingDns(model, vpc)
      .filter((each) => isPriced(model.book, vpc, each))
      .map((each) => meterOf(vpc, each, model.hours)),
  );
}

/** What is left out of all columns, as sentences. */
export function dnsNotices(model: CostModel): string[] {
  const open = model.vpcs.flatMap((vpc) => servingDns(model, vpc).filter((each) => !isPriced(model.book, vpc, each)));
  const items = sortedUnique(open.map((each) => each.item));
  return items.map((item) => {
    const ids = sortedUnique(open.filter((each) => each.item === item).map((each) => each.id));
    return `Left out of every column, where it is the same: ${ids.join(', ')}. Nobody has read the price of ${item}; type one to count it.`;
  });
}

function isPriced(book: PriceBook, vpc: ModelVpc, { item }: DnsResource): boolean {
  return priceOf(book, item, vpc.region).kind === 'price';
}

function servingDns({ topology }: CostModel, vpc: ModelVpc): readonly DnsResource[] {
  return serving(vpc, topology);
}

/** Every column asks for the same. */
const serving = rememberedBeside((vpc: ModelVpc, topology: Topology): readonly DnsResource[] =>
  sortedBy([...profilesOf(topology, vpc), ...resolversOf(topology, vpc)], (each) => [each.item, each.id]),
);

const over: ReadonlySet<string> = new Set(['DELETING', 'DELETED', 'FAILED']);

function isLive({ status }: { readonly status: string | null }): boolean {
  return status === null || !over.has(status.toUpperCase());
}

/** Associations of Profiles that hold a hosted zone or an endpoint, or whose content nobody read. The owner of the Profile pays. */
function profilesOf({ index }: Topology, vpc: ModelVpc): DnsResource[] {
  return index
    .having('profileAssociations', 'resourceId', vpc.vpcId)
    .filter(isLive)
    .filter(({ profileId }) => {
      const held = index.having('profileResources', 'profileId', profileId).filter(isLive);
      return held.length === 0 || held.some((each) => each.resourceType !== 'RESOLVER_RULE');
    })
    .map(({ profileAssociationId, profileId }) => ({
      id: profileAssociationId,
      item: 'route53.profileAssociation.hour',
      payer: index.having('dnsProfiles', 'profileId', profileId)[0]?.accountId ?? null,
      count: 1,
      word: 'association',
    }));
}

/** Inbound endpoints of a VPC that holds interface endpoints; each of their network interfaces bills. */
function resolversOf({ index }: Topology, vpc: ModelVpc): DnsResource[] {
  if (!vpc.endpoints.some((endpoint) => endpoint.type === 'Interface')) return [];
  return index
    .having('resolverEndpoints', 'vpcId', vpc.vpcId)
    .filter((each) => isLive(each) && each.direction?.toUpperCase().startsWith('INBOUND') === true)
    .map((each) => ({
      id: each.resolverEndpointId,
      item: 'route53.resolverEndpoint.hour',
      payer: each.accountId,
      count: each.ipAddressCount,
      word: 'network interface',
    }));
}

function meterOf(vpc: ModelVpc, { id, item, payer, count, word }: DnsResource, hours: Exact): Meter {
  return {
    item,
    region: vpc.region,
    group: 'dns',
    quantity: count === null ? null : hours.times(count),
    factors: `${count ?? 'unknown'} ${word} x ${decimalText(hours)} h`,
    basis: 'modelled',
    ...(count === null ? { reason: 'the answer does not tell how many network interfaces it has' } : {}),
    resourceId: id,
    vpcId: vpc.vpcId,
    service: null,
    payerAccountId: payer,
  };
}
