/** A candidate alone beside today, as a row of the per-service table. */
import { type Exact, decimalText, sum, zero } from '#shared/base/decimal.ts';
import { breakEvenOfService, type Figures, figuresFor, newTiers } from './break-even-figures.ts';
import type { Candidate } from './candidates.ts';
import type { BreakEven, ServiceRow } from './comparison.ts';
import { vpcBlocks } from './desk.ts';
import { addedHours } from './endpoint-meters.ts';
import { priceMeters, sumLines } from './line.ts';
import type { CostModel } from './model.ts';
import { newPathCost, oldPathCost, oldRate } from './path-costs.ts';

/** The per-service table row of a candidate, alone beside today. `filled` is what the price pools hold today. */
export function serviceRow(model: CostModel, filled: ReadonlyMap<string, Exact>, entry: Candidate): ServiceRow {
  const { vpc, service, class: kind, added, flows, labels } = entry;
  const zones = added.zones ?? [];
  const place = { vpcId: vpc.vpcId, service, class: kind, how: added.how, zones };
  const breakEven = serviceBreakEven(model, entry);
  if (vpc.demand === null) return { ...place, gb: null, todayUsd: null, newUsd: null, savingUsd: null, breakEven, pays: null, labels };
  const today = oldPathCost(model, entry, flows);
  const after = newPathCost(model, filled, entry);
  const saving = today === null || after === null ? null : today.minus(after);
  return {
    ...place,
    gb: decimalText(sum(flows.map((flow) => flow.gb))),
    todayUsd: textOrNull(today),
    newUsd: textOrNull(after),
    savingUsd: textOrNull(saving),
    breakEven,
    pays: saving === null ? null : saving.gt(0),
    labels,
  };
}

function textOrNull(value: Exact | null): string | null {
  return value === null ? null : decimalText(value);
}

/** From how many GB of this one service the endpoint pays, at the zone shares of today. */
function serviceBreakEven(model: CostModel, entry: Candidate): BreakEven {
  const { vpc, added, flows } = entry;
  if (flows.length > 0 || added.how === 'cross-region') return breakEvenOfService(newFigures(model, entry), entry.service);
  // Where nothing passes, a service is like every other that would stand in the same zones.
  const { atRest } = vpcBlocks(model.desk, vpc);
  let figures = atRest.get(added.zones);
  if (figures === undefined) atRest.set(added.zones, (figures = newFigures(model, entry)));
  return breakEvenOfService(figures, entry.service);
}

function newFigures(model: CostModel, entry: Candidate): Figures {
  const gb = entry.flows.length === 0 ? zero : sum(entry.flows.map((flow) => flow.gb));
  const fixed = sumLines(priceMeters(model.book, addedHours(model, entry.added))).total;
  const tiers = newTiers(model, entry.added, entry.vpc.region);
  return figuresFor(fixed, oldRate(model, entry, gb), tiers, entry.vpc.demand === null ? null : gb);
}
