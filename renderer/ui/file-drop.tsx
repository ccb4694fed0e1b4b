import { type DragEvent, type ReactNode, useState } from 'react';
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

/** A place for one text file: dropped on it, or chosen; the drop goes no further than here. */
export function FileDrop({ label, accept, onText, children }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const read = (file: File | undefined): void => {
    if (file !== undefined) void file.text().then((text) => onText(file.name, text));
  };
  const over = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(true);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };
  return (
    <div
      role="group"
      aria-label={label}
      className={classNames(styles['drop'], isOver && styles['over'])}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <div className={styles['words']}>{children}</div>
      <Button icon="file" onPress={() => chooseFile(accept, read)}>
        Choose a file…
      </Button>
    </div>
  );
}

function chooseFile(accept: string, read: (file: File | undefined) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => read(input.files?.[0]));
  input.click();
}
