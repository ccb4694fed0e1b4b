/** Shared by the rules about traffic: what was billed or measured, never what somebody typed or assumed. */
import { decimal, type Exact, sum } from '#shared/base/decimal.ts';
import { groupBy } from '#shared/base/sort.ts';
import { hoursBetween } from '#shared/base/time.ts';
import type { ServiceName } from '#shared/base/ids.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { remembered } from '#shared/base/remembered.ts';
import type { RuleContext } from './rule.ts';

/** Thirty days, a little less for months of 30 days whose window ends with the last hour. */
const monthHours = 30 * 24 - 24;

/** Every row with a figure that somebody counted, by the VPC whose traffic it is. */
export function measuredByScope(context: RuleContext): ReadonlyMap<string, readonly UsageRow[]> {
  return rowsByScope(context);
}

const rowsByScope = remembered((context: RuleContext) => groupBy(measuredRows(context), (row) => row.scope));

/** Every row with a figure that somebody counted. */
export function measuredRows(context: RuleContext): readonly UsageRow[] {
  return context.usage.flatMap((set) => set.rows).filter((row) => row.basis === 'billed' || row.basis === 'measured');
}

/** Rows that cover at least 30 days, or that do not say which days they cover. */
export function coversMonth(row: UsageRow): boolean {
  if (row.window_start === undefined || row.window_end === undefined) return true;
  const hours = hoursBetween(row.window_start, row.window_end);
  return hours === null || hours >= monthHours;
}

/** GB a month of all rows together. */
export function gigabytesOf(rows: readonly UsageRow[]): Exact {
  return sum(rows.map((row) => decimal(row.gb_per_month)));
}

/** Whether a row is about a service, by its short or its whole name. */
export function isAbout(row: UsageRow, serviceName: ServiceName): boolean {
  return row.service === serviceName || row.service === shortServiceName(serviceName);
}
