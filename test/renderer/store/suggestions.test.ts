import { describe, expect, it } from 'vitest';
import { suggestionsFor } from '#renderer/store/suggestions.ts';
import { inventory } from '#renderer/store/selectors.ts';
import { demoStore } from '../demo-store.ts';

const { state } = await demoStore();
const items = inventory(state());
const texts = (query: string): string[] => suggestionsFor(query, items).map((each) => each.text);

describe('suggestions', () => {
  it('complete a field', () => {
    expect(texts('st')).toEqual(['state:']);
    expect(suggestionsFor('type:vpc -st', items)[0]?.query).toBe('type:vpc -state:');
  });

  it('complete a value that occurs, most frequent first, with how many have it', () => {
    const [first] = suggestionsFor('type:endpoint state:p', items);
    expect([first?.query, Number(first?.hint) > 0]).toEqual(['type:endpoint state:pendingacceptance ', true]);
    expect(texts('verdict:single')).toEqual(['verdict:single-zone']);
  });

  it('go on after a comma', () => {
    expect(texts('verdict:broken,zone-')).toEqual(['verdict:broken,zone-dark']);
  });

  it('are silent for free text, unknown fields and what is complete', () => {
    expect(['payments', 'colour:r', 'verdict:single-zone', 'state:available ', ''].map(texts)).toEqual([[], [], [], [], []]);
  });
});
