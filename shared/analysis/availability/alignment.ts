/**
 * What the AZ-ID alignment says about one endpoint. Types only; `align.ts`
 * computes them. Zones are compared by ID; no zone name is ever looked at here.
 */
import type { AccountId, Region, ServiceId, ServiceName, VpcEndpointId, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { Confidence } from '#shared/analysis/topology/topology.ts';

/** What one zone means for one endpoint, in the order in which they are tried. */
export const cells = ['barred', 'unknown', 'withdrawn', 'dark', 'partly-dark', 'matched', 'uncovered', 'unserved', 'spare'] as const;
export type Cell = (typeof cells)[number];

/** The verdict of a row, in the order in which they are tried: the first that holds. */
export const verdicts = [
  'not-connected',
  'broken',
  'zone-dark',
  'contradicted',
  'unknown',
  'single-zone',
  'uncovered',
  'unserved',
  'idle-zone',
  'aligned',
  'not-applicable',
] as const;
export type Verdict = (typeof verdicts)[number];

export type Survival = 'yes' | 'no' | 'unknown';

/** One row of the alignment: one endpoint, judged (some as a union with others). */
export interface AlignmentRow {
  readonly endpointId: VpcEndpointId;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly vpcId: VpcId | null;
  readonly serviceName: ServiceName | null;
  readonly serviceId: ServiceId | null;
  readonly shortName: string;
  readonly mode: 'same-region' | 'cross-region' | 'unknown-service';
  /** E. */
  readonly endpointZones: readonly ZoneId[];
  /** S; `null` where unread. */
  readonly serviceZones: readonly ZoneId[] | null;
  /** W. */
  readonly workloadZones: readonly ZoneId[];
  /** E and S. */
  readonly shared: readonly ZoneId[];
  /** E without S. */
  readonly misaligned: readonly ZoneId[];
  /** S without E: the consumer could add these. */
  readonly addable: readonly ZoneId[];
  /** W and S, without E. */
  readonly uncovered: readonly ZoneId[];
  /** W without S: only the provider can change this. */
  readonly unsupportedWorkload: readonly ZoneId[];
  /** E without W. */
  readonly idle: readonly ZoneId[];
  /** The verdict or a tag says so; `false` also where zones are unknown. */
  readonly singleZone: boolean;
  /** L; `null` where unread or not applicable. */
  readonly lbZones: readonly ZoneId[] | null;
  /** T; `null` where unread or not applicable. */
  readonly targetZones: readonly ZoneId[] | null;
  readonly crossZone: 'on' | 'off' | 'mixed' | 'unknown' | 'not-applicable';
  readonly cells: Readonly<Record<ZoneId, Cell>>;
  /** By zone of `cells`; empty for what is not connected and for gateway endpoints, which get no zone verdict. */
  readonly survivesLossOf: Readonly<Record<ZoneId, Survival>>;
  readonly verdict: Verdict;
  /** The other verdicts that hold, and `idle`, in the order of `verdicts`. */
  readonly tags: readonly string[];
  /** `zones-only` where targets behind the service could not be read. */
  readonly assurance: 'zones-and-targets' | 'zones-only';
  readonly confidence: Confidence;
  readonly serviceZonesFrom: 'provider' | 'consumer' | 'none';
  /** Rows judged together share it. */
  readonly group: string | null;
  /** Why something is unknown: the missing calls, as sentences. */
  readonly unknownBecause: readonly string[];
}

/** Whether a verdict is a problem somebody should look at. */
export function isAlarming(verdict: Verdict): boolean {
  return verdict === 'not-connected' || verdict === 'broken' || verdict === 'zone-dark';
}
