import type { ReactNode } from 'react';
import { Tab, TabList, Tabs as AriaTabs } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './tabs.module.css';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Shown beside the label; `null` while it is not known. */
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
  readonly trailing?: ReactNode;
}

/** A row of tabs; the panel is the caller's, so that a heavy panel is mounted only when it is shown. */
export function Tabs<Id extends string>({ label, items, selected, onSelect, size = 'normal', trailing }: TabsProps<Id>) {
  return (
    <div className={classNames(styles['bar'], size === 'small' && styles['small'])}>
      <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(key as Id)} className={classNames(styles['tabs'])}>
        <TabList aria-label={label} className={classNames(styles['list'])}>
          {items.map((item) => (
            <Tab key={item.id} id={item.id} className={classNames(styles['tab'])}>
              {item.label}
              <Count item={item} />
            </Tab>
          ))}
        </TabList>
      </AriaTabs>
      {trailing}
    </div>
  );
}

function Count({ item }: { readonly item: TabItem<string> }) {
  if (item.count === undefined || item.count === null) return null;
  return (
    <span className={classNames(styles['count'], item.isAlarming === true && styles['alarming'])}>
      {item.count.toLocaleString('en-US')}
    </span>
  );
}
