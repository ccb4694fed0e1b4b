import type { Brand } from './brand.ts';
import type { Exact } from './decimal.ts';

/** US dollars. */
export type Usd = Brand<Exact, 'Usd'>;
/** US dollars for one hour of one thing. */
export type UsdPerHour = Brand<Exact, 'UsdPerHour'>;
/** US dollars for one GB (2^30 bytes). */
export type UsdPerGb = Brand<Exact, 'UsdPerGb'>;
/** 2^30 bytes: what AWS price lists mean by GB. */
export type Gigabytes = Brand<Exact, 'Gigabytes'>;
/** Hours, normally in a month. */
export type Hours = Brand<Exact, 'Hours'>;

/** Bytes in one GB of the price list; tier bounds are powers of 1024. */
export const bytesPerGigabyte = 1_073_741_824;
/** The hours of an average month, AWS's own convention. */
export const defaultHoursPerMonth = 730;
