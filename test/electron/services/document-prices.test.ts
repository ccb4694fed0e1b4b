import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IsoTime, Region } from '#shared/base/ids.ts';
import type { LinkscapeDocument } from '#shared/model/document.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { withPrices } from '#shared/model/price-book-adjust.ts';
import { decodeDocument, encodeDocument } from '#electron/storage/document-codec.ts';
import { analyseDocument } from '#electron/services/analyse.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { costJson } from '#electron/services/json/cost-json.ts';
import { planJson } from '#electron/services/json/plan-json.ts';
import { documentPriceBook, keepPrices, priceFile } from '#electron/services/price-refresh-file.ts';

const region = 'us-east-1' as Region;
const demo = demoDocument('test');

beforeAll(() => {
  process.env['LINKSCAPE_DATA'] = mkdtempSync(path.join(os.tmpdir(), 'document-prices-'));
});

function analysed(document: LinkscapeDocument) {
  const result = analyseDocument(document);
  if (result.kind === 'problem') throw new Error(result.problem.what);
  return result.value;
}

function natPrices(document: LinkscapeDocument): readonly (string | null)[] {
  const costs = costJson(analysed(document), [], document.usage, {});
  if (costs.kind === 'problem') throw new Error(costs.problem.what);
  const lines = costs.value.scopes.filter((scope) => scope.region === region).flatMap((scope) => scope.today.lines);
  return [...new Set(lines.filter((line) => line.item === 'nat.zonal.gb').map((line) => line.unitPriceUsd))];
}

const own: LinkscapeDocument = {
  ...demo,
  prices: {
    overrides: [{ item: 'nat.zonal.gb', region, usd: '0.03', note: 'agreement' }],
    discounts: [{ name: 'EDP', items: '*', percent: '7' }],
    assumptions: [],
  },
};

describe('prices of a document', () => {
  it('survive a save', () => {
    const decoded = decodeDocument(encodeDocument({ ...own, savedAt: '2026-11-21T00:00:00.000Z' as IsoTime }));
    expect(decoded.kind === 'ok' ? decoded.value.document.prices : decoded).toEqual(own.prices);
  });

  it('price its comparison, its plan and its findings', async () => {
    expect(natPrices(demo)).toEqual(['0.045']);
    expect(natPrices(own)).toEqual(['0.03']);
    const dear = analysed({ ...demo, prices: { overrides: [{ item: 'nat.zonal.gb', usd: '4.5' }], discounts: [], assumptions: [] } });
    const amounts = (result: ReturnType<typeof analysed>): readonly string[] =>
      result.findings.findings.filter(({ ruleId }) => ruleId === 'NT-01' || ruleId === 'NT-10').map((finding) => finding.summary);
    expect(amounts(dear)).not.toEqual(amounts(analysed(demo)));
    const plan = async (document: LinkscapeDocument) => {
      const made = await planJson(analysed(document), {});
      return made.kind === 'ok' ? JSON.stringify(made.value.plan) : made.problem.what;
    };
    expect(await plan(own)).not.toBe(await plan(demo));
  });

  it('stand on what was taken, and win over it', async () => {
    const price = { region, usd: '0.04', tiers: [{ upTo: null, usd: '0.04' }], asOf: '2026-11-18', source: 'AWS Price List API' };
    await keepPrices([
      { item: 'nat.zonal.gb', ...price },
      { item: 'nat.zonal.hour', ...price },
    ]);
    expect(priceFile().startsWith(process.env['LINKSCAPE_DATA'] ?? '?')).toBe(true);
    expect(natPrices(demo)).toEqual(['0.04']);
    expect(natPrices(own)).toEqual(['0.03']);
    expect(documentPriceBook(own).lookup('nat.zonal.hour', region)).toMatchObject({ usd: '0.04', asOf: '2026-11-18', origin: 'list' });
  });
});

describe('prices of a scenario beside those of its document', () => {
  it('win one by one; a discount of the same name takes the place of the other', () => {
    const book = withPrices(withPrices(builtInPriceBook, own.prices ?? { overrides: [], discounts: [], assumptions: [] }), {
      overrides: [{ item: 'nat.zonal.hour', usd: '0.01' }],
      discounts: [
        { name: 'EDP', items: '*', percent: '9' },
        { name: 'PPA', items: 'nat.*', percent: '1' },
      ],
      assumptions: true,
    });
    expect([book.lookup('nat.zonal.gb', region), book.lookup('nat.zonal.hour', region)]).toMatchObject([{ usd: '0.03' }, { usd: '0.01' }]);
    expect(book.lookup('nat.regional.gb', 'us-east-2' as Region)).toMatchObject({ origin: 'assumed' });
    expect(book.discounts?.map(({ name, percent }) => `${name} ${percent}`)).toEqual(['EDP 9', 'PPA 1']);
  });
});
