import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import buttonStyles from './button.module.css';
import { WithTooltip } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/** Copies a text; says so by a check mark and its name for two seconds. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const name = copied ? 'Copied' : label;
  return (
    <WithTooltip text={name}>
      <Button
        className={classNames(buttonStyles['icon-button'], buttonStyles['small'])}
        aria-label={name}
        onPress={() => void copyText(text).then(() => setCopied(true))}
      >
        <Icon name={copied ? 'check' : 'copy'} size={14} />
      </Button>
    </WithTooltip>
  );
}

/** Where the clipboard is refused (a page without focus), a hidden field and the old command do it. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}
