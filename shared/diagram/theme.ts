/**
 * The value of every colour token, light and dark: the one source for the CSS
 * of the app, the canvas painter and the exporters. Text pairs hold WCAG AA
 * (4.5:1), marks and lines that carry meaning 3:1; a test computes both.
 *
 * Neighbouring zone tints differ in lightness as well as in hue, so that they
 * stay apart for people who cannot tell red from green.
 */
import type { ColourToken, Tone } from './diagram.ts';

export const themeNames = ['light', 'dark'] as const;
export type ThemeName = (typeof themeNames)[number];

/** A CSS colour for every token; `none` paints nothing. */
export type Theme = Readonly<Record<ColourToken, string>>;

const light: Theme = {
  ground: '#f4f6f8',
  surface: '#ffffff',
  raised: '#ffffff',
  line: '#d8dee6',
  'line-strong': '#748090',
  ink: '#17202c',
  'ink-2': '#525e6d',
  accent: '#1f5bd0',
  ok: '#156f43',
  'ok-soft': '#e2f3e9',
  warn: '#a34a00',
  'warn-soft': '#fdeedd',
  bad: '#c2261d',
  'bad-soft': '#fdeae8',
  unknown: '#6a55a0',
  'unknown-soft': '#efebf8',
  ghost: '#6f7b8a',
  nat: '#a06a00',
  'nat-soft': '#fff5da',
  endpoint: '#2a66c2',
  'endpoint-soft': '#e9f1fc',
  gateway: '#546b83',
  'gateway-soft': '#eaeff4',
  'zone-0': '#dfebf9',
  'zone-1': '#f2f8e9',
  'zone-2': '#f9e2c9',
  'zone-3': '#f6f1fc',
  'zone-4': '#cfebe6',
  'zone-5': '#fdf6d9',
  'on-status': '#ffffff',
  none: 'none',
};

const dark: Theme = {
  ground: '#0d1117',
  surface: '#151b23',
  raised: '#1c242e',
  line: '#2b3541',
  'line-strong': '#7a889b',
  ink: '#e8edf4',
  'ink-2': '#a3b0c0',
  accent: '#7fa8ff',
  ok: '#4ac489',
  'ok-soft': '#122c20',
  warn: '#f2a65a',
  'warn-soft': '#3a2610',
  bad: '#ff8078',
  'bad-soft': '#421b19',
  unknown: '#b9a8ea',
  'unknown-soft': '#2a2444',
  ghost: '#8491a2',
  nat: '#d6a23a',
  'nat-soft': '#33290e',
  endpoint: '#82aff7',
  'endpoint-soft': '#182842',
  gateway: '#a0b4c9',
  'gateway-soft': '#222d39',
  'zone-0': '#1c2f4a',
  'zone-1': '#17231b',
  'zone-2': '#45321f',
  'zone-3': '#211d30',
  'zone-4': '#183f3d',
  'zone-5': '#292714',
  'on-status': '#0d1117',
  none: 'none',
};

export const themes: Readonly<Record<ThemeName, Theme>> = { light, dark };

/** The colour of marks, borders and strands of a tone. */
export function toneColour(tone: Tone): ColourToken {
  return tone === 'neutral' ? 'line-strong' : tone;
}

/** The ground behind text of a tone. */
export function toneSoft(tone: Tone): ColourToken {
  if (tone === 'neutral' || tone === 'ghost') return 'surface';
  return `${tone}-soft`;
}

/** The tint of the nth zone of a Region, zones counted in the order of their IDs. */
export function zoneTint(index: number): ColourToken {
  return `zone-${(index % 6) as 0 | 1 | 2 | 3 | 4 | 5}`;
}
