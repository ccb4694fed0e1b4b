import type { ReactNode } from 'react';
import {
  Button,
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select as AriaSelect,
  SelectValue,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './fields.module.css';
import { Icon } from './icon.tsx';

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly isIndeterminate?: boolean;
}

export function Checkbox({ children, isSelected, onChange, isDisabled = false, isIndeterminate = false }: CheckboxProps) {
  return (
    <AriaCheckbox
      className={classNames(styles['checkbox'])}
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <span className={styles['box']}>
        {isSelected ? <Icon name="check" size={12} /> : isIndeterminate ? <Icon name="minus" size={12} /> : null}
      </span>
      <span className={styles['grow']}>{children}</span>
    </AriaCheckbox>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
  /** Shown under the field and tied to it; `null` where the value is fine. */
  readonly error?: string | null;
  readonly suffix?: string;
  readonly inputMode?: 'text' | 'decimal' | 'numeric';
  readonly autoFocus?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, placeholder, hideLabel = false, error = null, suffix, inputMode = 'text', autoFocus = false } = props;
  return (
    <AriaTextField
      className={classNames(styles['field'])}
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      autoFocus={autoFocus}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {hideLabel ? null : <Label className={classNames(styles['label'])}>{label}</Label>}
      <span className={styles['input-row']}>
        <Input
          className={classNames(styles['input'])}
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {suffix === undefined ? null : <span className={styles['suffix']}>{suffix}</span>}
      </span>
      <FieldError className={classNames(styles['error'])}>{error}</FieldError>
    </AriaTextField>
  );
}

export interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows: number;
  readonly autoFocus?: boolean;
}

/** Several lines of text. */
export function TextArea({ label, value, onChange, rows, autoFocus = false }: TextAreaProps) {
  return (
    <AriaTextField className={classNames(styles['field'])} value={value} onChange={onChange} autoFocus={autoFocus} aria-label={label}>
      <AriaTextArea className={classNames(styles['area'])} rows={rows} />
    </AriaTextField>
  );
}

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly hint?: string;
}

export interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
}

/** One of a few, side by side. */
export function Segmented<Id extends string>({ label, choices, selected, onSelect }: ChoiceProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={classNames(styles['segmented'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        for (const key of keys) onSelect(key as Id);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.id} id={choice.id} className={classNames(styles['segment'])}>
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** One of a few, with an explanation each. */
export function Radios<Id extends string>({ label, choices, selected, onSelect }: ChoiceProps<Id>) {
  return (
    <RadioGroup className={classNames(styles['radios'])} value={selected} onChange={(value) => onSelect(value as Id)}>
      <Label className={classNames(styles['label'])}>{label}</Label>
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={classNames(styles['radio'])}>
          <span className={styles['circle']} />
          <span>
            {choice.label}
            {choice.hint === undefined ? null : <span className={styles['hint']}>{choice.hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** One of many, in a list that opens. */
export function Select<Id extends string>({ label, choices, selected, onSelect }: ChoiceProps<Id>) {
  return (
    <AriaSelect
      aria-label={label}
      className={classNames(styles['select'])}
      value={selected}
      onChange={(key) => {
        if (key !== null) onSelect(String(key) as Id);
      }}
    >
      <Button className={classNames(styles['select-button'])}>
        <SelectValue className={classNames(styles['select-value'])} />
        <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className={classNames(styles['popover'])}>
        <ListBox className={classNames(styles['options'])}>
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} className={classNames(styles['option'])}>
              {choice.label}
              {choice.hint === undefined ? null : <span className={styles['hint']}>{choice.hint}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
