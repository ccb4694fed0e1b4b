/** Everything a snapshot holds that a person may look for, one flat item each: what the table shows and search and filters match. */
import type { AlignmentRow, Verdict } from '#shared/analysis/availability/alignment.ts';
import type { FindingReport, Severity } from '#shared/analysis/findings/finding.ts';
import { severities } from '#shared/analysis/findings/finding.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { compareText, indexBy } from '#shared/base/sort.ts';
import type { Tone } from './diagram.ts';
import type { Subject } from '#shared/model/subject.ts';
import { itemsOf } from './inventory-items.ts';
import { severityTone, stateTone, verdictTone, worstTone } from './standing.ts';
import { subjectKey } from './subject-key.ts';

export interface InventoryItem {
  /** `subjectKey` of the subject. */
  readonly key: string;
  readonly subject: Subject;
  /** In words, `Interface endpoint`. */
  readonly kind: string;
  /** What people call it; `null` where it has only its id. */
  readonly name: string | null;
  readonly accountName: string | null;
  readonly vpcId: string | null;
  readonly vpcName: string | null;
  /** Short name of the service an endpoint leads to, or of the service itself. */
  readonly service: string | null;
  /** As AWS says it; `null` where it was not read or the kind has none. */
  readonly state: string | null;
  /** AZ IDs, sorted. */
  readonly zones: readonly string[];
  /** Of endpoints only. */
  readonly verdict: Verdict | null;
  /** Ids of the rules that fail for it. */
  readonly rules: readonly string[];
  readonly severity: Severity | null;
  readonly tone: Tone;
  /** One line: CIDR, counts, what else tells it apart. */
  readonly detail: string;
  /** All of it in lower case, for free text. */
  readonly haystack: string;
}

/** What a kind of record tells before verdicts and findings are joined to it. */
export interface BareItem extends Pick<InventoryItem, 'subject' | 'kind' | 'name' | 'vpcId' | 'service' | 'state' | 'zones' | 'detail'> {
  /** Kinds without a state of their own are neutral instead of unknown. */
  readonly hasState: boolean;
}

export interface InventoryInput {
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: FindingReport;
}

/** In the order of accounts, Regions, VPCs and ids. */
export function inventoryOf({ topology, alignment, findings }: InventoryInput): InventoryItem[] {
  const rows = indexBy(alignment, (row) => row.endpointId as string);
  const accountNames = new Map(topology.index.snapshot.accounts.map((account) => [account.accountId as string, account.name]));
  const marks = findingMarks(findings);
  return itemsOf(topology)
    .map((item) => {
      const verdict = item.subject.kind === 'vpc-endpoint' ? (rows.get(item.subject.id)?.verdict ?? null) : null;
      const mark = marks.get(subjectKey(item.subject));
      const vpcName = item.vpcId === null ? null : (topology.vpcNode(item.vpcId as never)?.vpc.name ?? null);
      return finished({ ...item, verdict, vpcName, accountName: accountNames.get(item.subject.accountId) ?? null }, mark);
    })
    .sort((a, b) => compareText(sortText(a), sortText(b)));
}

interface Mark {
  readonly rules: readonly string[];
  readonly severity: Severity;
}

/** Failing findings by what they are about (their first subject). */
function findingMarks(report: FindingReport): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const finding of report.findings) {
    const subject = finding.subjects[0];
    if (subject === undefined || finding.status !== 'fail' || finding.suppressed !== undefined) continue;
    const before = marks.get(subjectKey(subject));
    const worse =
      before === undefined || severities.indexOf(finding.severity) < severities.indexOf(before.severity)
        ? finding.severity
        : before.severity;
    marks.set(subjectKey(subject), { rules: [...(before?.rules ?? []), finding.ruleId], severity: worse });
  }
  return marks;
}

function finished(item: BareItem & Pick<InventoryItem, 'verdict' | 'vpcName' | 'accountName'>, mark: Mark | undefined): InventoryItem {
  const { hasState, ...rest } = item;
  const tones: Tone[] = [];
  if (hasState) tones.push(stateTone(item.state));
  if (item.verdict !== null) tones.push(verdictTone(item.verdict, item.state));
  if (mark !== undefined) tones.push(severityTone(mark.severity));
  const { subject } = item;
  const words = [
    item.kind,
    subject.kind,
    subject.id,
    item.name,
    subject.accountId,
    item.accountName,
    subject.region,
    item.vpcId,
    item.vpcName,
    item.service,
    item.state,
    item.verdict,
    item.detail,
    ...item.zones,
    ...(mark?.rules ?? []),
  ];
  return {
    ...rest,
    key: subjectKey(subject),
    rules: mark?.rules ?? [],
    severity: mark?.severity ?? null,
    tone: worstTone(tones),
    haystack: words
      .filter((word) => word !== null && word !== '')
      .join('\n')
      .toLowerCase(),
  };
}

function sortText(item: InventoryItem): string {
  return [item.subject.accountId, item.subject.region, item.vpcId ?? '~', item.kind, item.name ?? '~', item.subject.id].join('\u0000');
}
