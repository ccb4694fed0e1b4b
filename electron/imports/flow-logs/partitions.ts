/** Which partitions of a table of flow logs a window needs: Athena reads, and bills, only those. */
import { literal, quoted } from './fields.ts';

/** A partition key as the data catalog has it. */
export interface PartitionKey {
  readonly name: string;
  /** `string`, `date`, `int`, …; lower case. */
  readonly type: string;
  /** Of partition projection, e.g. `yyyy/MM/dd`; `null` where the table has none for this key. */
  readonly format: string | null;
}

/** Days of UTC, both inclusive, as `2026-11-01`. */
export interface DayWindow {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** Rows of the window, by when they started. */
export function windowFilter({ from, to }: DayWindow): string {
  const start = 'TRY_CAST(CAST("start" AS VARCHAR) AS BIGINT)';
  return `${start} >= ${secondsOf(from)} AND ${start} < ${secondsOf(to) + dayMs / 1000}`;
}

/**
 * A condition on partition keys alone; `null` where no key tells the day. Files
 * stand under the day they were delivered, which may be the next one.
 */
export function partitionFilter(keys: readonly PartitionKey[], window: DayWindow, regions: readonly string[]): string | null {
  const byDay = dayFilter(keys, daysOf(window, 1));
  if (byDay === null) return null;
  const region = keys.find(({ name }) => ['region', 'aws_region', 'aws-region'].includes(name));
  const here = region === undefined || regions.length === 0 ? [] : [`${quoted(region.name)} IN (${regions.map(literal).join(', ')})`];
  return [byDay, ...here].join(' AND ');
}

/** Hive style, a key each for year, month and day; else one key for the whole day. */
function dayFilter(keys: readonly PartitionKey[], days: readonly string[]): string | null {
  const [year, month, day] = ['year', 'month', 'day'].map((name) => keys.find((key) => key.name === name));
  if (year !== undefined && month !== undefined) return hiveFilter(year, month, day, days);
  const whole = keys.find(({ name }) => ['date', 'day', 'dt', 'partition_date', 'log_date'].includes(name));
  return whole === undefined ? null : wholeDayFilter(whole, days);
}

function hiveFilter(year: PartitionKey, month: PartitionKey, day: PartitionKey | undefined, days: readonly string[]): string {
  const months = [...new Set(days.map((each) => each.slice(0, 7)))];
  const parts = months.map((each) => {
    const [years = '', monthText = ''] = each.split('-');
    const inMonth = days.filter((one) => one.startsWith(each)).map((one) => one.slice(8));
    const ofDay = day === undefined ? [] : [`${quoted(day.name)} IN (${inMonth.map((one) => valueOf(day, one)).join(', ')})`];
    return [`${quoted(year.name)} = ${valueOf(year, years)}`, `${quoted(month.name)} = ${valueOf(month, monthText)}`, ...ofDay].join(
      ' AND ',
    );
  });
  return `(${parts.map((part) => `(${part})`).join(' OR ')})`;
}

function wholeDayFilter(key: PartitionKey, days: readonly string[]): string {
  const name = quoted(key.name);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  if (key.type === 'date') return `${name} BETWEEN DATE ${literal(first)} AND DATE ${literal(last)}`;
  if (key.type.endsWith('int')) return `${name} BETWEEN ${first.replaceAll('-', '')} AND ${last.replaceAll('-', '')}`;
  const separators = key.format === null ? ['-', '/', ''] : [/^yyyy(.?)MM\1dd$/.exec(key.format)?.[1] ?? '-'];
  const ranges = separators.map(
    (each) => `${name} BETWEEN ${literal(first.replaceAll('-', each))} AND ${literal(last.replaceAll('-', each))}`,
  );
  return ranges.length === 1 ? (ranges[0] ?? '') : `(${ranges.join(' OR ')})`;
}

/** `07` for texts, 7 for numbers. */
function valueOf(key: PartitionKey, text: string): string {
  return key.type.endsWith('int') ? String(Number(text)) : literal(text);
}

function daysOf({ from, to }: DayWindow, more: number): string[] {
  const days: string[] = [];
  for (let day = secondsOf(from) * 1000; day <= secondsOf(to) * 1000 + more * dayMs; day += dayMs)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}

function secondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
