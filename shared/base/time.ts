import type { IsoTime } from './ids.ts';

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z$/;

/** Milliseconds since 1970 of a UTC time; `null` where the text is none. Needs no clock and no calendar of the host. */
export function epochMs(time: IsoTime): number | null {
  const match = pattern.exec(time);
  if (match === null) return null;
  const part = (group: number): number => Number(match[group]);
  const hours = daysSinceEpoch(part(1), part(2), part(3)) * 24 + part(4);
  return ((hours * 60 + part(5)) * 60 + part(6)) * 1000 + Number((match[7] ?? '0').padEnd(3, '0'));
}

/** Whole and part hours from one time to another; `null` where either is no time. */
export function hoursBetween(from: IsoTime, to: IsoTime): number | null {
  const [start, end] = [epochMs(from), epochMs(to)];
  return start === null || end === null ? null : (end - start) / 3_600_000;
}

/** Days of the proleptic Gregorian calendar, counted in eras of 400 years that start in March. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
