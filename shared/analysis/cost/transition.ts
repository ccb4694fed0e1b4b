/** What the way to an alternative costs: old and new path side by side for a while, addresses kept for the way back. */
import { type Exact, decimal, decimalText, product, quotient } from '#shared/base/decimal.ts';
import { dayNumber, dayText } from './calendar.ts';
import type { CostOptions, Transition } from './comparison.ts';
import { type Decision, removedEndpoints } from './decision.ts';
import { existingHours } from './endpoint-meters.ts';
import { costLine, priceMeters, sumLines } from './line.ts';
import type { Line, Meter } from './meter.ts';
import type { CostModel } from './model.ts';
import { natOverlapMeters } from './nat-meters.ts';
import { rememberedBeside } from './remember.ts';

/** Days of overlap unless the person chose otherwise. */
export const defaultTransitionDays = 30;

/** What goes, NAT gateways, addresses and endpoints, is paid for until the hold is over. */
export function transitionOf(model: CostModel, decision: Decision, savingUsd: Exact | null, options: CostOptions): Transition {
  const days = options.transitionDays ?? defaultTransitionDays;
  const lines = decision.removedNats.size > 0 || decision.hub !== null ? overlapLines(model, decision, days) : [];
  const { total, known, reason } = sumLines(lines);
  return {
    days,
    lines: lines.map((line) => costLine(line, false)),
    totalUsd: total === null ? null : decimalText(total),
    knownUsd: decimalText(known),
    ...(reason === null ? {} : { reason }),
    paybackDate: payback(model, total, savingUsd, days, options),
  };
}

function overlapLines(model: CostModel, decision: Decision, days: number): readonly Line[] {
  const hours = overlapHours(model.hours, days);
  return priceMeters(model.book, natOverlapMeters(model, decision.removedNats, hours).concat(removedHours(model, decision, hours)));
}

function removedHours(model: CostModel, decision: Decision, hours: Exact): Meter[] {
  const removed = removedEndpoints(decision);
  if (removed.size === 0) return [];
  return model.vpcs.flatMap((vpc) =>
    vpc.endpoints.filter((endpoint) => removed.has(endpoint)).map((endpoint) => existingHours(vpc, endpoint, hours)),
  );
}

/** The hours of the overlap, the same number for all scopes of a comparison, so that they share what is made for it. */
const overlapHours = rememberedBeside((_hours: Exact, days: number): Exact => product(decimal(days), decimal(24)));

/** The day on which the savings after the overlap have paid for it. */
function payback(model: CostModel, cost: Exact | null, saving: Exact | null, days: number, options: CostOptions): string | null {
  if (cost === null || saving === null || saving.lte(0)) return null;
  const start = dayNumber(options.startDate ?? model.topology.index.snapshot.takenAt);
  if (start === null) return null;
  if (cost.isZero()) return dayText(start);
  const daysToEarn = quotient(product(cost, model.hours), product(saving, decimal(24)))
    .ceil()
    .toNumber();
  return Number.isSafeInteger(daysToEarn) ? dayText(start + days + daysToEarn) : null;
}
