import type { ReactNode } from 'react';
import { Button, Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { WithTooltip } from './button.tsx';
import buttonStyles from './button.module.css';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
}

export interface MenuGroup {
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
}

export interface MenuProps {
  readonly label: string;
  readonly icon: IconName;
  /** With words beside the icon; else the label is the tooltip. */
  readonly text?: string;
  readonly groups: readonly MenuGroup[];
  readonly onAction: (id: string) => void;
}

/** A button that opens a menu. */
export function Menu({ label, icon, text, groups, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      {text === undefined ? (
        <WithTooltip text={label}>
          <Button className={classNames(buttonStyles['icon-button'])} aria-label={label}>
            <Icon name={icon} />
          </Button>
        </WithTooltip>
      ) : (
        <Button className={classNames(buttonStyles['button'], buttonStyles['quiet'])} aria-label={label}>
          <Icon name={icon} />
          <span className={styles['text']}>{text}</span>
          <Icon name="chevron-down" size={12} />
        </Button>
      )}
      <Popover className={classNames(styles['popover'])} placement="bottom end" offset={4}>
        <AriaMenu className={classNames(styles['menu'])} onAction={(key) => onAction(String(key))}>
          {groups.map((group, index) => (
            <MenuSection key={group.title ?? index} className={classNames(styles['section'])} aria-label={group.title ?? label}>
              {group.title === undefined ? null : <Header className={classNames(styles['header'])}>{group.title}</Header>}
              {group.entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }): ReactNode {
  return (
    <MenuItem id={entry.id} textValue={entry.label} isDisabled={entry.isDisabled ?? false} className={classNames(styles['item'])}>
      <span className={styles['grow']}>
        {entry.label}
        {entry.hint === undefined ? null : <span className={styles['hint']}>{entry.hint}</span>}
      </span>
      {entry.shortcut === undefined ? null : <kbd className={styles['shortcut']}>{entry.shortcut}</kbd>}
    </MenuItem>
  );
}
