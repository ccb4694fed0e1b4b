import { useMemo, useState } from 'react';
import { Segmented, Select } from '#renderer/ui/fields.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import { severityTone } from '#shared/diagram/standing.ts';
import { severities, type Severity } from '#shared/analysis/findings/finding.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useApp } from '../app-context.tsx';
import { count, plural } from '../format.ts';
import { ViewHead } from '../shell/view-head.tsx';
import { FindingCard } from './finding-card.tsx';
import { counts, type FindingGroup, type Grouping, groupFindings, shownFindings, suppressedGroup } from './finding-groups.ts';
import styles from './findings.module.css';
import { useNextFinding } from './use-next-finding.ts';

type SeverityFilter = Severity | 'all' | 'unknown';

/** What is wrong, worst first, with what to do about it. */
export function FindingsView() {
  const findings = useApp(shownFindings);
  const report = useApp((state) => state.opened?.findings ?? null);
  const accounts = useApp((state) => state.opened?.snapshot.accounts ?? null);
  const [grouping, setGrouping] = useState<Grouping>('rule');
  const [severity, setSeverity] = useState<SeverityFilter>('all');
  const chosen = useMemo(
    () =>
      findings.filter(
        (finding) =>
          severity === 'all' ||
          (severity === 'unknown' ? finding.status === 'unknown' : finding.status === 'fail' && finding.severity === severity),
      ),
    [findings, severity],
  );
  const groups = useMemo(
    () =>
      groupFindings(
        chosen.filter(counts),
        grouping,
        (id) => accounts?.find((account) => account.accountId === id)?.name ?? spacedAccount(id),
      ),
    [chosen, grouping, accounts],
  );
  const suppressed = chosen.filter((finding) => !counts(finding));
  const counted = findings.filter(counts);
  const { listRef, onFocus, onBlur } = useNextFinding(findings);
  const failing = counted.filter((finding) => finding.status === 'fail').length;
  const passed = Object.values(report?.passed ?? {}).reduce((total, each) => total + each, 0);
  return (
    <>
      <ViewHead
        title="Findings"
        summary={`${plural(failing, 'problem')}, ${count(counted.length - failing)} unknown, ${plural(passed, 'check')} in order${suppressed.length === 0 ? '' : `, ${count(suppressed.length)} suppressed`}`}
        actions={<FindingActions grouping={grouping} onGrouping={setGrouping} severity={severity} onSeverity={setSeverity} />}
      />
      <div ref={listRef} className={styles['list']} onFocus={onFocus} onBlur={onBlur}>
        {groups.length === 0 && suppressed.length === 0 ? (
          <EmptyState icon="check" title="Nothing to report">
            {findings.length === 0 && (report?.findings.length ?? 0) === 0
              ? `All ${count(passed)} checks that could be made are in order.`
              : 'No finding passes the filters; take one away to see the others.'}
          </EmptyState>
        ) : (
          groups.map((group) => <Group key={group.key} group={group} isPlain={grouping === 'rule'} />)
        )}
        {suppressed.length === 0 ? null : <Group group={suppressedGroup(suppressed)} isFolded />}
      </div>
    </>
  );
}

interface FindingActionsProps {
  readonly grouping: Grouping;
  readonly onGrouping: (grouping: Grouping) => void;
  readonly severity: SeverityFilter;
  readonly onSeverity: (severity: SeverityFilter) => void;
}

function FindingActions({ grouping, onGrouping, severity, onSeverity }: FindingActionsProps) {
  return (
    <>
      <Segmented
        label="Group by"
        choices={[
          { id: 'rule', label: 'By rule' },
          { id: 'account', label: 'By account' },
          { id: 'resource', label: 'By resource' },
        ]}
        selected={grouping}
        onSelect={onGrouping}
      />
      <Select
        label="Severity"
        choices={[
          { id: 'all', label: 'All severities' },
          ...severities.map((each) => ({ id: each, label: each })),
          { id: 'unknown', label: 'unknown' },
        ]}
        selected={severity}
        onSelect={onSeverity}
      />
    </>
  );
}

interface GroupProps {
  readonly group: FindingGroup;
  /** Rule and title stand over the cards already. */
  readonly isPlain?: boolean;
  readonly isFolded?: boolean;
}

function Group({ group, isPlain = false, isFolded = false }: GroupProps) {
  const isUnknown = group.findings.every((finding) => finding.status === 'unknown');
  const [isOpen, setOpen] = useState(group.findings.length <= 3 && !isUnknown && !isFolded);
  return (
    <section className={styles['group']}>
      <button type="button" className={styles['group-head']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
        <StatusGlyph tone={isUnknown ? 'unknown' : severityTone(group.worst)} />
        <h3 className={styles['group-title']}>{group.title}</h3>
        <span className={styles['detail']}>{group.detail}</span>
        <span className={styles['severity']}>{isUnknown ? 'unknown' : group.worst}</span>
        <span className={styles['count']}>{count(group.findings.length)}</span>
      </button>
      {isOpen
        ? group.findings.map((finding, index) => (
            <div key={`${finding.ruleId}-${finding.subjects[0]?.id ?? ''}-${String(index)}`} className={styles['item']}>
              <FindingCard finding={finding} showsSubject isPlain={isPlain} />
            </div>
          ))
        : null}
    </section>
  );
}
