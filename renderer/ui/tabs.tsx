import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
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
  if (item.count === undefined || item.count === null) return null;
  return (
    <span className={classNames(styles['count'], item.isAlarming === true && styles['alarming'])}>
      {item.count.toLocaleString('en-US')}
    </span>
  );
}
