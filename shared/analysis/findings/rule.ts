/** What a rule is. One rule, one file in `rules/`; the catalogue lists them all. */
import type { AccountId, IsoTime, Region, VpcEndpointId } from '#shared/base/ids.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { PriceBook } from '#shared/model/price-book.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { HostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Evidence, Severity } from './finding.ts';

export interface Rule {
  /** Stable: programs and people cite it. */
  readonly id: string;
  readonly title: string;
  /** The usual severity; a judgement may differ where the rule says so. */
  readonly severity: Severity;
  /** The operations it rests on; where one was not read, the rule answers `unknown`. */
  readonly needs: readonly string[];
  /** Those of them that list what it judges: where one is missing the rule does not even know of what to be silent. By default the first. */
  readonly lists?: readonly string[];
  /** When it fails, in a sentence. */
  readonly trigger: string;
  /** What happens to whoever ignores it. */
  readonly consequence: string;
  /** What to do in general; a judgement may give the very command. */
  readonly remedy: string;
  /** The AWS page the rule stands on. */
  readonly documentation: string;
  /** The same check elsewhere: Trusted Advisor, Prowler, Security Hub, Steampipe. */
  readonly knownAs?: readonly string[];
  readonly check: (context: RuleContext) => readonly Judgement[];
}

/** What a rule may look at. */
export interface RuleContext {
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly rowOf: (endpointId: VpcEndpointId) => AlignmentRow | undefined;
  readonly hostedZones: HostedZoneIndex;
  /** When the snapshot was taken: the only "now" there is. */
  readonly takenAt: IsoTime;
  /** Imports and measurements of traffic; empty where nobody gave any. */
  readonly usage: readonly UsageSet[];
  /** The prices of the document. */
  readonly book: PriceBook;
  /** Why one of the operations is unread in an account and Region; `null` where all were read. */
  readonly missing: (accountId: AccountId, region: Region, operations: readonly string[]) => string | null;
}

/** What a rule says of one thing. */
export type Judgement =
  | { readonly status: 'pass'; readonly subjects: readonly Subject[] }
  | {
      readonly status: 'fail';
      readonly subjects: readonly Subject[];
      readonly severity?: Severity;
      readonly summary: string;
      readonly evidence: readonly Evidence[];
      readonly remedy?: string;
    }
  | {
      readonly status: 'unknown';
      readonly subjects: readonly Subject[];
      readonly summary: string;
      readonly evidence?: readonly Evidence[];
    };

/** What a rule says of a thing that is not in order, or of which nobody knows. */
export type OpenJudgement = Exclude<Judgement, { readonly status: 'pass' }>;

export function pass(...subjects: readonly Subject[]): Judgement {
  return { status: 'pass', subjects };
}

/** The rule cannot say, and why. */
export function unknown(subject: Subject, because: string): Judgement {
  return { status: 'unknown', subjects: [subject], summary: `unknown: ${because}` };
}
