import { useState } from 'react';
import { type Facet, facetOptions, facets, isFiltering } from '#renderer/store/filters.ts';
import { inventory } from '#renderer/store/selectors.ts';
import { verdictText } from '#renderer/workers/words.ts';
import type { Verdict } from '#shared/analysis/availability/alignment.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { useActions, useApp } from '../app-context.tsx';
import { count, plural, time } from '../format.ts';
import { LookSections } from '../looks/look-section.tsx';
import { PresetChips } from '../looks/preset-chips.tsx';
import styles from './left-rail.module.css';

/** Where the data come from, and what the view is narrowed to. */
export function LeftRail() {
  return (
    <nav className={styles['rail']} aria-label="Sources and filters" data-pane="rail">
      <Sources />
      <LookSections />
      <FilterSection />
    </nav>
  );
}

function Sources() {
  const opened = useApp((state) => state.opened);
  const notices = useApp((state) => state.documentNotices);
  const { dialogOpened } = useActions();
  if (opened === null) return null;
  const { snapshot } = opened;
  const regions = new Set(snapshot.ledger.filter((cell) => cell.status === 'ok').map((cell) => cell.region));
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>Source</h2>
      <p className={styles['source']}>{snapshot.title}</p>
      <p className={styles['quiet']}>
        {plural(snapshot.accounts.length, 'account')}, {plural(regions.size, 'Region')}
      </p>
      <p className={styles['quiet']}>{time(snapshot.takenAt)}</p>
      {notices.map((notice) => (
        <p key={notice} className={styles['notice']}>
          {notice}
        </p>
      ))}
      <div className={styles['actions']}>
        <Button icon="scan" onPress={() => dialogOpened('scan')}>
          Scan profiles
        </Button>
      </div>
    </section>
  );
}

const facetTitles: Readonly<Record<Facet, string>> = {
  account: 'Account',
  region: 'Region',
  kind: 'Kind',
  state: 'State',
  verdict: 'Verdict',
};

function FilterSection() {
  const filters = useApp((state) => state.filters);
  const { problemsOnlyToggled, filtersCleared } = useActions();
  return (
    <section className={styles['section']}>
      <div className={styles['heading-row']}>
        <h2 className={styles['heading']}>Filters</h2>
        {isFiltering(filters) ? (
          <button type="button" className={styles['clear']} onClick={filtersCleared}>
            Clear
          </button>
        ) : null}
      </div>
      <Checkbox isSelected={filters.problemsOnly} onChange={problemsOnlyToggled}>
        Problems only
      </Checkbox>
      <PresetChips />
      {facets.map((facet) => (
        <FacetSection key={facet} facet={facet} />
      ))}
    </section>
  );
}

/** How many values are shown before "more". */
const shown = 8;

function FacetSection({ facet }: { readonly facet: Facet }) {
  const items = useApp(inventory);
  const filters = useApp((state) => state.filters);
  const { filterToggled } = useActions();
  const [isOpen, setOpen] = useState(facet !== 'state');
  const [isLong, setLong] = useState(false);
  const names = useApp((state) => state.opened?.snapshot.accounts ?? null);
  const options = facetOptions(facet, items, filters);
  const chosen = filters.chosen[facet];
  if (options.length < 2 && chosen.length === 0) return null;
  return (
    <div className={styles['facet']} role="group" aria-label={facetTitles[facet]}>
      <button type="button" className={styles['facet-title']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
        {facetTitles[facet]}
        {chosen.length > 0 ? <span className={styles['chosen']}>{count(chosen.length)}</span> : null}
      </button>
      {isOpen
        ? options.slice(0, isLong ? options.length : shown).map((option) => (
            <div key={option.value} className={styles['option']}>
              <Checkbox isSelected={chosen.includes(option.value)} onChange={() => filterToggled(facet, option.value)}>
                <span className={styles['option-text']}>
                  <FacetLabel
                    facet={facet}
                    value={option.value}
                    name={names?.find((account) => account.accountId === option.value)?.name ?? null}
                  />
                  <span className={styles['count']}>{count(option.count)}</span>
                </span>
              </Checkbox>
            </div>
          ))
        : null}
      {isOpen && options.length > shown ? (
        <button type="button" className={styles['more']} onClick={() => setLong(!isLong)}>
          {isLong ? 'Fewer' : `${count(options.length - shown)} more`}
        </button>
      ) : null}
    </div>
  );
}

function FacetLabel({ facet, value, name }: { readonly facet: Facet; readonly value: string; readonly name: string | null }) {
  if (facet === 'account') {
    return (
      <span className={styles['label']} title={`${name ?? ''} ${spacedAccount(value)}`.trim()}>
        {name ?? spacedAccount(value)}
      </span>
    );
  }
  const text = facet === 'verdict' ? verdictText(value as Verdict) : value;
  return (
    <span className={styles['label']} title={text}>
      {text}
    </span>
  );
}

/** What remains of the rail while it is closed in a narrow window. */
export function RailBackdrop() {
  const { railToggled } = useActions();
  return (
    <div className={styles['over']}>
      <IconButton icon="close" label="Close sources and filters" onPress={railToggled} />
    </div>
  );
}
