import { describe, expect, it } from 'vitest';
import { type ColourToken, colourTokens } from '#shared/diagram/diagram.ts';
import { themeNames, themes } from '#shared/diagram/theme.ts';
import { contrast, difference, visions } from './colour.ts';

const zones = ['zone-0', 'zone-1', 'zone-2', 'zone-3', 'zone-4', 'zone-5'] as const;
const grounds: readonly ColourToken[] = ['ground', 'surface', 'raised', ...zones];
const softs: readonly ColourToken[] = ['ok-soft', 'warn-soft', 'bad-soft', 'unknown-soft', 'nat-soft', 'endpoint-soft', 'gateway-soft'];

/** Text that stands on a ground somewhere in the product. */
const textPairs: readonly (readonly [ColourToken, ColourToken])[] = [
  ...(['ink', 'ink-2', 'ok', 'warn', 'bad', 'unknown', 'accent'] as const).flatMap((text) =>
    grounds.map((ground) => [text, ground] as const),
  ),
  ...(['ink', 'ink-2'] as const).flatMap((text) => softs.map((ground) => [text, ground] as const)),
  ...(['ok', 'warn', 'bad', 'unknown'] as const).flatMap((tone) => [[tone, `${tone}-soft`] as const, ['on-status', tone] as const]),
  ['on-status', 'accent'],
];

/** Marks, borders and lines that carry meaning. */
const markPairs: readonly (readonly [ColourToken, ColourToken])[] = (
  ['ok', 'warn', 'bad', 'unknown', 'ghost', 'nat', 'endpoint', 'gateway', 'line-strong', 'accent'] as const
).flatMap((mark) => grounds.map((ground) => [mark, ground] as const));

describe.each(themeNames)('the %s theme', (name) => {
  const theme = themes[name];

  it('has a colour for every token', () => {
    expect(Object.keys(theme).sort()).toEqual([...colourTokens].sort());
    expect(Object.entries(theme).filter(([token, value]) => token !== 'none' && !/^#[0-9a-f]{6}$/.test(value))).toEqual([]);
  });

  it('holds 4.5:1 for text', () => {
    expect(textPairs.filter(([text, ground]) => contrast(theme[text], theme[ground]) < 4.5)).toEqual([]);
  });

  it('holds 3:1 for marks and lines', () => {
    expect(markPairs.filter(([mark, ground]) => contrast(theme[mark], theme[ground]) < 3)).toEqual([]);
  });

  it.each(Object.entries(visions))('keeps neighbouring zones apart with %s vision', (_, vision) => {
    const neighbours = zones.map((zone, index) => difference(theme[zone], theme[zones[(index + 1) % zones.length] ?? 'zone-0'], vision));
    expect(neighbours.filter((value) => value < 5)).toEqual([]);
  });
});
