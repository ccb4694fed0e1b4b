import { IconButton } from '#renderer/ui/button.tsx';
import { ComboBox } from '#renderer/ui/combo-box.tsx';
import styles from './plan.module.css';

export interface ServicePickerProps {
  readonly label: string;
  readonly offered: readonly string[];
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}

/** Several services, each found by typing part of its name. */
export function ServicePicker({ label, offered, words, onChange }: ServicePickerProps) {
  const left = offered.filter((service) => !words.includes(service));
  return (
    <div className={styles['picker']}>
      <ComboBox
        key={words.join(' ')}
        label={label}
        placeholder="e.g. kms"
        choices={left.map((id) => ({ id, label: id }))}
        selected={null}
        onSelect={(service) => onChange([...words, service])}
        autoFocus={false}
      />
      {words.length === 0 ? null : (
        <ul className={styles['words']} aria-label={label}>
          {words.map((word) => (
            <li key={word} className={styles['word']}>
              {word}
              <IconButton
                icon="close"
                size="small"
                label={`Take ${word} out`}
                onPress={() => onChange(words.filter((each) => each !== word))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
