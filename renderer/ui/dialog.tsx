import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, at the foot. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'normal' | 'wide';
  /** One line beside the title. */
  readonly subtitle?: string;
}

/** A modal dialog: Esc and the cross close it, focus stays in it and goes back to where it was. */
export function Dialog({ title, subtitle, isOpen, onClose, children, actions, size = 'normal' }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      className={classNames(styles['overlay'])}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={classNames(styles['modal'], styles[size])}>
        <AriaDialog className={classNames(styles['dialog'])}>
          <header className={styles['header']}>
            <Heading slot="title" className={classNames(styles['title'])}>
              {title}
            </Heading>
            <span className={styles['subtitle']}>{subtitle}</span>
            <IconButton icon="close" label="Close" shortcut="Esc" onPress={onClose} />
          </header>
          <div className={styles['body']}>{children}</div>
          {actions === undefined ? null : <footer className={styles['footer']}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
