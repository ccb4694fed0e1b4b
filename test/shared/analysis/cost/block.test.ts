import { describe, expect, it } from 'vitest';
import { blockOf, priceBlocks, writtenLines } from '#shared/analysis/cost/block.ts';
import { type Meter, meterForm, meterOf } from '#shared/analysis/cost/meter.ts';
import { endpointData, natHours } from '#shared/analysis/cost/meters.ts';
import { tallyOf } from '#shared/analysis/cost/tally.ts';
import { unchangedLines, writtenBeside } from '#shared/analysis/cost/unchanged.ts';
import { decimal, decimalText } from '#shared/base/decimal.ts';
import type { AccountId, Region, VpcId } from '#shared/base/ids.ts';
import { builtInPriceBook } from '#shared/model/price-book.ts';
import { withDiscounts, withOverrides } from '#shared/model/price-book-adjust.ts';

const where = { region: 'us-east-1' as Region, vpcId: 'vpc-1' as VpcId, payerAccountId: '111122223333' as AccountId };
const month = decimal(730);

function hours(resourceId: string): Meter {
  return natHours({ ...where, resourceId }, { mode: 'zonal', gateways: 1, azs: 1, hours: month });
}

function gigabytes(gb: string): readonly Meter[] {
  return endpointData(where, { type: 'Interface', gb: decimal(gb) });
}

const unknown = meterForm({ item: 'nat.zonal.gb', group: 'nat-data', quantity: null, factors: 'unknown GB', reason: 'nobody knows' });

describe('a block', () => {
  it('comes to the same lines wherever it stands, until the prices are others', () => {
    const block = blockOf([hours('nat-1')]);
    const [first] = priceBlocks(builtInPriceBook, [block]);
    const [again] = priceBlocks(builtInPriceBook, [block]);
    const [dearer] = priceBlocks(withOverrides(builtInPriceBook, [{ item: 'nat.zonal.hour', usd: '1' }]), [block]);
    expect([again === first, dearer?.lines.map((line) => decimalText(line.charge.usd ?? decimal(0)))]).toEqual([true, ['730']]);
  });

  it('fills the tiers after the blocks before it', () => {
    const whole = blockOf(gigabytes('1048576'));
    const more = blockOf(gigabytes('10'));
    const tiers = (blocks: readonly (typeof whole)[]) =>
      priceBlocks(builtInPriceBook, blocks).map((block) => block.lines.map((line) => line.charge.tier));
    expect([tiers([more]), tiers([whole, more]), tiers([more])]).toEqual([[[1]], [[1], [2]], [[1]]]);
  });

  it('has the discounts of all blocks after them', () => {
    const book = withDiscounts(builtInPriceBook, [{ name: 'agreed', items: 'nat.*', percent: '10' }]);
    const priced = priceBlocks(book, [blockOf([hours('nat-1')]), blockOf([hours('nat-2')])]);
    expect(priced.map((block) => block.lines.map((line) => [line.meter.item, decimalText(line.charge.usd ?? decimal(0))]))).toEqual([
      [['nat.zonal.hour', '32.85']],
      [['nat.zonal.hour', '32.85']],
      [['discount.nat.zonal.hour', '-6.57']],
    ]);
  });
});

describe('sums of blocks', () => {
  it('add up what several blocks share, and name the first unknown amount', () => {
    const blocks = priceBlocks(builtInPriceBook, [blockOf([hours('nat-1'), meterOf(where, unknown)]), blockOf([hours('nat-2')])]);
    const { sum, cells } = tallyOf(blocks);
    expect({ total: sum.total, known: decimalText(sum.known), reason: sum.reason }).toEqual({
      total: null,
      known: '65.7',
      reason: 'nat.zonal.gb: nobody knows',
    });
    expect(cells.map(({ group, known }) => [group, known === null ? null : decimalText(known)])).toEqual([
      ['nat-hours', '65.7'],
      ['nat-data', null],
    ]);
  });
});

describe('lines beside other columns', () => {
  it('are unchanged where their block stands in all of them, or another says the same', () => {
    const shared = blockOf([hours('nat-1')]);
    const [here, there] = [blockOf([hours('nat-2'), hours('nat-3')]), blockOf([hours('nat-2')])];
    const columns = [
      [shared, here],
      [there, shared],
    ].map((blocks) => ({ blocks: priceBlocks(builtInPriceBook, blocks) }));
    const beside = unchangedLines(columns);
    const marks = columns.map(({ blocks }) =>
      blocks.flatMap((block) => writtenBeside(block, beside).map((line) => [line.resourceId, line.unchanged])),
    );
    expect(marks).toEqual([
      [
        ['nat-1', true],
        ['nat-2', true],
        ['nat-3', undefined],
      ],
      [
        ['nat-2', true],
        ['nat-1', true],
      ],
    ]);
  });

  it('are all unchanged where there is one column', () => {
    const [block] = priceBlocks(builtInPriceBook, [blockOf([hours('nat-1')])]);
    if (block === undefined) throw new Error('one block is priced');
    const column = { blocks: [block] };
    expect(writtenBeside(block, unchangedLines([column, column]))).toBe(writtenLines(block, true));
  });
});
