/** Accounts and Regions as names of folders, files, zones and ARNs tell them. */
import type { AccountId, Partition, Region } from '#shared/base/ids.ts';

const regionText = String.raw`(?:eusc-[a-z]{2}|[a-z]{2}(?:-gov|-iso[a-z]?)?)-(?:north|south|east|west|central)(?:east|west)?-\d`;
const regionInName = new RegExp(`(?<![a-z0-9])(${regionText})(?![a-z0-9])`, 'g');
const regionAlone = new RegExp(`^${regionText}$`);
const regionOfZone = new RegExp(`^(${regionText})(?:-[a-z]+-\\d+)?(?:-wl\\d+)?[a-z]?(?:-[a-z0-9-]+)?$`);
const dateAndTime = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$/;
const accountInName = /(?<!\d)(\d{12})(?!\d)/g;

/** The last Region a name holds, e.g. of `DescribeSubnets.us-east-1`; `null` where it holds none. */
export function regionInText(name: string): Region | null {
  return ([...name.toLowerCase().matchAll(regionInName)].at(-1)?.[1] ?? null) as Region | null;
}

/**
 * The last run of exactly twelve digits of a name. One that reads as a date and
 * time (`dump-202611210426`) counts only where it is the whole name.
 */
export function accountInText(name: string): AccountId | null {
  const found = [...name.matchAll(accountInName)].map((match) => match[1] ?? '');
  return (found.findLast((digits) => digits === name || !dateAndTime.test(digits)) ?? null) as AccountId | null;
}

export function isRegionName(name: string): boolean {
  return regionAlone.test(name);
}

/** The Region of a zone name, Local Zones (`us-west-2-lax-1a`) included. */
export function regionOfZoneName(zoneName: string): Region | null {
  return (regionOfZone.exec(zoneName)?.[1] ?? null) as Region | null;
}

/** Account and Region of an ARN; either is `null` where the ARN leaves it empty. */
export function placeOfArn(arn: string): { accountId: AccountId | null; region: Region | null } {
  const parts = arn.split(':');
  const isArn = parts[0] === 'arn' && parts.length >= 6;
  const region = isArn ? (parts[3] ?? '') : '';
  const account = isArn ? (parts[4] ?? '') : '';
  return {
    accountId: /^\d{12}$/.test(account) ? (account as AccountId) : null,
    region: isRegionName(region) ? (region as Region) : null,
  };
}

/** The partition a Region belongs to; `aws` for all that have no prefix of their own, unknown ones included. */
export function partitionOfRegion(region: Region): Partition {
  const found = partitions.find(([prefix]) => region.startsWith(prefix));
  return (found?.[1] ?? 'aws') as Partition;
}

const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-iso-', 'aws-iso'],
] as const;
