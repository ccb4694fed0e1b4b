import { Badge } from '#renderer/ui/badge.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { StatusGlyph } from '#renderer/ui/status-glyph.tsx';
import type { Fact, Section, ZoneLine } from '#renderer/workers/inspection.ts';
import { cellText, survivalText } from '#renderer/workers/words.ts';
import { assertNever } from '#shared/base/assert-never.ts';
import { cellTone } from '../alignment/cell-mark.tsx';
import { useActions } from '../app-context.tsx';
import { FindingCard } from '../findings/finding-card.tsx';
import styles from './inspector.module.css';

/** One section of the inspector, whatever it is about. */
export function SectionView({ section }: { readonly section: Section }) {
  return (
    <section className={styles['section']}>
      <h3 className={styles['section-title']}>{section.title}</h3>
      <SectionBody section={section} />
    </section>
  );
}

function SectionBody({ section }: { readonly section: Section }) {
  switch (section.kind) {
    case 'facts':
      return <Facts facts={section.facts} />;
    case 'zones':
      return section.lines.map((line) => <Zone key={line.zoneId} line={line} />);
    case 'findings':
      return section.findings.map((finding, index) => (
        <div key={`${finding.ruleId}-${String(index)}`} className={styles['finding']}>
          <FindingCard finding={finding} />
        </div>
      ));
    case 'links':
      return section.links.length === 0 ? <p className={styles['quiet']}>{section.empty}</p> : <Links section={section} />;
    case 'table':
      return section.rows.length === 0 ? <p className={styles['quiet']}>{section.empty}</p> : <Table section={section} />;
    case 'groups':
      return section.groups.length === 0 ? <p className={styles['quiet']}>{section.empty}</p> : <Groups section={section} />;
    case 'notes':
      return section.notes.map((note) => (
        <p key={note} className={styles['note']}>
          <StatusGlyph tone={section.tone} />
          {note}
        </p>
      ));
    case 'commands':
      return section.commands.map((command) => <Code key={command} text={command} label="Copy the command" />);
    case 'code':
      return <Code text={section.text} label="Copy the text" />;
    default:
      return assertNever(section);
  }
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map((each, index) => (
        <FactRow key={`${each.label}-${String(index)}`} fact={each} />
      ))}
    </dl>
  );
}

function FactRow({ fact }: { readonly fact: Fact }) {
  return (
    <>
      <dt>{fact.label}</dt>
      <dd>
        <FactValue fact={fact} />
        {fact.isId === true && fact.value !== null ? (
          <span className={styles['copy']}>
            <CopyButton text={fact.value} label={`Copy: ${fact.label}`} />
          </span>
        ) : null}
      </dd>
    </>
  );
}

function FactValue({ fact }: { readonly fact: Fact }) {
  const { subjectSelected } = useActions();
  const { link } = fact;
  if (fact.value === null)
    return <span className={classNames(styles['value'], styles['unknown'])}>unknown{fact.why === undefined ? '' : `: ${fact.why}`}</span>;
  const look = fact.isId === true ? styles['mono'] : undefined;
  if (link !== undefined) {
    return (
      <button type="button" className={classNames(styles['link'], look)} onClick={() => subjectSelected(link)}>
        {fact.value}
      </button>
    );
  }
  if (fact.tone !== undefined && fact.tone !== 'neutral') {
    return (
      <span className={styles['value']}>
        <Badge tone={fact.tone}>{fact.value}</Badge>
      </span>
    );
  }
  return <span className={classNames(styles['value'], look)}>{fact.value}</span>;
}

function Zone({ line }: { readonly line: ZoneLine }) {
  return (
    <div className={styles['zone']}>
      <StatusGlyph tone={line.cell === null ? 'neutral' : cellTone(line.cell)} />
      <span>
        <span className={styles['zone-id']}>{line.zoneId}</span>
        <span className={styles['zone-name']}>{line.zoneName}</span>
      </span>
      <span>
        {line.cell === null ? null : <p>{cellText(line.cell)}</p>}
        {line.survives === null ? null : <p>{survivalText(line.survives)}</p>}
        {line.notes.length === 0 ? null : <p className={styles['quiet']}>{line.notes.join(', ')}</p>}
      </span>
    </div>
  );
}

function Links({ section }: { readonly section: Extract<Section, { kind: 'links' }> }) {
  const { subjectSelected } = useActions();
  return section.links.map((link) => (
    <button
      key={`${link.subject.kind}/${link.subject.id}`}
      type="button"
      className={styles['row-link']}
      onClick={() => subjectSelected(link.subject)}
    >
      <StatusGlyph tone={link.tone} />
      <span className={styles['row-label']}>{link.label}</span>
      <span className={styles['row-detail']} title={link.detail}>
        {link.detail}
      </span>
    </button>
  ));
}

function Groups({ section }: { readonly section: Extract<Section, { kind: 'groups' }> }) {
  return section.groups.map((group) => (
    <div key={group.label} className={styles['alike']}>
      <h4 className={styles['alike-label']}>{group.label}</h4>
      {group.lines.map((line) => (
        <p key={`${line.term}/${line.id ?? ''}/${line.detail}`} className={styles['alike-line']}>
          <span className={styles['alike-term']}>{line.term}</span>
          {line.id === null ? null : <span className={styles['mono']}> {line.id}</span>}
          <span className={styles['alike-detail']}>{line.detail}</span>
        </p>
      ))}
    </div>
  ));
}

/** Dates, amounts and zones are not broken; longer texts are. */
const tightLength = 12;

function Table({ section }: { readonly section: Extract<Section, { kind: 'table' }> }) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {section.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {section.rows.map((row, index) => (
          <tr key={`${row.join('|')}-${String(index)}`}>
            {row.map((value, column) => (
              <td key={section.columns[column]} className={value.length <= tightLength ? styles['tight'] : undefined}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Code({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <>
      <div className={styles['code-tools']}>
        <CopyButton text={text} label={label} />
      </div>
      <pre className={styles['code']}>{text}</pre>
    </>
  );
}
