/** The sums of a scope's columns at the prices and hours of one moment. */
import { type Exact, decimalText, zero } from '#shared/base/decimal.ts';
import { compareText } from '#shared/base/sort.ts';
import type { AlternativeId } from './comparison.ts';
import { type Decision, gigabytesByPath, noChange } from './decision.ts';
import { replaceGate } from './gate.ts';
import { isEachForItself, isSameChoice, jointChoices } from './joint-choice.ts';
import type { LineSum } from './line.ts';
import type { Meter } from './meter.ts';
import type { CostContext } from './model.ts';
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
export function sumsOf(context: CostContext, tariff: Tariff, work: ScopeWork): ScopeSums | null {
  const today = totalOf(tariff, work.today.quantities);
  const offload = offloadChoice(tariff, work);
  if (today === null || offload === null) return null;
  const fixed = work.proposals.flatMap(({ proposal, counted }) =>
    proposal.id === 'mixed' ? [] : [{ proposal, counted: counted ?? offload }],
  );
  const priced = fixed.map(({ proposal, counted }) => ({ proposal, ...counted, sum: totalOf(tariff, counted.quantities) }));
  if (priced.some(({ sum }) => sum === null)) return null;
  const known = priced.flatMap(({ sum, ...rest }) => (sum === null ? [] : { ...rest, sum }));
  const isEligible = (verdict: string | undefined): boolean => (verdict ?? 'eligible') === 'eligible';
  const feasible = known.filter(({ proposal: { id, eligibility } }) => id !== 'consolidate' && isEligible(eligibility?.verdict));
  const joint = jointOptima(context, tariff, work, offload);
  if (joint === null) return null;
  const mixed = cheapest([{ ...work.today, sum: today }, ...joint, ...feasible]) ?? joint[0] ?? { ...work.today, sum: today };
  const going = mixed.decision.removedNats.size > 0;
  const verdict = going ? replaceGate(work.model).verdict : undefined;
  const saves = (counted: Counted & { readonly sum: LineSum }, isOpen: boolean) => savings(tariff, work, today, counted, isOpen);
  const alternatives = [
    ...known.map((each) => ({
      id: each.proposal.id,
      sum: each.sum,
      ...saves(each, each.proposal.noSingleSaving !== undefined),
      isRanked: isEligible(each.proposal.eligibility?.verdict),
    })),
    { id: 'mixed' as const, sum: mixed.sum, ...saves(mixed, false), isRanked: isEligible(verdict) },
  ];
  const isUsable = work.model.vpcs.every((vpc) => (vpc.demand?.problems ?? []).length === 0);
  return { isUsable, today, alternatives, best: isUsable ? bestOf(alternatives) : null };
}

/** Services that save by themselves. */
function offloadChoice(tariff: Tariff, work: ScopeWork): Counted | null {
  const paying: Decision['added'][number][] = [];
  for (const { candidate, old, own } of work.candidates) {
    const [before, after] = [totalOf(tariff, old), totalOf(tariff, own, work.filled)];
    if (before === null || after === null) return null;
    if (before.total !== null && after.total !== null && before.total.gt(after.total)) paying.push(candidate.added);
  }
  return paying.length === 0 ? work.today : countedChoice(work, { ...noChange, added: paying });
}

/** Remembers a few: what a slider chooses changes seldom, and back. */
const mostChoices = 8;

function countedChoice(work: ScopeWork, decision: Decision): Counted | null {
  const known = [work.today, ...work.choices].find((each) => isSameChoice(each.decision, decision));
  if (known !== undefined) return known;
  const quantities = quantitiesOf(work.model, work.yardstick, decision);
  if (quantities === null) return null;
  if (work.choices.length >= mostChoices) work.choices.shift();
  const made = { decision, quantities };
  work.choices.push(made);
  return made;
}

type CountedSum = Counted & { readonly sum: LineSum };

/** The cheapest joint choices; where each service is decided by itself, they are those that save by themselves. */
function jointOptima(context: CostContext, tariff: Tariff, work: ScopeWork, offload: Counted): readonly CountedSum[] | null {
  const model = { ...work.model, book: context.book, hours: context.hours };
  const choices = isEachForItself(model, work.site)
    ? [offload.decision]
    : jointChoices({ model, filled: work.filled }, work.site, work.demanded);
  const all: CountedSum[] = [];
  for (const choice of choices) {
    const counted = choice === offload.decision ? offload : countedChoice(work, choice);
    const sum = counted === null ? null : totalOf(tariff, counted.quantities);
    if (counted === null || sum === null) return null;
    all.push({ ...counted, sum });
  }
  return all;
}

/** Ties go to the earlier; `null` where totals are unknown. */
function cheapest(choices: readonly CountedSum[]): CountedSum | null {
  let best: { readonly choice: CountedSum; readonly total: Exact } | null = null;
  for (const choice of choices) {
    const { total } = choice.sum;
    if (total !== null && (best === null || total.lt(best.total))) best = { choice, total };
  }
  return best?.choice ?? null;
}

function savings(
  tariff: Tariff,
  { today }: ScopeWork,
  before: LineSum,
  { quantities, sum }: CountedSum,
  isOpen: boolean,
): Pick<AlternativeSums, 'saving' | 'savingOfKnown'> {
  if (isOpen || losesTraffic(today.quantities, quantities)) return { saving: null, savingOfKnown: null };
  const known = before.known.minus(sum.known);
  if (before.total !== null && sum.total !== null) return { saving: known, savingOfKnown: known };
  return { saving: null, savingOfKnown: hasSameUnknown(tariff, today.quantities, quantities) ? known : null };
}

function losesTraffic(before: Quantities, after: Quantities): boolean {
  const lost = gigabytesByPath(after.flows).get('none') ?? zero;
  return lost.gt(gigabytesByPath(before.flows).get('none') ?? zero);
}

/** Unknown amounts that both columns have cancel out. */
function hasSameUnknown(tariff: Tariff, today: Quantities, column: Quantities): boolean {
  if (today === column) return true;
  const isUnpriced = [...today.items, ...column.items].some(({ item, region }) => tariff.rate(item, region).usd === null);
  if (!isUnpriced && column.hasSameUnknown !== null) return column.hasSameUnknown;
  const [before, after] = [unknownKeys(tariff, today), unknownKeys(tariff, column)];
  const isSame = before.length === after.length && before.every((key, index) => key === after[index]);
  if (!isUnpriced) column.hasSameUnknown = isSame;
  return isSame;
}

function unknownKeys(tariff: Tariff, { meters }: Quantities): readonly string[] {
  const unknown = meters.filter(
    (meter) => meter.quantity === null || (!meter.quantity.isZero() && tariff.rate(meter.item, meter.region).usd === null),
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
