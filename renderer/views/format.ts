/** How amounts, times and ids are written for people. */

/** `$1,234.56`, rounded half-up once, here; a real minus sign where negative. */
export function usd(amount: string, places = 2): string {
  const isNegative = amount.startsWith('-');
  const text = groupedDecimal(isNegative ? amount.slice(1) : amount, places);
  return `${isNegative && /[1-9]/.test(text) ? '\u2212' : ''}$${text}`;
}

/** `+$120.00` saved, `−$35.10` lost. */
export function signedUsd(amount: string): string {
  const text = usd(amount);
  return text.startsWith('\u2212') || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** `208.6 GB`. */
export function gigabytes(amount: string): string {
  return `${groupedDecimal(amount, 1)} GB`;
}

/** Decimal text with thousands separators, rounded half-up on the text itself: no floating point on the way. */
export function groupedDecimal(amount: string, places: number): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const kept = fraction.slice(0, places).padEnd(places, '0');
  const scaled = BigInt(whole + kept) + ((fraction[places] ?? '0') >= '5' ? 1n : 0n);
  const digits = scaled.toString().padStart(places + 1, '0');
  const head = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ',');
  return places === 0 ? head : `${head}.${digits.slice(digits.length - places)}`;
}

/** `21 Nov 2026, 04:26 UTC`; what is no time comes back as it is. */
export function time(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const clock = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  return `${day}, ${clock} UTC`;
}

/** `1 min 20 s`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes)} min ${String(seconds % 60)} s`;
}

/** A whole number with separators. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 endpoint`, `2 endpoints`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A formula with its quotients cut to six places: the thirty digits of the calculation stay in the exports. */
export function readableFormula(formula: string): string {
  return formula.replace(/\d+\.\d{7,}/g, (number) => groupedDecimal(number, 6).replace(/0+$/, '').replace(/\.$/, ''));
}

/** With a capital letter and a full stop; what begins with a code or a number stays as it is. */
export function sentence(text: string): string {
  const head = /^[a-z]+[ ,]/.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
  return /[.!?]$/.test(head) ? head : `${head}.`;
}
