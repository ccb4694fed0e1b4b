/**
 * The plan: the cheapest set of endpoints and zones under the constraints, the
 * steps that lead there, and what stands in the way. Names and meanings are
 * those of the published JSON output; amounts are unrounded USD a month.
 */
import type { AccountId, Region, ServiceName, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Alternative, CostColumn, CostFix } from '../comparison.ts';
import type { Constraints } from './constraints.ts';

export interface PlanInput {
  readonly topology: Topology;
  readonly usage: readonly UsageSet[];
  readonly book: PriceBook;
  readonly constraints: Constraints;
  /** 730 unless given. */
  readonly hoursPerMonth?: number;
  /** Fills documented price gaps. */
  readonly assumptions?: boolean;
}

/** Why a path is in the plan. */
export type ChosenWhy = 'pays' | 'included' | 'must-be-private' | 'replaces-nat' | 'hub';

/** One service of one VPC that gets a new path. */
export interface ChosenPath {
  readonly vpcId: VpcId;
  readonly accountId: AccountId;
  readonly region: Region;
  /** Short for AWS services; the full name of custom and cross-Region ones. */
  readonly service: string;
  readonly serviceName: ServiceName;
  /** `hub`: no endpoint in this VPC, the one of the hub serves it. */
  readonly how: 'gateway' | 'interface' | 'cross-region' | 'hub';
  /** AZ IDs of the new endpoint; of the hub's endpoint for `hub`; empty for gateways. */
  readonly zones: readonly ZoneId[];
  readonly usd: string | null;
  /** What is known of `usd`, e.g. the hours where the GB are unknown. */
  readonly knownUsd: string;
  /** Why `usd` is unknown. */
  readonly reason?: string;
  readonly why: ChosenWhy;
  /** The endpoint of this VPC that goes when the hub serves it. */
  readonly replaces: string | null;
}

/** Something that stops the plan, or that a person must look at before it runs. */
export interface PlanIssue {
  readonly code: string;
  readonly vpcId: VpcId | null;
  readonly service: string | null;
  readonly what: string;
  readonly remedy: string;
  /** What to run: the missing call, or the request; `null` where nothing helps. */
  readonly command: string | null;
}

/** One step of the way, in order. */
export interface PlanStep {
  readonly n: number;
  readonly phase: 'ready' | 'policy' | 'create' | 'gateway' | 'private-dns' | 'hub' | 'repair' | 'nat' | 'measure';
  readonly vpcId: VpcId | null;
  readonly does: string;
  readonly precheck: string;
  /** Commands, one per line. */
  readonly command: string;
  readonly measure: string;
  readonly wayBack: string;
  /** What cannot be undone; `null`: everything can. */
  readonly pointOfNoReturn: string | null;
}

/** Today beside the plan in one Region: price tiers do not cross Regions. */
export interface PlanRegion {
  readonly scope: 'all';
  readonly region: Region;
  readonly today: CostColumn;
  /** The plan, priced like every alternative. */
  readonly plan: Alternative;
  readonly fixes: readonly CostFix[];
}

export interface PlanComparison {
  readonly hoursPerMonth: number;
  /** `null` as soon as one amount of any Region is unknown. */
  readonly todayUsd: string | null;
  /** What is known of `todayUsd`. */
  readonly knownTodayUsd: string;
  readonly planUsd: string | null;
  /** What is known of `planUsd`. */
  readonly knownPlanUsd: string;
  readonly savingUsd: string | null;
  /** Today less the plan over the lines that are known; the saving itself where unknown lines are the same in both. */
  readonly knownSavingUsd: string;
  readonly reason?: string;
  readonly regions: readonly PlanRegion[];
}

export interface PlanProof {
  /** How the choice was found, and so how sure it is. */
  readonly method: string;
  /** No choice under the constraints costs less; `null`: an amount is unknown, or the search was not complete. */
  readonly lowerBoundUsd: string | null;
  readonly reason?: string;
}

/** A hub and who uses it, for the code. */
export interface PlanHub {
  readonly vpcId: VpcId;
  readonly region: Region;
  /** Services whose private name gets a hosted zone, sorted. */
  readonly hostedZones: readonly string[];
  /** VPCs that get an attachment to the transit gateway. */
  readonly attached: readonly VpcId[];
  /** VPCs whose names are answered by the hub's zones, sorted; without the hub itself. */
  readonly spokes: readonly VpcId[];
}

export interface Plan {
  readonly schemaVersion: 1;
  readonly constraints: Constraints;
  readonly chosen: readonly ChosenPath[];
  readonly hubs: readonly PlanHub[];
  /** NAT gateways that go, sorted. */
  readonly removedNatGateways: readonly string[];
  readonly steps: readonly PlanStep[];
  readonly comparison: PlanComparison;
  /** Empty: the plan can run. */
  readonly blockedBy: readonly PlanIssue[];
  readonly warnings: readonly PlanIssue[];
  readonly proof: PlanProof;
}
