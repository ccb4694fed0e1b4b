import { useState } from 'react';
import { Button, ComboBox as AriaComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import type { ChoiceProps } from './fields.tsx';
import styles from './fields.module.css';
import { Icon } from './icon.tsx';

/** How many of many are listed: more cannot be read, and typing narrows them. */
const mostListed = 100;

/** One of many, found by typing part of it. */
export function ComboBox<Id extends string>({
  label,
  choices,
  selected,
  onSelect,
  placeholder,
  autoFocus = true,
}: Omit<ChoiceProps<Id>, 'selected'> & {
  readonly selected: Id | null;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}) {
  const [typed, setTyped] = useState(choices.find((choice) => choice.id === selected)?.label ?? '');
  const shown = choices.filter((choice) => choice.label.toLowerCase().includes(typed.trim().toLowerCase())).slice(0, mostListed);
  const isChosen = choices.some((choice) => choice.id === selected && choice.label === typed);
  return (
    <AriaComboBox
      className={classNames(styles['field'])}
      menuTrigger="focus"
      autoFocus={autoFocus}
      inputValue={typed}
      onInputChange={setTyped}
      value={selected}
      onChange={(key) => {
        const choice = choices.find((each) => each.id === key);
        if (choice === undefined) return;
        setTyped(choice.label);
        onSelect(choice.id);
      }}
      items={isChosen ? choices.slice(0, mostListed) : shown}
      allowsEmptyCollection
    >
      <Label className={classNames(styles['label'])}>{label}</Label>
      <span className={styles['input-row']}>
        <Input
          className={classNames(styles['input'])}
          autoComplete="off"
          spellCheck={false}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <Button className={classNames(styles['suffix'], styles['opener'])} aria-label="Show the list">
          <Icon name="chevron-down" size={12} />
        </Button>
      </span>
      <Popover className={classNames(styles['popover'])}>
        <ListBox className={classNames(styles['options'])} renderEmptyState={() => <p className={styles['hint']}>Nothing of that name</p>}>
          {(choice: (typeof choices)[number]) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className={classNames(styles['option'])}>
              {choice.label}
              {choice.hint === undefined ? null : <span className={styles['hint']}>{choice.hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
