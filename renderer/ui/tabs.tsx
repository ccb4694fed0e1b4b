import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './tabs.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Shown beside the label; `null` while it is not known, which keeps the room for it. */
  readonly count?: number | null;
  /** Draws the count as a problem. */
  readonly isAlarming?: boolean;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  readonly size?: 'normal' | 'small';
  /** Stands at the end of the row. */
  readonly trailing?: ReactNode;
  /** The panel of the selected tab. */
  readonly children: ReactNode;
}

/** A row of tabs and the panel of the selected one, which is the only one that is mounted. */
export function Tabs<Id extends string>({ label, items, selected, onSelect, size = 'normal', trailing, children }: TabsProps<Id>) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(key as Id)} className={classNames(styles['tabs'])}>
      <div className={classNames(styles['bar'], size === 'small' && styles['small'])}>
        <TabList aria-label={label} className={classNames(styles['list'])}>
          {items.map((item) => (
            <Tab key={item.id} id={item.id} className={classNames(styles['tab'])}>
              {item.label} <Count item={item} />
            </Tab>
          ))}
        </TabList>
        {trailing}
      </div>
      <TabPanel key={selected} id={selected} className={classNames(styles['panel'])}>
        {children}
      </TabPanel>
    </AriaTabs>
  );
}

function Count({ item }: { readonly item: TabItem<string> }) {
  if (item.count === undefined) return null;
  return (
    <span className={classNames(styles['slot'], item.isAlarming === true && styles['loud'])}>
      {item.count === null ? null : (
        <span className={classNames(styles['count'], item.isAlarming === true && styles['alarming'])}>
          {item.count < 1000 ? (
            item.count
          ) : (
            <>
              <span aria-hidden="true">{shortCount(item.count)}</span>
              <span className={classNames(styles['whole'])}>{item.count.toLocaleString('en-US')}</span>
            </>
          )}
        </span>
      )}
    </span>
  );
}

/** From a thousand on, in at most four characters: a row of tabs must not move when its counts arrive. */
function shortCount(count: number): string {
  if (count < 9950) return `${(count / 1000).toFixed(1)}k`;
  return count < 999_500 ? `${String(Math.round(count / 1000))}k` : `${String(Math.round(count / 1_000_000))}M`;
}
