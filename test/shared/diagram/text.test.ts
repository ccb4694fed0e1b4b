import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusters, fitId, fitText, type TextStyle, textWidth, visibleText } from '#shared/diagram/text.ts';

const body: TextStyle = { size: 11, weight: 400, family: 'sans' };
const code: TextStyle = { size: 10, weight: 400, family: 'mono' };

describe('textWidth', () => {
  it('adds the fonts own advance widths', () => {
    // Inter 400: "A" 1,398 and "V" 1,396 of 2,048 units; there is no kerning between them here.
    expect(textWidth('AV', { size: 2048, weight: 400, family: 'sans' })).toBeCloseTo(
      textWidth('A', { size: 2048, weight: 400, family: 'sans' }) + textWidth('V', { size: 2048, weight: 400, family: 'sans' }),
    );
    expect(textWidth('vpc-0123', code)).toBeCloseTo(8 * 6);
  });

  it('gives wide scripts and emoji a whole em and marks nothing', () => {
    expect(textWidth('東京', body)).toBe(22);
    expect(textWidth('🎉', body)).toBe(11);
    expect(textWidth('e\u0301', body)).toBeCloseTo(textWidth('e', body));
  });
});

describe('fitText', () => {
  it('leaves alone what fits and keeps the full form of what does not', () => {
    expect(fitText('ledger', 100, body)).toEqual({ text: 'ledger' });
    const fitted = fitText('payments-metrics-intake', 60, body);
    expect(fitted.full).toBe('payments-metrics-intake');
    expect(fitted.text.endsWith('…')).toBe(true);
  });

  it('never gets wider than its place and never cuts a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 20, max: 200 }), (text, width) => {
        const { text: shown } = fitText(text, width, body);
        expect(textWidth(shown, body)).toBeLessThanOrEqual(width + 1e-9);
        expect(shown.isWellFormed()).toBe(text.isWellFormed());
        expect(shown === text || clusters(text).join('').startsWith(shown.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('fitId', () => {
  it('keeps both ends of an id', () => {
    const { text, full } = fitId('vpc-04555a548c9774e14', 90, code);
    expect(text).toMatch(/^vpc-.*….*4$/);
    expect(full).toBe('vpc-04555a548c9774e14');
  });
});

describe('clusters', () => {
  it('keeps surrogate pairs, marks, joiners and flags whole', () => {
    expect(clusters('a👩‍👧🇩🇪e\u0301')).toEqual(['a', '👩‍👧', '🇩🇪', 'e\u0301']);
  });
});

describe('visibleText', () => {
  it('shows what would hide or reorder text', () => {
    expect(visibleText('a\u202Eb\u0000c\uD800')).toBe('a⟨U+202E⟩b⟨U+0000⟩c\ufffd');
    expect(visibleText('plain ünïcode 東京')).toBe('plain ünïcode 東京');
  });
});
