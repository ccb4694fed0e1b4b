import { type ReactNode, useState } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { Changes } from '#renderer/workers/changes.ts';
import { changeCount } from '#renderer/store/change-count.ts';
import type { ResourceChange, StateChange, ZoneChange } from '#shared/analysis/changes/change.ts';
import type { Verdict } from '#shared/analysis/availability/alignment.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { severityTone } from '#shared/diagram/standing.ts';
import { verdictText } from '#renderer/workers/words.ts';
import type { Subject } from '#shared/model/subject.ts';
import { count, usd } from '../format.ts';
import { ChangeGlyph, type MarkName } from './change-mark.tsx';
import { type ChangedResource, changedResources, costDelta, deltaText, kindText, nameText, subjectOf, valueText } from './change-words.ts';
import styles from './changes.module.css';

interface ListProps {
  readonly changes: Changes;
  readonly onReveal: (subject: Subject) => void;
}

/** Every difference, by what kind it is. */
export function ChangesList({ changes, onReveal }: ListProps) {
  const { resources, connections, zones, findings, cost } = changes.diff;
  const changed = changedResources(resources.changed);
  const delta = costDelta(changes);
  if (changeCount(changes) === 0 && cost.length === 0 && resources.unknown.length === 0) {
    return (
      <EmptyState icon="check" title="Nothing changed">
        Both snapshots hold the same resources, connections and findings, as far as they were read.
      </EmptyState>
    );
  }
  const row = (mark: MarkName) => (change: ResourceChange) => (
    <ResourceRow mark={mark} change={change} changes={changes} onReveal={onReveal} />
  );
  return (
    <>
      <Group
        title="New findings"
        mark="added"
        items={findings.new}
        render={(each) => <FindingRow finding={each} onReveal={onReveal} />}
        isBad
      />
      <Group title="Added" mark="added" items={resources.added} render={row('added')} />
      <Group title="Removed" mark="removed" items={resources.removed} render={row('removed')} />
      <Group
        title="Changed"
        mark="changed"
        items={changed}
        render={(each) => <ChangedRow change={each} changes={changes} onReveal={onReveal} />}
      />
      <Group title="Zones and verdicts" mark="changed" items={zones} render={(each) => <ZoneRow change={each} onReveal={onReveal} />} />
      <ConnectionGroups connections={connections} onReveal={onReveal} />
      <Group
        title="Resolved findings"
        mark="removed"
        items={findings.resolved}
        render={(each) => <FindingRow finding={each} onReveal={onReveal} />}
      />
      <Group
        title="Cost of today's paths"
        detail={delta === null ? 'unknown' : deltaText(delta)}
        mark="changed"
        items={cost}
        render={(each) => <CostRow change={each} />}
      />
      <Group
        title="Not read again"
        detail="nobody knows whether they are gone"
        mark="unknown"
        items={resources.unknown}
        render={row('unknown')}
      />
    </>
  );
}

/** Rows before "more". */
const shownAtFirst = 50;

interface GroupProps<Item> {
  readonly title: string;
  readonly detail?: string;
  readonly mark: MarkName;
  readonly items: readonly Item[];
  readonly render: (item: Item) => ReactNode;
  readonly isBad?: boolean;
}

function Group<Item>({ title, detail, mark, items, render, isBad = false }: GroupProps<Item>) {
  const [isOpen, setOpen] = useState(items.length <= 30 && mark !== 'unknown');
  const [shown, setShown] = useState(shownAtFirst);
  if (items.length === 0) return null;
  return (
    <section className={styles['group']}>
      <button type="button" className={styles['group-head']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
        {isBad ? <StatusGlyph tone="bad" /> : <ChangeGlyph mark={mark} />}
        <h3 className={styles['group-title']}>{title}</h3>
        <span className={styles['detail']}>{detail}</span>
        <span className={styles['count']}>{count(items.length)}</span>
      </button>
      {isOpen ? items.slice(0, shown).map((item, index) => <div key={index}>{render(item)}</div>) : null}
      {isOpen && items.length > shown ? (
        <button type="button" className={styles['more']} onClick={() => setShown(shown + 200)}>
          {count(items.length - shown)} more
        </button>
      ) : null}
    </section>
  );
}

interface RowProps {
  readonly subject: Subject | null;
  readonly onReveal: (subject: Subject) => void;
  readonly children: ReactNode;
}

/** A row that shows its thing on the map, where it has one. */
function Row({ subject, onReveal, children }: RowProps) {
  if (subject === null) return <div className={styles['row']}>{children}</div>;
  return (
    <button type="button" className={styles['row']} onClick={() => onReveal(subject)}>
      {children}
    </button>
  );
}

function ResourceRow({ mark, change, changes, onReveal }: ListProps & { readonly mark: MarkName; readonly change: ResourceChange }) {
  return (
    <Row subject={subjectOf(change)} onReveal={onReveal}>
      <ChangeGlyph mark={mark} />
      <ResourceText change={change} changes={changes} />
    </Row>
  );
}

function ResourceText({ change, changes }: { readonly change: ResourceChange; readonly changes: Changes }) {
  return (
    <span className={styles['words']}>
      <span className={change.name === null ? styles['id'] : styles['name']} title={change.id}>
        {nameText(change)}
      </span>
      <span className={styles['quiet']}>
        {kindText(change.kind)} · {changes.accountNames[change.accountId] ?? spacedAccount(change.accountId)} · {change.region}
      </span>
    </span>
  );
}

function ChangedRow({ change, changes, onReveal }: ListProps & { readonly change: ChangedResource }) {
  return (
    <>
      <ResourceRow mark="changed" change={change} changes={changes} onReveal={onReveal} />
      <dl className={styles['fields']}>
        {change.fields.map((field) => (
          <div key={field.path} className={styles['field']}>
            <dt className={styles['path']}>{field.path}</dt>
            <dd>
              <del className={styles['before']}>{valueText(field.before)}</del>
              <span aria-hidden="true"> → </span>
              <ins className={styles['after']}>{valueText(field.after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function endpointSubject(endpointId: string): Subject {
  return { kind: 'vpc-endpoint', id: endpointId, accountId: '', region: '' };
}

function ZoneRow({ change, onReveal }: { readonly change: ZoneChange; readonly onReveal: ListProps['onReveal'] }) {
  const zones = [...change.zonesAdded.map((zone) => `+${zone}`), ...change.zonesRemoved.map((zone) => `\u2212${zone}`)];
  return (
    <Row subject={endpointSubject(change.endpointId)} onReveal={onReveal}>
      <ChangeGlyph mark="changed" />
      <span className={styles['words']}>
        <span className={styles['name']}>{change.shortName}</span>
        <span className={styles['quiet']}>
          <span className={styles['id']}>{[change.endpointId, ...zones].join(' ')}</span>
          {change.verdictBefore === change.verdictAfter
            ? ` · ${verdictText(change.verdictAfter as Verdict)}`
            : ` · ${verdictText(change.verdictBefore as Verdict)} → ${verdictText(change.verdictAfter as Verdict)}`}
        </span>
      </span>
    </Row>
  );
}

function ConnectionGroups({
  connections,
  onReveal,
}: {
  readonly connections: Changes['diff']['connections'];
  readonly onReveal: ListProps['onReveal'];
}) {
  const render = (mark: MarkName) => (change: StateChange) => (
    <Row subject={endpointSubject(change.endpointId)} onReveal={onReveal}>
      <ChangeGlyph mark={mark} />
      <span className={styles['words']}>
        <span className={styles['id']}>{change.endpointId}</span>
        <span className={styles['quiet']}>
          {mark === 'changed'
            ? `${change.before ?? 'unknown'} → ${change.after ?? 'unknown'}`
            : (change.after ?? change.before ?? 'state unknown')}
        </span>
      </span>
    </Row>
  );
  return (
    <>
      <Group title="New connections" mark="added" items={connections.added} render={render('added')} />
      <Group title="Connections that went" mark="removed" items={connections.removed} render={render('removed')} />
      <Group title="Connections in another state" mark="changed" items={connections.changed} render={render('changed')} />
    </>
  );
}

function FindingRow({ finding, onReveal }: { readonly finding: Finding; readonly onReveal: ListProps['onReveal'] }) {
  return (
    <Row subject={finding.subjects[0] ?? null} onReveal={onReveal}>
      <StatusGlyph tone={severityTone(finding.severity)} />
      <span className={styles['words']}>
        <span className={styles['name']}>
          {finding.ruleId} {finding.title}
        </span>
        <span className={styles['quiet']}>{finding.summary}</span>
      </span>
    </Row>
  );
}

function CostRow({ change }: { readonly change: Changes['diff']['cost'][number] }) {
  const amount = (value: string | null): string => (value === null ? 'unknown' : usd(value));
  return (
    <div className={styles['row']}>
      <span className={styles['words']}>
        <span className={styles['id']}>{change.scope.replace(/^vpc:/, '')}</span>
        <span className={styles['quiet']}>
          {change.region} · {amount(change.before)} → {amount(change.after)} a month
        </span>
      </span>
      <span className={change.deltaUsd?.startsWith('-') === true ? styles['less'] : styles['plus']}>
        {change.deltaUsd === null ? 'unknown' : deltaText(change.deltaUsd)}
      </span>
    </div>
  );
}
