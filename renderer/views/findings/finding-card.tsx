import { useState } from 'react';
import { Badge, Chip } from '#renderer/ui/badge.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { severityTone } from '#renderer/workers/standing.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useActions } from '../app-context.tsx';
import { useExternalLink } from '../shell/use-external-link.ts';
import { remedyParts } from './remedy.ts';
import styles from './finding-card.module.css';

/** One finding: what is wrong, what to do, and what it rests on. */
export function FindingCard({ finding, showsSubject = false }: { readonly finding: Finding; readonly showsSubject?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const openExternal = useExternalLink();
  return (
    <article className={styles['card']}>
      <div className={styles['head']}>
        <Badge tone={finding.status === 'unknown' ? 'unknown' : severityTone(finding.severity)}>
          {finding.status === 'unknown' ? 'unknown' : finding.severity}
        </Badge>
        <Chip>{finding.ruleId}</Chip>
        {finding.suppressed === undefined ? null : <Chip>{`accepted: ${finding.suppressed}`}</Chip>}
        <h4 className={styles['title']}>{finding.title}</h4>
      </div>
      <p className={styles['summary']}>{finding.summary}</p>
      {showsSubject ? <Subjects finding={finding} /> : null}
      <div className={styles['remedy']}>
        {remedyParts(finding.remedy).map((part, index) =>
          part.isCommand ? (
            <span key={`${part.text}-${String(index)}`} className={styles['command']}>
              <code>{part.text}</code>
              <CopyButton text={part.text} label="Copy the command" />
            </span>
          ) : (
            <span key={`${part.text}-${String(index)}`}>{part.text}</span>
          ),
        )}
      </div>
      <div className={styles['foot']}>
        <button type="button" className={styles['toggle']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          Evidence
        </button>
        <button type="button" className={styles['toggle']} onClick={() => openExternal(finding.documentation)}>
          AWS documentation
          <Icon name="external" size={12} />
        </button>
      </div>
      {isOpen ? <EvidenceList finding={finding} /> : null}
    </article>
  );
}

function Subjects({ finding }: { readonly finding: Finding }) {
  const { subjectRevealed } = useActions();
  return (
    <p className={styles['subjects']}>
      {finding.subjects.map((subject) => (
        <button
          key={`${subject.kind}/${subject.id}`}
          type="button"
          className={styles['subject']}
          title={`Show ${subject.id} on the map`}
          onClick={() => subjectRevealed(subject)}
        >
          <Icon name="target" size={12} />
          <span className={styles['mono']}>{subject.id}</span>
          <span className={styles['quiet']}>
            {spacedAccount(subject.accountId)} · {subject.region}
          </span>
        </button>
      ))}
    </p>
  );
}

function EvidenceList({ finding }: { readonly finding: Finding }) {
  if (finding.evidence.length === 0) return <p className={styles['quiet']}>None: what it would rest on could not be read.</p>;
  return finding.evidence.map((evidence, index) => (
    <dl key={`${evidence.api}-${String(index)}`} className={styles['evidence']}>
      <dt className={styles['api']}>{evidence.api}</dt>
      {Object.entries(evidence.fields).map(([field, value]) => (
        <dd key={field} className={styles['field']}>
          <span className={styles['quiet']}>{field}</span>
          <span className={styles['mono']}>{value}</span>
        </dd>
      ))}
    </dl>
  ));
}
