import type { ReactNode } from 'react';
import { DropZone, type DropZoneProps } from 'react-aria-components';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './file-drop.module.css';

export interface FileDropProps {
  readonly label: string;
  /** Endings that the file dialog shows, `.csv,.json`. */
  readonly accept: string;
  readonly onText: (name: string, text: string) => void;
  readonly children: ReactNode;
}

type Dropped = Parameters<NonNullable<DropZoneProps['onDrop']>>[0];

/** A place for one text file: dropped on it, pasted into it, or chosen; the drop goes no further than here. */
export function FileDrop({ label, accept, onText, children }: FileDropProps) {
  const dropped = ({ items }: Dropped): void => {
    const file = items.find((item) => item.kind === 'file');
    if (file !== undefined) void file.getText().then((text) => onText(file.name, text));
  };
  return (
    <DropZone aria-label={label} className={classNames(styles['drop'])} onDrop={dropped}>
      <div className={styles['words']}>{children}</div>
      <Button icon="file" onPress={() => chooseFile(accept, onText)}>
        Choose a file…
      </Button>
    </DropZone>
  );
}

function chooseFile(accept: string, onText: FileDropProps['onText']): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void file.text().then((text) => onText(file.name, text));
  });
  input.click();
}
