/**
 * What is known of Regions before anything was asked: which partition a name
 * belongs to, which exist, and which every account has. Only a stand-in for
 * `DescribeRegions`, which wins wherever it may be called.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
import type { Partition, Region } from '#shared/base/ids.ts';

/** Regions that need no opt-in, the one to ask first in front. */
const always: Readonly<Record<string, readonly string[]>> = {
  aws: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
  'aws-eusc': ['eusc-de-east-1'],
  'aws-iso': ['us-iso-east-1', 'us-iso-west-1'],
  'aws-iso-b': ['us-isob-east-1', 'us-isob-west-1'],
  'aws-iso-e': ['eu-isoe-west-1'],
  'aws-iso-f': ['us-isof-south-1', 'us-isof-east-1'],
};

/** Regions that an account must opt into. */
const optIn = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

const everyRegion: readonly string[] = [...Object.values(always).flat(), ...optIn];

/** The partition a Region name belongs to; unknown prefixes are `aws`, as in the SDK. */
export function partitionOfRegion(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn' as Partition;
  if (region.startsWith('us-gov-')) return 'aws-us-gov' as Partition;
  if (region.startsWith('eusc-')) return 'aws-eusc' as Partition;
  const isolated = /^us-(isob|isof|iso)-/.exec(region)?.[1] ?? (region.startsWith('eu-isoe-') ? 'isoe' : null);
  if (isolated === null) return 'aws' as Partition;
  return (isolated === 'iso' ? 'aws-iso' : `aws-iso-${isolated.slice(3)}`) as Partition;
}

/** The Region to ask first in a partition. */
export function firstRegion(partition: Partition): Region {
  return (always[partition]?.[0] ?? 'us-east-1') as Region;
}

/** The Regions every account of the partition has. */
export function regionsOfPartition(partition: Partition): readonly Region[] {
  return (always[partition] ?? []) as Region[];
}

/** Whether the name is that of a Region we know; new Regions are not. */
export function isKnownRegion(region: string): boolean {
  return everyRegion.includes(region);
}

/** Whether the text has the form of a Region name at all; anything else must never become part of a host name. */
export function isRegionName(region: string): boolean {
  return /^[a-z]{2,4}(-[a-z]{2,10}){1,3}-\d{1,2}$/.test(region);
}

/** Whether it is a Region, or may be one that is newer than this program: in a place that has Regions. */
export function mayBeRegion(region: string): boolean {
  const place = region.slice(0, region.lastIndexOf('-') + 1);
  return isKnownRegion(region) || (isRegionName(region) && everyRegion.some((known) => known.startsWith(place)));
}

/** The known Region that a mistyped name most likely means; `null` where none is near, or where the name is one already. */
export function similarRegion(region: string): Region | null {
  if (isKnownRegion(region)) return null;
  const near = everyRegion.map((known) => ({ known, steps: distance(region, known) })).sort((a, b) => a.steps - b.steps)[0];
  return near !== undefined && near.steps <= 2 ? (near.known as Region) : null;
}

/** Letters to insert, remove or change, two swapped neighbours counting once. */
function distance(a: string, b: string): number {
  let earlier: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (earlier[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    earlier = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
