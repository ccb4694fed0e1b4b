import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { readAmount, shownPrices } from '#renderer/store/price-slice.ts';
import { editsOf } from '#renderer/store/look-slice.ts';
import type { Region } from '#shared/base/ids.ts';
import { demoStore } from '../demo-store.ts';
import { documentPart } from '#test/renderer/fake-host.ts';

const region = 'us-east-1' as Region;
const nat = { item: 'nat.zonal.gb', region };

async function natGb(state: Awaited<ReturnType<typeof demoStore>>['state']): Promise<readonly (string | null)[]> {
  await state().costsNeeded();
  const lines = state().costs?.scopes.flatMap((scope) => (scope.region === region ? scope.today.lines : [])) ?? [];
  return [...new Set(lines.filter((line) => line.item === 'nat.zonal.gb').map((line) => line.unitPriceUsd))];
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('prices of the open document', () => {
  it('are what the person says, in costs, list and save, and can be taken back', async () => {
    const { state } = await demoStore();
    expect(await natGb(state)).toEqual(['0.045']);
    await state().pricesNeeded();
    const rowOf = () => state().priceRows?.find((row) => row.item === nat.item && row.region === region);
    expect(rowOf()).toMatchObject({ usd: '0.045', listUsd: '0.045', origin: 'list', asOf: '2025-10-28' });
    expect(state().ownPriceTyped(nat, '$0.03')).toBe(true);
    expect(state().discountAdded({ name: 'EDP', items: 'nat.*', percent: '7%' })).toBe(true);
    await settled();
    expect(rowOf()).toMatchObject({ usd: '0.03', listUsd: '0.045', origin: 'override', discountPercent: 7 });
    expect(await natGb(state)).toEqual(['0.03']);
    expect(state().isEdited).toBe(true);
    expect(editsOf(state()).prices).toEqual({
      overrides: [{ ...nat, usd: '0.03' }],
      discounts: [{ name: 'EDP', items: 'nat.*', percent: '7' }],
      assumptions: [],
    });
    await state().undoRequested();
    await state().undoRequested();
    await state().pricesNeeded();
    expect(rowOf()).toMatchObject({ usd: '0.045', origin: 'list', discountPercent: 0 });
    expect(await natGb(state)).toEqual(['0.045']);
    expect(state().ownPriceTyped(nat, '')).toBe(true);
  });

  it('are refused where they are no amount', async () => {
    const { state } = await demoStore();
    expect(['1,234.5', '$ 0.04', '1e3', '-1', 'NaN', '0.04 USD', ''].map(readAmount)).toEqual([
      '1234.5',
      '0.04',
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(state().ownPriceTyped(nat, 'cheap')).toBe(false);
    expect(state().discountAdded({ name: 'x', items: '*', percent: '101' })).toBe(false);
    expect(state().discountAdded({ name: '', items: '*', percent: '1' })).toBe(false);
    expect(state().isEdited).toBe(false);
  });

  it('start from what the host keeps, with its day', async () => {
    const region = demoDocument('test').snapshots[0]?.vpcs[0]?.region;
    const taken = { item: 'nat.zonal.hour', region, usd: '0.05', tiers: [{ upTo: null, usd: '0.05' }], asOf: '2026-11-18', source: 'list' };
    const { state } = await demoStore({ 'prices.taken': () => ({ prices: [taken] }) });
    expect(state().opened?.priceDate).toBe('2026-11-18');
    await state().pricesNeeded();
    expect(state().priceRows?.find((row) => row.item === 'nat.zonal.hour' && row.region === region)).toMatchObject({ usd: '0.05' });
  });

  it('come with the document', async () => {
    const prices = { overrides: [{ ...nat, usd: '0.02' }], discounts: [], assumptions: [] };
    const { state } = await demoStore({ 'document.part': () => documentPart(JSON.stringify({ ...demoDocument('test'), prices })) });
    expect(await natGb(state)).toEqual(['0.02']);
    expect(shownPrices(state())).toEqual(prices);
    expect(state().isEdited).toBe(false);
  });
});

describe('prices of a scenario', () => {
  it('are its own, beside those of the document', async () => {
    const { state } = await demoStore();
    await state().scenarioStarted([]);
    state().priceOwnerChosen('scenario');
    state().ownPriceTyped(nat, '0.01');
    await settled();
    expect(state().scenarios.at(-1)).toMatchObject({ prices: { overrides: [{ ...nat, usd: '0.01' }] } });
    expect(state().prices.overrides).toEqual([]);
    expect(await natGb(state)).toEqual(['0.01']);
    await state().scenarioChosen(null);
    expect(await natGb(state)).toEqual(['0.045']);
  });
});

describe('traffic that is dropped on the window', () => {
  const csv = { name: 'typed.csv', bytes: new TextEncoder().encode('scope,region,service,gb_per_month\n') };

  it('comes back with the document, which then is not saved; what was edited stays', async () => {
    const own = demoDocument('test');
    const usage = { schemaVersion: 1 as const, name: 'typed.csv', source: 'typed.csv', rows: [] };
    let text = JSON.stringify(own);
    const { state, host } = await demoStore({
      'document.part': () => documentPart(text),
      'traffic.import': () => {
        text = JSON.stringify({ ...own, usage: [...own.usage, usage] });
        return { kind: 'opened', document: { documentId: 'd2', title: 'Demo estate', parts: 1, notices: ['1 row'] } };
      },
    });
    state().notesChanged('mine');
    await state().fileChosen(csv.name, csv.bytes);
    expect(host.calls).toContain('traffic.import');
    expect({ notes: state().notes, isEdited: state().isEdited, sources: state().opened?.usageSources.at(-1) }).toEqual({
      notes: 'mine',
      isEdited: true,
      sources: 'typed.csv',
    });
    expect(state().trafficRun).toBeNull();
  });

  it('goes together with the address ranges, tells how far it is, and can be stopped', async () => {
    const asked = Promise.withResolvers<{
      readonly trafficId: string;
      readonly files: readonly unknown[];
      readonly ipRangesUploadId: string | null;
    }>();
    const answer = Promise.withResolvers<{
      readonly kind: 'problem';
      readonly problem: { readonly code: string; readonly what: string };
    }>();
    const { state, host } = await demoStore({
      'traffic.import': (input) => {
        asked.resolve(input as never);
        return answer.promise as never;
      },
      'traffic.cancel': () => {
        answer.resolve({ kind: 'problem', problem: { code: 'cancelled', what: 'The import of flow logs was cancelled' } });
        return {};
      },
    });
    const ranges = { name: 'ip-ranges.json', bytes: new TextEncoder().encode('{"syncToken":"1","prefixes":[{"ip_prefix":"3.0.0.0/8"}]}') };
    const given = state().filesChosen([csv, ranges, csv]);
    const { trafficId, files, ipRangesUploadId } = await asked.promise;
    expect([files.length, ipRangesUploadId === null, state().ipRanges]).toEqual([2, false, ranges]);
    state().trafficProgressed({ trafficId: 'another', readBytes: 9, totalBytes: 10 });
    state().trafficProgressed({ trafficId, readBytes: 1, totalBytes: 4 });
    expect(state().trafficRun).toEqual({ trafficId, what: '2 files', readBytes: 1, totalBytes: 4 });
    state().trafficCancelled();
    await given;
    expect(host.calls.at(-1)).toBe('traffic.cancel');
    expect([state().trafficRun, state().documentProblem, state().isEdited]).toEqual([null, null, false]);
  });

  it('is refused where it is more than one call takes', async () => {
    const { state, host } = await demoStore();
    await state().filesChosen(Array.from({ length: 31 }, () => csv));
    expect([state().documentProblem?.code, host.calls.includes('traffic.import')]).toEqual(['traffic-files', false]);
  });
});
