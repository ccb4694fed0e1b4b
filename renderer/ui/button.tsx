import type { ReactNode } from 'react';
import { Button as AriaButton, type PressEvent, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: (event: PressEvent) => void;
  readonly variant?: 'plain' | 'primary' | 'quiet';
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** A button with words; one `primary` at most in any group. */
export function Button({ children, variant = 'plain', icon, isDisabled = false, autoFocus = false, onPress }: ButtonProps) {
  return (
    <AriaButton
      className={classNames(styles['button'], styles[variant])}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(onPress === undefined ? {} : { onPress })}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  /** The name for screen readers and the tooltip. */
  readonly label: string;
  /** Shown in the tooltip, e.g. `Ctrl K`. */
  readonly shortcut?: string;
  readonly onPress?: (event: PressEvent) => void;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly size?: 'small' | 'normal';
}

/** A button without words: its name stands in the tooltip and in the accessibility tree. */
export function IconButton({ icon, label, shortcut, isPressed, isDisabled = false, size = 'normal', onPress }: IconButtonProps) {
  return (
    <WithTooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <AriaButton
        className={classNames(styles['icon-button'], size === 'small' && styles['small'], isPressed === true && styles['pressed'])}
        aria-label={label}
        isDisabled={isDisabled}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        {...(onPress === undefined ? {} : { onPress })}
      >
        <Icon name={icon} size={size === 'small' ? 14 : 16} />
      </AriaButton>
    </WithTooltip>
  );
}

/** Puts a tooltip on the one focusable child; Esc takes it away. */
export function WithTooltip({
  text,
  shortcut,
  children,
}: {
  readonly text: string;
  readonly shortcut?: string;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <Tooltip className={classNames(styles['tooltip'])} offset={6}>
        {text}
        {shortcut === undefined ? null : <kbd className={styles['shortcut']}>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
