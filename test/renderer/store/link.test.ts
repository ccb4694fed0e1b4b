import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facets, noFilters } from '#renderer/store/filters.ts';
import { filterOf, filterText } from '#renderer/store/filter-text.ts';
import { linkText, readLink, type LinkState } from '#renderer/store/link.ts';
import { linkStateOf } from '#renderer/store/link-slice.ts';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { views } from '#renderer/store/view-slice.ts';
import { subjectKinds } from '#shared/model/subject.ts';
import { demoStore } from '../demo-store.ts';

const value = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.isWellFormed());
const filters = fc.tuple(fc.boolean(), ...facets.map(() => fc.uniqueArray(value, { maxLength: 3 }))).map(([problemsOnly, ...chosen]) => ({
  problemsOnly,
  chosen: Object.fromEntries(facets.map((facet, index) => [facet, chosen[index] ?? []])) as unknown as typeof noFilters.chosen,
}));
const narrowing = fc.record({
  filters,
  query: fc.string({ maxLength: 60 }).filter((text) => text.isWellFormed()),
  searchMode: fc.constantFrom('find' as const, 'hide' as const),
});
const id = fc.stringMatching(/^[a-z0-9]{1,12}(?:-[a-z0-9]{1,12})?$/);

describe('filters as text', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(narrowing, (state) => {
        expect(filterOf(filterText(state))).toEqual(state);
      }),
    );
  });

  it('are empty where nothing narrows', () => {
    expect(filterText({ filters: noFilters, query: '', searchMode: 'find' })).toBe('');
  });
});

const linkStateOfNothing: LinkState = {
  view: 'table',
  selected: null,
  vpcId: null,
  camera: null,
  filters: noFilters,
  query: '',
  searchMode: 'find',
  hidden: [],
  pinned: [],
  snapshotId: null,
};

describe('links', () => {
  const state: fc.Arbitrary<LinkState> = fc
    .record({
      narrowing,
      view: fc.constantFrom(...views),
      selected: fc.option(
        fc.record({
          kind: fc.constantFrom(...subjectKinds),
          id,
          accountId: fc.stringMatching(/^\d{12}$/),
          region: fc.constant('us-east-1'),
        }),
      ),
      vpcId: fc.option(id),
      camera: fc.option(
        fc.record({
          x: fc.integer({ min: -9999, max: 9999 }),
          y: fc.integer({ min: -9999, max: 9999 }),
          zoom: fc.constantFrom(0.05, 0.724, 2.5),
        }),
      ),
      hidden: fc.uniqueArray(
        id.map((each) => `vpc/${each}`),
        { maxLength: 4 },
      ),
      pinned: fc.uniqueArray(
        id.map((each) => `account/${each}`),
        { maxLength: 4 },
      ),
      snapshotId: fc.option(id),
    })
    .map(({ narrowing: own, ...rest }) => ({ ...own, ...rest, vpcId: rest.view === 'vpc' ? rest.vpcId : null }));

  it('say what is shown, and are read again', () => {
    fc.assert(
      fc.property(state, (each) => {
        expect(readLink(linkText(each))).toEqual(each);
      }),
    );
  });

  it('leave out what is hidden where they would become too long, whole', () => {
    const hidden = Array.from({ length: 400 }, (_, index) => `vpc/vpc-${String(index).padStart(17, '0')}`);
    const read = readLink(linkText({ ...linkStateOfNothing, hidden, pinned: ['account/111122223333'] }));
    expect(read).toEqual(linkStateOfNothing);
  });

  it('never throw, whatever is read', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readLink(text)).not.toThrow();
      }),
    );
  });

  it.each(['', 'view=nowhere', 'q=s3', `view=table&q=${'x'.repeat(9000)}`])('refuse %.30s', (text) => {
    expect(readLink(text)).toBeNull();
  });

  it('leave out parts that make no sense', () => {
    const read = readLink('view=vpc&vpc=<script>&at=vpc/1/us-east-1/../../etc passwd&camera=1,NaN,0&of=a b');
    expect(read).toMatchObject({ view: 'vpc', vpcId: null, selected: null, camera: null, snapshotId: null });
  });
});

describe('following a link', () => {
  it('shows view, filters and selection once something is open', async () => {
    const { state } = await demoStore();
    const endpoint = [...itemsByKey(state()).values()].find((item) => item.subject.kind === 'vpc-endpoint');
    if (endpoint === undefined) throw new Error('the demo has no endpoint');
    state().viewChanged('alignment');
    state().filterToggled('region', 'us-east-1');
    state().subjectSelected(endpoint.subject);
    const link = linkText(linkStateOf(state()));
    const fresh = await demoStore();
    expect(fresh.state().linkOpened(link)).toBe(true);
    const { view, filters: now, selected, documentNotices } = fresh.state();
    expect([view, now.chosen.region, selected, documentNotices]).toEqual(['alignment', ['us-east-1'], endpoint.subject, []]);
  });

  it('hides and pins what the link says, in one step that can be undone, and leaves both where it says nothing', async () => {
    const { state } = await demoStore();
    const [first, second] = [...itemsByKey(state()).keys()].filter((key) => key.startsWith('vpc/'));
    if (first === undefined || second === undefined) throw new Error('the demo has no VPCs');
    state().thingsHidden([first]);
    state().pinToggled(second);
    const link = linkText(linkStateOf(state()));
    const fresh = await demoStore();
    fresh.state().linkOpened(link);
    expect([fresh.state().hidden, fresh.state().pinned]).toEqual([[first], [second]]);
    fresh.state().linkOpened('view=table');
    expect(fresh.state().hidden).toEqual([first]);
    await fresh.state().undoRequested();
    expect([fresh.state().hidden, fresh.state().pinned]).toEqual([[], []]);
  });

  it('says so where another snapshot is open', async () => {
    const { state } = await demoStore();
    state().linkOpened('view=table&of=another');
    expect([state().view, state().documentNotices.length]).toEqual(['table', 1]);
    expect(state().linkOpened('nonsense')).toBe(false);
  });
});
