import { useState } from 'react';
import { Badge, Chip } from '#renderer/ui/badge.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { severityTone } from '#shared/diagram/standing.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Subject } from '#shared/model/subject.ts';
import { useActions, useApp } from '../app-context.tsx';
import { useExternalLink } from '../shell/use-external-link.ts';
import { remedyParts } from './remedy.ts';
import styles from './finding-card.module.css';

export interface FindingCardProps {
  readonly finding: Finding;
  /** With links to what it is about; left out in the inspector, which shows just that. */
  readonly showsSubject?: boolean;
  /** Without rule and title, where they stand over the card already. */
  readonly isPlain?: boolean;
}

/** One finding: what is wrong, what to do, and what it rests on. */
export function FindingCard({ finding, showsSubject = false, isPlain = false }: FindingCardProps) {
  const [isOpen, setOpen] = useState(false);
  const openExternal = useExternalLink();
  return (
    <article className={styles['card']}>
      <div className={styles['head']}>
        <Badge tone={finding.status === 'unknown' ? 'unknown' : severityTone(finding.severity)}>
          {finding.status === 'unknown' ? 'unknown' : finding.severity}
        </Badge>
        {isPlain ? null : <Chip>{finding.ruleId}</Chip>}
        {finding.suppressed === undefined ? null : <Chip>{`suppressed: ${finding.suppressed}`}</Chip>}
        <h4 className={isPlain ? styles['sentence'] : styles['title']}>{isPlain ? finding.summary : finding.title}</h4>
      </div>
      {isPlain ? null : <p className={styles['summary']}>{finding.summary}</p>}
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
        <SuppressToggle finding={finding} />
      </div>
      {isOpen ? <EvidenceList finding={finding} /> : null}
    </article>
  );
}

/** To live with a finding, or no longer. */
function SuppressToggle({ finding }: { readonly finding: Finding }) {
  const { suppressionAsked, suppressionUndone } = useActions();
  if (finding.subjects.length === 0) return null;
  const isSuppressed = finding.suppressed !== undefined;
  return (
    <button
      type="button"
      className={styles['toggle']}
      data-suppress
      onClick={() => (isSuppressed ? void suppressionUndone(finding) : suppressionAsked(finding))}
    >
      {isSuppressed ? 'Undo suppression' : 'Suppress\u2026'}
    </button>
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
          <SubjectName subject={subject} />
        </button>
      ))}
    </p>
  );
}

/** Name before id, as everywhere. */
function SubjectName({ subject }: { readonly subject: Subject }) {
  const item = useApp((state) => itemsByKey(state).get(subjectKey(subject)));
  return (
    <>
      <span className={item?.name == null ? styles['mono'] : styles['name']}>{item?.name ?? subject.id}</span>
      <span className={styles['quiet']}>
        {[subject.kind.replaceAll('-', ' '), item?.accountName ?? spacedAccount(subject.accountId), subject.region].join(' \u00b7 ')}
      </span>
    </>
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
