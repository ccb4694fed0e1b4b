/** What every view of the map is laid out from. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { FindingReport } from '#shared/analysis/findings/finding.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { UsageSet } from '#shared/model/usage.ts';

export interface DiagramInput {
  readonly topology: Topology;
  /** One row per endpoint that has one; an endpoint without a row is drawn as unknown. */
  readonly alignment: readonly AlignmentRow[];
  /** `null` where findings were not computed: rule ids are then not searchable on the map. */
  readonly findings: FindingReport | null;
  /** Puts the traffic of NAT gateways on the map. */
  readonly usage?: UsageSet;
}
