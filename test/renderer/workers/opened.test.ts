import { describe, expect, it } from 'vitest';
import { createAnalyst } from '#renderer/workers/analyse.ts';
import { estateFirstFrom, firstView } from '#renderer/workers/opened.ts';
import { holdDocument, parsedParts } from '#renderer/workers/held.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { documentOf } from '#shared/model/document.ts';
import { resourceCount } from '#shared/model/snapshot.ts';
import { documentPart } from '#test/renderer/fake-host.ts';
import { largeSnapshot } from '#test/renderer/large-snapshot.ts';

const demo = [documentPart(JSON.stringify(demoDocument('test'))).bytes];
const wish = { view: 'consumers', isChosen: false, shownId: null } as const;

describe('opening', () => {
  it('reads characters that were cut between two parts', () => {
    const bytes = new TextEncoder().encode('\uFEFF{"name":"Zürich 🔗 \\u2028"}');
    const cut = (at: number) => parsedParts([bytes.subarray(0, at), bytes.subarray(at)]);
    const whole = { name: 'Zürich 🔗 \u2028' };
    expect(Array.from(bytes, (_, at) => cut(at))).toEqual(Array.from(bytes, () => whole));
  });

  it('makes the wished map first, without waiting for the findings, and the others of a small estate with the rest', () => {
    const analyst = createAnalyst();
    const head = analyst.answer('open', { ...wish, json: demo, taken: [] });
    expect([head.view, Object.keys(head.diagrams)]).toEqual(['consumers', ['consumers']]);
    const rest = analyst.answer('rest', head.view);
    expect(Object.keys(rest.diagrams)).toEqual(['providers', 'estate']);
    const later = analyst.answer('map', 'consumers');
    const places = (diagram: typeof later | undefined) => diagram?.nodes.map(({ id, box, shapes }) => ({ id, box, shapes }));
    expect(places(later)).toEqual(places(head.diagrams.consumers));
  });

  it('leaves findings until they are asked for', () => {
    const descriptor = Object.getOwnPropertyDescriptor(holdDocument(demo, []), 'findings');
    expect(typeof descriptor?.get).toBe('function');
  });

  it('meets a large estate in the Estate view, unless it is open already or another view was chosen for it', () => {
    const snapshot = largeSnapshot();
    expect(resourceCount(snapshot)).toBeGreaterThan(estateFirstFrom);
    const held = holdDocument([documentPart(JSON.stringify(documentOf(snapshot, 'test'))).bytes], []);
    expect([
      firstView(held, wish),
      firstView(held, { ...wish, view: 'providers' }),
      firstView(held, { ...wish, shownId: snapshot.id }),
      firstView(held, { ...wish, isChosen: true }),
    ]).toEqual(['estate', 'providers', 'consumers', 'consumers']);
  });
});
