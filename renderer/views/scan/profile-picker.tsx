import { useState } from 'react';
import type { ProfileEntry, ProfileList } from '#shared/api/contract.ts';
import { Chip, Mono } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox, TextField } from '#renderer/ui/fields.tsx';
import { EmptyState, Notice } from '#renderer/ui/state-views.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useApp } from '../app-context.tsx';
import { count, plural } from '../format.ts';
import { consentsMissing, flipped, type ScanChoice } from './scan-choice.ts';
import styles from './scan.module.css';

export interface ChoiceProps {
  readonly choice: ScanChoice;
  readonly onChange: (choice: ScanChoice) => void;
}

const kinds: Readonly<Record<ProfileEntry['kind'], string>> = {
  keys: 'access keys',
  sso: 'SSO',
  role: 'role',
  process: 'runs a program',
  'web-identity': 'web identity',
  login: 'aws login',
  'region-only': 'no credentials',
};

/** Profiles of the AWS configuration of this machine. Listing them runs nothing and signs in nowhere. */
export function ProfilePicker({ choice, onChange }: ChoiceProps) {
  const list = useApp((state) => state.profiles);
  const [filter, setFilter] = useState('');
  if (list === null) return <section className={styles['profiles']}>Reading the AWS configuration…</section>;
  if (list.profiles.length === 0) return <NoProfiles list={list} />;
  const shown = list.profiles.filter((entry) =>
    `${entry.name} ${entry.accountId ?? ''} ${kinds[entry.kind]}`.toLowerCase().includes(filter.toLowerCase()),
  );
  const usable = shown.filter((entry) => entry.problem === null).map((entry) => entry.name);
  const allChosen = usable.length > 0 && usable.every((name) => choice.profiles.includes(name));
  return (
    <section className={styles['profiles']} aria-label="Profiles">
      <div className={styles['filter']}>
        <div className={styles['grow']}>
          <TextField
            label="Filter profiles"
            hideLabel
            placeholder={`Filter ${plural(list.profiles.length, 'profile')}`}
            value={filter}
            onChange={setFilter}
            autoFocus
          />
        </div>
        <Button
          variant="quiet"
          onPress={() =>
            onChange({
              ...choice,
              profiles: allChosen
                ? choice.profiles.filter((name) => !usable.includes(name))
                : [...new Set([...choice.profiles, ...usable])],
            })
          }
        >
          {allChosen ? 'Choose none' : `Choose all ${count(usable.length)}`}
        </Button>
      </div>
      <ul className={styles['list']}>
        {shown.map((entry) => (
          <Profile key={entry.name} entry={entry} choice={choice} onChange={onChange} />
        ))}
      </ul>
      <Consents list={list} choice={choice} onChange={onChange} />
      <Ignored list={list} />
    </section>
  );
}

function Profile({ entry, choice, onChange }: ChoiceProps & { readonly entry: ProfileEntry }) {
  return (
    <li className={styles['profile']}>
      <Checkbox
        isSelected={choice.profiles.includes(entry.name)}
        isDisabled={entry.problem !== null}
        onChange={() => onChange({ ...choice, profiles: flipped(choice.profiles, entry.name) })}
      >
        <span className={styles['profile-row']}>
          <span className={styles['profile-name']}>{entry.name}</span>
          <Chip>{kinds[entry.kind]}</Chip>
          {entry.accountId === null ? null : <Mono>{spacedAccount(entry.accountId)}</Mono>}
          <span className={styles['quiet']}>{[entry.region ?? 'no Region', entry.file].join(' \u00b7 ')}</span>
        </span>
        {entry.problem === null ? null : <span className={styles['problem']}>{entry.problem}</span>}
      </Checkbox>
    </li>
  );
}

/** What would run or be called to get credentials, shown in full before the person says yes. */
function Consents({ list, choice, onChange }: ChoiceProps & { readonly list: ProfileList }) {
  const asked = list.profiles.filter((entry) => entry.consent !== null && choice.profiles.includes(entry.name));
  if (asked.length === 0) return null;
  return (
    <Notice tone={consentsMissing(choice, list).length > 0 ? 'warn' : 'info'}>
      <p className={styles['consent-title']}>Needs your consent</p>
      {asked.map((entry) => {
        const { consent } = entry;
        if (consent === null) return null;
        return (
          <Checkbox
            key={entry.name}
            isSelected={choice.consents.includes(consent.hash)}
            onChange={() => onChange({ ...choice, consents: flipped(choice.consents, consent.hash) })}
          >
            <span>
              <b>{entry.name}</b>: {consent.what}
            </span>
          </Checkbox>
        );
      })}
    </Notice>
  );
}

/** What the environment means for the list, and what of the files was left out. */
function Ignored({ list }: { readonly list: ProfileList }) {
  return (
    <>
      {(list.notices ?? []).map((notice) => (
        <p key={notice} className={styles['quiet']}>
          {notice}
        </p>
      ))}
      <IgnoredLines list={list} />
    </>
  );
}

function IgnoredLines({ list }: { readonly list: ProfileList }) {
  const unreadable = list.files.filter((file) => file.status === 'unreadable');
  if (list.ignored.length === 0 && unreadable.length === 0) return null;
  return (
    <details className={styles['ignored']}>
      <summary>{plural(list.ignored.length + unreadable.length, 'line or file was', 'lines or files were')} not understood</summary>
      <ul>
        {unreadable.map((file) => (
          <li key={file.path}>
            <Mono>{file.path}</Mono>: {file.message}
          </li>
        ))}
        {list.ignored.map((line) => (
          <li key={`${line.file}:${String(line.line)}`}>
            <Mono>{`${line.file}:${String(line.line)}`}</Mono>: {line.why}
          </li>
        ))}
      </ul>
    </details>
  );
}

function NoProfiles({ list }: { readonly list: ProfileList }) {
  return (
    <section className={styles['profiles']}>
      <EmptyState icon="key" title="No AWS profile on this machine">
        <p>
          Run <code>aws configure sso</code> (or <code>aws configure</code>), then open this window again. Linkscape looked in:
        </p>
        <ul>
          {list.files.map((file) => (
            <li key={file.path}>
              <code>{file.path}</code>: {file.message ?? file.status}
            </li>
          ))}
        </ul>
      </EmptyState>
      <Ignored list={list} />
    </section>
  );
}
