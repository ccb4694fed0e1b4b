/** What changed between two snapshots. Types only; `diff.ts` computes them. Names are those of the published schema. */
import type { Finding } from '#shared/analysis/findings/finding.ts';

/** A resource that is there on one side only. */
export interface ResourceChange {
  /** A subject kind where there is one, else the collection's name. */
  readonly kind: string;
  readonly id: string;
  readonly name: string | null;
  readonly accountId: string;
  readonly region: string;
}

/** One field of a resource that is on both sides. */
export interface FieldChange extends ResourceChange {
  /** `subnetIds`, `routes[0.0.0.0/0].target`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A connection whose state, or an endpoint whose verdict or zones changed. */
export interface StateChange {
  readonly endpointId: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface ZoneChange {
  readonly endpointId: string;
  readonly shortName: string;
  readonly verdictBefore: string;
  readonly verdictAfter: string;
  readonly zonesAdded: readonly string[];
  readonly zonesRemoved: readonly string[];
}

/** Today's known cost of one scope on both sides, in USD a month, unrounded; `null` where a side does not have or know it. */
export interface CostChange {
  readonly scope: string;
  readonly region: string;
  readonly before: string | null;
  readonly after: string | null;
  /** After less before; `null` where either is unknown. */
  readonly deltaUsd: string | null;
}

export interface Diff {
  readonly schemaVersion: 1;
  readonly resources: {
    readonly added: readonly ResourceChange[];
    readonly removed: readonly ResourceChange[];
    readonly changed: readonly FieldChange[];
    /** There before, and not read again: nobody knows whether it is gone. */
    readonly unknown: readonly ResourceChange[];
  };
  readonly connections: {
    readonly added: readonly StateChange[];
    readonly removed: readonly StateChange[];
    readonly changed: readonly StateChange[];
  };
  readonly zones: readonly ZoneChange[];
  readonly findings: { readonly new: readonly Finding[]; readonly resolved: readonly Finding[] };
  readonly cost: readonly CostChange[];
}
