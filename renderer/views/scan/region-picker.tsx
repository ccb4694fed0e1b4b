import { useMemo, useState } from 'react';
import { Checkbox, Radios, TextField } from '#renderer/ui/fields.tsx';
import { sortedUnique } from '#shared/base/sort.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { useApp } from '../app-context.tsx';
import { AccountPicker } from './account-picker.tsx';
import type { ChoiceProps } from './profile-picker.tsx';
import { chosenEntries, flipped } from './scan-choice.ts';
import styles from './scan.module.css';

/** Which Regions and accounts are read, and, for emulators, where the calls go. */
export function RegionPicker({ choice, onChange }: ChoiceProps) {
  const list = useApp((state) => state.profiles);
  const own = sortedUnique(chosenEntries(choice, list).flatMap((entry) => entry.region ?? []));
  return (
    <section className={styles['regions']} aria-label="Regions and accounts">
      <Radios
        label="Regions"
        choices={[
          { id: 'own', label: 'The profiles\u2019 own', hint: own.length === 0 ? 'as the AWS configuration says' : own.join(', ') },
          { id: 'chosen', label: 'These Regions', hint: choice.regions.length === 0 ? 'choose below' : choice.regions.join(', ') },
          { id: 'all', label: 'All enabled Regions', hint: 'quiet Regions are looked at and skipped' },
        ]}
        selected={choice.regionMode}
        onSelect={(regionMode) => onChange({ ...choice, regionMode })}
      />
      {choice.regionMode === 'chosen' ? <RegionList choice={choice} onChange={onChange} /> : null}
      <AccountPicker choice={choice} onChange={onChange} />
      <details className={styles['advanced']}>
        <summary>Advanced</summary>
        <TextField
          label="Emulator endpoint"
          placeholder="http://127.0.0.1:5000"
          value={choice.endpointUrl}
          onChange={(endpointUrl) => onChange({ ...choice, endpointUrl })}
        />
        <p className={styles['quiet']}>For moto or LocalStack on this machine; leave empty for AWS.</p>
      </details>
    </section>
  );
}

function RegionList({ choice, onChange }: ChoiceProps) {
  const [filter, setFilter] = useState('');
  const known = useMemo(() => builtInPriceBook.regions.filter((region) => /^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(region)), []);
  const typed = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/.test(filter) ? [filter] : [];
  const shown = sortedUnique([...known, ...choice.regions, ...typed]).filter((region) => region.includes(filter.toLowerCase()));
  return (
    <>
      <TextField label="Filter Regions" hideLabel placeholder="Filter Regions" value={filter} onChange={setFilter} />
      <ul className={styles['region-list']}>
        {shown.map((region) => (
          <li key={region}>
            <Checkbox
              isSelected={choice.regions.includes(region)}
              onChange={() => onChange({ ...choice, regions: flipped(choice.regions, region) })}
            >
              {region}
            </Checkbox>
          </li>
        ))}
      </ul>
    </>
  );
}
