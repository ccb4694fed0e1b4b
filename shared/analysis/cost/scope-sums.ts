/** The sums of a scope's columns at the prices and hours of one moment. */
import { type Exact, decimalText, zero } from '#shared/base/decimal.ts';
import type { Region } from '#shared/base/ids.ts';
import { compareText } from '#shared/base/sort.ts';
import type { AlternativeId } from './comparison.ts';
import { type Decision, gigabytesByPath, noChange } from './decision.ts';
import { replaceGate } from './gate.ts';
import { isSameChoice, jointChoices } from './joint-choice.ts';
import type { LineSum } from './line.ts';
import type { Meter } from './meter.ts';
import { withHours } from './model.ts';
import { type Quantities, quantitiesOf } from './quantities.ts';
import type { Counted, ScopeWork } from './scope-works.ts';
import { type Tariff, totalOf } from './tariff.ts';

export interface AlternativeSums {
  readonly id: AlternativeId;
  readonly sum: LineSum;
  readonly saving: Exact | null;
  readonly savingOfKnown: Exact | null;
}

export interface ScopeSums {
  /** Whether the usage agrees with its control totals. */
  readonly isUsable: boolean;
  readonly today: LineSum;
  readonly alternatives: readonly AlternativeSums[];
  readonly best: AlternativeId | null;
}

/** `null`: some total takes the lines themselves. */
export function sumsOf(tariff: Tariff, work: ScopeWork): ScopeSums | null {
  const today = summed(tariff, work.today);
  const choice = offloadChoice(tariff, work);
  const offload = choice === null ? null : choice === work.today ? today : summed(tariff, choice);
  if (today === null || offload === null) return null;
  const alternatives: (AlternativeSums & { readonly isRanked: boolean })[] = [];
  const feasible: CountedSum[] = [];
  for (const { proposal, counted } of work.proposals) {
    if (proposal.id === 'mixed') continue;
    const column = counted === null ? offload : summed(tariff, counted);
    if (column === null) return null;
    const isRanked = (proposal.eligibility?.verdict ?? 'eligible') === 'eligible';
    if (isRanked && proposal.id !== 'consolidate') feasible.push(column);
    const { saving, savingOfKnown } = savings(tariff, today, column, proposal.noSingleSaving !== undefined);
    alternatives.push({ id: proposal.id, sum: column.sum, saving, savingOfKnown, isRanked });
  }
  const joint = jointOptima(tariff, work, offload);
  if (joint === null) return null;
  const mixed = cheapest([today, ...joint, ...feasible]) ?? joint[0] ?? today;
  const isRanked = mixed.counted.decision.removedNats.size === 0 || replaceGate(work.model).verdict === 'eligible';
  const { saving, savingOfKnown } = savings(tariff, today, mixed, false);
  alternatives.push({ id: 'mixed', sum: mixed.sum, saving, savingOfKnown, isRanked });
  return { isUsable: work.isUsable, today: today.sum, alternatives, best: work.isUsable ? bestOf(alternatives) : null };
}

interface CountedSum {
  readonly counted: Counted;
  readonly sum: LineSum;
}

function summed(tariff: Tariff, counted: Counted): CountedSum | null {
  const sum = totalOf(tariff, counted.quantities);
  return sum === null ? null : { counted, sum };
}

/** Services that save by themselves. */
function offloadChoice(tariff: Tariff, work: ScopeWork): Counted | null {
  const paying: Decision['added'][number][] = [];
  for (const { candidate, old, own } of work.candidates) {
    const before = totalOf(tariff, old);
    const after = totalOf(tariff, own, work.filled);
    if (before === null || after === null) return null;
    if (before.total !== null && after.total !== null && before.total.gt(after.total)) paying.push(candidate.added);
  }
  return paying.length === 0 ? work.today : countedChoice(work, { ...noChange, added: paying });
}

/** Remembers a few: what a slider chooses changes seldom, and back. */
const mostChoices = 8;

function countedChoice(work: ScopeWork, decision: Decision): Counted | null {
  if (isSameChoice(work.today.decision, decision)) return work.today;
  const known = work.choices.find((each) => isSameChoice(each.decision, decision));
  if (known !== undefined) return known;
  const quantities = quantitiesOf(work.yardstick, decision);
  if (quantities === null) return null;
  if (work.choices.length >= mostChoices) work.choices.shift();
  const made = { decision, quantities };
  work.choices.push(made);
  return made;
}

/** The cheapest joint choices; where each service is decided by itself, they are those that save by themselves. */
function jointOptima(tariff: Tariff, work: ScopeWork, offload: CountedSum): readonly CountedSum[] | null {
  if (work.separableGb !== null && isOneStep(tariff, work.model.region, work.separableGb)) return [offload];
  const model = withHours({ ...work.model, book: tariff.book }, tariff.hours);
  const all: CountedSum[] = [];
  for (const choice of jointChoices({ model, filled: work.filled }, work.site, work.demanded)) {
    const counted = countedChoice(work, choice);
    const sum = counted === null ? null : summed(tariff, counted);
    if (sum === null) return null;
    all.push(sum);
  }
  return all;
}

function isOneStep({ book }: Tariff, region: Region, gb: Exact): boolean {
  const price = book.lookup('endpoint.interface.gb', region);
  const upTo = price.kind === 'unknown' ? null : (price.tiers[0]?.upTo ?? null);
  return upTo === null || gb.lte(upTo);
}

/** Ties go to the earlier; `null` where totals are unknown. */
function cheapest(choices: readonly CountedSum[]): CountedSum | null {
  let best: CountedSum | null = null;
  for (const choice of choices) {
    const { total } = choice.sum;
    if (total !== null && (best?.sum.total == null || (choice !== best && total.lt(best.sum.total)))) best = choice;
  }
  return best;
}

function savings(
  tariff: Tariff,
  { counted: { quantities: before }, sum: today }: CountedSum,
  { counted: { quantities: after }, sum: column }: CountedSum,
  isOpen: boolean,
): Pick<AlternativeSums, 'saving' | 'savingOfKnown'> {
  if (isOpen || (before !== after && losesTraffic(before, after))) return { saving: null, savingOfKnown: null };
  const known = today === column ? zero : today.known.minus(column.known);
  if (today.total !== null && column.total !== null) return { saving: known, savingOfKnown: known };
  return { saving: null, savingOfKnown: hasSameUnknown(tariff, before, after) ? known : null };
}

function losesTraffic(before: Quantities, after: Quantities): boolean {
  const lost = gigabytesByPath(after.flows).get('none');
  return lost !== undefined && lost.gt(gigabytesByPath(before.flows).get('none') ?? zero);
}

/** Unknown amounts that both columns have cancel out. */
function hasSameUnknown(tariff: Tariff, today: Quantities, column: Quantities): boolean {
  if (today === column) return true;
  const isUnpriced = [...today.items, ...column.items].some(({ item, region }) => tariff.book.lookup(item, region).kind === 'unknown');
  if (!isUnpriced && column.hasSameUnknown !== null) return column.hasSameUnknown;
  const [before, after] = [unknownKeys(tariff, today), unknownKeys(tariff, column)];
  const isSame = before.length === after.length && before.every((key, index) => key === after[index]);
  if (!isUnpriced) column.hasSameUnknown = isSame;
  return isSame;
}

function unknownKeys(tariff: Tariff, { meters }: Quantities): readonly string[] {
  const unknown = meters.filter(
    (meter) => meter.quantity === null || (!meter.quantity.isZero() && tariff.book.lookup(meter.item, meter.region).kind === 'unknown'),
  );
  return unknown.map(meterKey).toSorted(compareText);
}

/** What makes the lines of two meters the same. */
function meterKey({ item, resourceId, vpcId, service, factors, quantity, region }: Meter): string {
  const amount = quantity === null ? 'unknown' : decimalText(quantity);
  return [item, resourceId ?? '', vpcId ?? '', service ?? '', factors, amount, region].join('|');
}

/** The cheapest that saves; ties go to the earlier in the list. */
function bestOf(alternatives: readonly (AlternativeSums & { readonly isRanked: boolean })[]): AlternativeId | null {
  let best: { readonly id: AlternativeId; readonly saving: Exact } | null = null;
  for (const { id, saving, isRanked } of alternatives) {
    if (saving !== null && isRanked && saving.gt(0) && (best === null || saving.gt(best.saving))) best = { id, saving };
  }
  return best?.id ?? null;
}
