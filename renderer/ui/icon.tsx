import styles from './icon.module.css';

/** Own glyphs on a 16 px grid, drawn with a 1.5 px stroke in the colour of the text around them. */
const glyphs = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-right': 'M6 4l4 4-4 4',
  'chevron-up': 'M4 10l4-4 4 4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  external: 'M9 2.5h4.5V7M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4',
  download: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M2.5 13.5h11',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  scan: 'M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M2.5 8h11',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3.1 3.1l1.1 1.1M11.8 11.8l1.1 1.1M12.9 3.1l-1.1 1.1M4.2 11.8l-1.1 1.1',
  moon: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
  system: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  'panel-left': 'M2 2.5h12v11H2zM6 2.5v11',
  'panel-right': 'M2 2.5h12v11H2zM10 2.5v11',
  command:
    'M5.5 5.5h5v5h-5zM5.5 5.5V4A1.7 1.7 0 1 0 3.8 5.5zM10.5 5.5V4a1.7 1.7 0 1 1 1.7 1.5zM5.5 10.5V12a1.7 1.7 0 1 1-1.7-1.5zM10.5 10.5V12a1.7 1.7 0 1 0 1.7-1.5z',
  help: 'M5.7 5.8A2.3 2.3 0 1 1 8 8.2v1.3M8 12v.5',
  target: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M8 1v3M8 12v3M1 8h3M12 8h3',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  legend: 'M2.5 4h2v0M7 4h6.5M2.5 8h2M7 8h6.5M2.5 12h2M7 12h6.5',
  retry: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  info: 'M8 7.2v4.3M8 4.6v.4M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8',
  filter: 'M2 3h12L9.5 8.2V13l-3-1.5V8.2z',
  compare: 'M2.5 3h4.5v10H2.5zM9 3h4.5v10H9M9 3v10',
  swap: 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13',
  pin: 'M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5',
  eye: 'M1.5 8s2.5-4.5 6.5-4.5S14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
  'eye-off':
    'M2 2l12 12M6.2 3.8A6.3 6.3 0 0 1 8 3.5c4 0 6.5 4.5 6.5 4.5a11 11 0 0 1-2 2.4M4 5.3A11 11 0 0 0 1.5 8S4 12.5 8 12.5c1 0 1.9-.3 2.7-.7',
  scenario: 'M3 13V3M3 8h3.5a3 3 0 0 0 3-3V4M9.5 4l-2 2M9.5 4l2 2M3 8h5a3 3 0 0 1 3 3v1M11 12l-2-2M11 12l2-2',
  undo: 'M6 3 2.5 6.5 6 10M2.5 6.5H9.5a3.5 3.5 0 0 1 0 7H6',
  redo: 'M10 3l3.5 3.5L10 10M13.5 6.5H6.5a3.5 3.5 0 0 0 0 7H10',
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a2.7 2.7 0 0 1 4 4L11 8.5M9 11.5 7.5 13a2.7 2.7 0 0 1-4-4L5 7.5',
  spotlight: 'M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2',
  more: 'M3 7.4v1.2M3.6 8H2.4M8 7.4v1.2M8.6 8H7.4M13 7.4v1.2M13.6 8h-1.2',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.7 9h5.6l.7-9',
  pencil: 'M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z',
  key: 'M5.2 7.8a2.9 2.9 0 1 0 0 .1M8 8h6M11.5 8v2.5M14 8v2',
} as const;

export type IconName = keyof typeof glyphs;

/** Decoration only: what it means must be said by the text or the label of the control around it. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className={styles['icon']} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={glyphs[name]} />
    </svg>
  );
}
