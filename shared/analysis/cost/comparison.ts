/**
 * What a cost comparison says: today's paths of the traffic beside the
 * alternatives. Amounts are unrounded decimal text in USD for a month of
 * `hoursPerMonth`; `null` is unknown, and a `reason` stands beside it.
 * Names and meanings are those of the published JSON output.
 */
import type { AccountId, NatGatewayId, Region, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { Problem } from '#shared/base/outcome.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { Basis, DemandClass, UsageSet } from '#shared/model/usage.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { PresetId } from './presets.ts';

/** What is compared: one VPC, several that were chosen, or every VPC of an account, of a Region, or of the whole snapshot. */
export type CostScope =
  | { readonly kind: 'vpc'; readonly vpcId: VpcId }
  | { readonly kind: 'selection'; readonly vpcIds: readonly VpcId[] }
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'all' };

/** In the order in which they are shown. */
export const alternativeIds = ['offload', 'offload-listed', 'replace', 'consolidate', 'centralise', 'mixed'] as const;
export type AlternativeId = (typeof alternativeIds)[number];

/** Bars of the stacked chart, in stacking order. */
export const lineGroups = [
  'nat-hours',
  'nat-data',
  'ipv4',
  'inter-az',
  'upstream',
  'endpoint-hours',
  'endpoint-data',
  'dns',
  'transfer',
] as const;
export type LineGroup = (typeof lineGroups)[number];

/** One amount with everything that made it. `usd` is `quantity` times `unitPriceUsd`, exactly. */
export interface CostLine {
  /** As in the price book: `nat.zonal.hour`. */
  readonly item: string;
  readonly group: LineGroup;
  /** An AWS id; a VPC's id where the traffic cannot be told apart by resource; `null` for what does not exist yet. */
  readonly resourceId: string | null;
  readonly vpcId: VpcId | null;
  /** The short name of the service, for endpoints. */
  readonly service: string | null;
  /** Who is billed; `null` where that could not be read. */
  readonly payerAccountId: AccountId | null;
  readonly quantity: string | null;
  readonly unit: string;
  readonly unitPriceUsd: string | null;
  readonly priceAsOf: string | null;
  readonly usd: string | null;
  /** For people: `3 AZ x 730 h x $0.010`. */
  readonly formula: string;
  readonly basis: Basis;
  /** Why `usd` is unknown. */
  readonly reason?: string;
  /** The tier of the price, from 1, where it has several. */
  readonly tier?: number;
  /** Set where an unmeasured quantity makes the amount uncertain; `usd` is then the lower end. */
  readonly rangeUsd?: UsdRange;
  /** Set where the line is the same in every column; it counts in every total. */
  readonly unchanged?: true;
}

/** Both ends of what is possible; an end that nobody can know is `null`. */
export interface UsdRange {
  readonly min: string | null;
  readonly max: string | null;
}

/** One bar segment. */
export interface GroupTotal {
  readonly group: LineGroup;
  /** What is known of it. */
  readonly knownUsd: string;
  /** Whether a line of the group is unknown. */
  readonly hasUnknown: boolean;
}

/** Where the gigabytes of the demand go in a column; the sum must be the same in all columns. */
export interface ColumnGigabytes {
  readonly nat: string;
  readonly endpoint: string;
  readonly gateway: string;
  readonly hub: string;
  /** Straight through an internet gateway, without a NAT. */
  readonly public: string;
  /** Has no path left in this column: nothing may be saved by dropping traffic. */
  readonly none: string;
  readonly total: string;
}

/** What today and every alternative have in common. */
export interface CostColumn {
  readonly lines: readonly CostLine[];
  /** `null` as soon as one line is unknown. */
  readonly totalUsd: string | null;
  readonly knownUsd: string;
  readonly totalRangeUsd: UsdRange;
  readonly reason?: string;
  /** Set where more than 5 % of what AWS billed for the Region cannot be explained: the figures stand under that doubt. */
  readonly notReconciled?: string;
  /** In stacking order; groups without a line are left out. */
  readonly groups: readonly GroupTotal[];
  /** `null` without usage. */
  readonly gigabytes: ColumnGigabytes | null;
}

export type ServicePath = 'as-is' | 'gateway' | 'interface' | 'cross-region' | 'hub';

/** One service of one VPC in an alternative: the per-service table. */
export interface ServiceRow {
  readonly vpcId: VpcId;
  readonly service: string;
  readonly class: DemandClass;
  readonly how: ServicePath;
  readonly zones: readonly ZoneId[];
  /** GB that move; `null` without usage. */
  readonly gb: string | null;
  /** What the moved gigabytes cost today: NAT, inter-AZ and what stands before the NAT. */
  readonly todayUsd: string | null;
  /** Fixed and per-GB cost of the new path. */
  readonly newUsd: string | null;
  /** `todayUsd` less `newUsd`, the service alone; negative when it costs more. */
  readonly savingUsd: string | null;
  /** GB a month above which the service alone pays. */
  readonly breakEven: BreakEven | null;
  /** `true` where the service saves by itself. */
  readonly pays: boolean | null;
  /** Such as `no zone redundancy`. */
  readonly labels: readonly string[];
}

/** An endpoint that exists while the bytes of its service still pass the NAT: costs nothing to repair. */
export interface CostFix {
  readonly vpcId: VpcId;
  readonly service: string;
  readonly endpointId: string;
  readonly gb: string;
  readonly savingUsd: string | null;
  readonly what: string;
}

export interface BreakEven {
  /** What the figure counts, e.g. `GB a month of ecr.api at held zone shares`. */
  readonly variable: string;
  /** Decimal text, or `always`: no fixed cost is added; `never`: each GB costs at least as much as today; `null`: a price is unknown. */
  readonly gb: string | null;
  readonly formula: string;
  readonly reason?: string;
  /** The straight line behind the figure, for the chart; `null` where a price is unknown. */
  readonly chart: BreakEvenChart | null;
}

/** Monthly cost over GB: today = natUsdPerGb x GB; alternative = fixedUsd + endpointUsdPerGb x GB. Valid in the first tier. */
export interface BreakEvenChart {
  readonly fixedUsd: string;
  readonly natUsdPerGb: string;
  readonly endpointUsdPerGb: string;
  /** Today's traffic of the named services, to be marked; `null` without usage. */
  readonly todayGb: string | null;
}

export interface Eligibility {
  readonly verdict: 'eligible' | 'blocked' | 'unproven';
  /** Sentences: what blocks or what is not proven, with GB and destinations. */
  readonly reasons: readonly string[];
}

/** What the way there costs, apart from the steady state. */
export interface Transition {
  readonly days: number;
  readonly lines: readonly CostLine[];
  readonly totalUsd: string | null;
  /** What is known of it. */
  readonly knownUsd: string;
  /** Why `totalUsd` is unknown. */
  readonly reason?: string;
  /** `2027-01-20`; `null` where nothing is saved or an amount is unknown. */
  readonly paybackDate: string | null;
}

/** Saving of one paying account; the organisation's total is the truth. */
export interface Showback {
  /** `null`: the payer could not be read. */
  readonly payerAccountId: AccountId | null;
  readonly todayUsd: string | null;
  /** What is known of `todayUsd`. */
  readonly knownTodayUsd: string;
  readonly alternativeUsd: string | null;
  /** What is known of `alternativeUsd`. */
  readonly knownAlternativeUsd: string;
  readonly savingUsd: string | null;
  /** Why an amount is unknown. */
  readonly reason?: string;
}

export interface Alternative extends CostColumn {
  readonly id: AlternativeId;
  /** Only where NAT gateways go. */
  readonly eligibility?: Eligibility;
  /** Short names of the services it adds a path for, sorted. */
  readonly services: readonly string[];
  readonly serviceTable: readonly ServiceRow[];
  /** Today less this; negative when it costs more; `null` where either is unknown or the columns carry different gigabytes. */
  readonly savingUsd: string | null;
  readonly savingRangeUsd: UsdRange;
  /** What is saved whatever the unknown amounts are, because both columns have the same ones; `null` where they differ or GB are lost. */
  readonly savingOfKnownUsd: string | null;
  readonly breakEven: BreakEven | null;
  readonly transition: Transition;
  readonly showback: readonly Showback[];
  readonly assumptions: readonly string[];
}

/** One scope in one Region: price tiers do not cross Regions, so nor does a comparison. */
export interface ScopeComparison {
  /** `vpc:<id>`, `vpc:<id>,vpc:<id>`, `account:<id>`, `region:<name>`, `all`. */
  readonly scope: string;
  readonly region: Region;
  readonly vpcIds: readonly VpcId[];
  /** For the heading: the VPC's name, or what the scope says. */
  readonly title: string;
  readonly hasUsage: boolean;
  readonly today: CostColumn;
  readonly alternatives: readonly Alternative[];
  /** The cheapest alternative that saves and whose gate, if any, is open; `null`: today is best, or nothing is known. */
  readonly best: AlternativeId | null;
  readonly fixes: readonly CostFix[];
  readonly reconciliation: readonly Reconciliation[];
  /** Errors of the usage that make the figures of this scope unusable. */
  readonly problems: readonly Problem[];
  /** What the person should know: rows that were not used, assumptions of today's column. */
  readonly notices: readonly string[];
}

/** The bill's own quantity beside the demand, for one NAT gateway. */
export interface Reconciliation {
  readonly natGatewayId: NatGatewayId | null;
  readonly controlGb: string;
  readonly demandGb: string;
  /** Control less demand: it is the traffic nobody can name. */
  readonly unattributedGb: string;
  readonly basis: Basis;
  readonly verdict: 'reconciled' | 'not reconciled';
}

export interface CostComparison {
  readonly schemaVersion: 1;
  readonly hoursPerMonth: number;
  readonly currency: 'USD';
  /** Usage that is about nothing in the document, and scopes that name nothing. */
  readonly notices: readonly string[];
  readonly scopes: readonly ScopeComparison[];
}

export interface CostOptions {
  /** 730 unless the person chose otherwise. */
  readonly hoursPerMonth?: number;
  /** Price gaps are filled with the documented assumption, e.g. a regional NAT gateway costs what a zonal one costs. */
  readonly assumptions?: boolean;
  /** The set of `offload-listed`: a preset or service names; the common set unless given. */
  readonly listed?: PresetId | readonly string[];
  /** Zones for new interface endpoints; the zones with callers, at least two where possible, unless given. */
  readonly zones?: readonly ZoneId[];
  /** The hub of `centralise`; the VPC with most attachments unless given. */
  readonly hubVpcId?: VpcId;
  /** How the others reach the hub; over a transit gateway unless chosen. */
  readonly hubVia?: 'transit-gateway' | 'peering';
  /** Whether NAT gateways stay beside the hub, or go, behind the same gate as in `replace`; they stay unless chosen. */
  readonly hubNat?: 'stays' | 'goes';
  /** How the hours of a shared NAT gateway are shared out to the VPCs behind a transit gateway; equally unless chosen. */
  readonly natHoursBy?: 'bytes' | 'equally';
  /** Overlap of old and new path; 30 unless given. */
  readonly transitionDays?: number;
  /** Day the change is made, `2026-11-21`; the day of the snapshot unless given. */
  readonly startDate?: string;
}

export interface CostInput {
  readonly topology: Topology;
  readonly usage: readonly UsageSet[];
  readonly book: PriceBook;
  /** Empty: every VPC with a NAT gateway, an endpoint or demand. */
  readonly scopes: readonly CostScope[];
  readonly options: CostOptions;
}
