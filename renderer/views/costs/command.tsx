import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import styles from './plan.module.css';

/** Commands as they are run, with a button that copies them. */
export function Command({ text }: { readonly text: string }) {
  return (
    <div className={styles['command']}>
      <ScrollArea label="Command">
        <pre>{text}</pre>
      </ScrollArea>
      <CopyButton text={text} label="Copy the command" />
    </div>
  );
}
