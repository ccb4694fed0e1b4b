import { Label, Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './fields.module.css';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value as a person reads it. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}

/** A number between two ends; arrow keys move it by a step, Page keys by ten. */
export function Slider({ label, value, least, most, step, text, onChange }: SliderProps) {
  return (
    <AriaSlider
      className={classNames(styles['slider'])}
      value={value}
      minValue={least}
      maxValue={most}
      step={step}
      onChange={(next) => onChange(typeof next === 'number' ? next : (next[0] ?? value))}
    >
      <Label className={classNames(styles['label'])}>{label}</Label>
      <SliderOutput className={classNames(styles['slider-value'])}>{text}</SliderOutput>
      <SliderTrack className={classNames(styles['track'])}>
        <SliderThumb className={classNames(styles['thumb'])} aria-label={label} />
      </SliderTrack>
    </AriaSlider>
  );
}
