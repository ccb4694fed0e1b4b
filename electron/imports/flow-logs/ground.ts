/** What the attribution knows of the estate: tables made from a snapshot, and from ip-ranges.json where it is given. */
import { ipv4Block } from '#shared/base/cidr.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import { isAwsPrefixList } from '#shared/model/prefix-list.ts';
import { z } from '#shared/model/schema.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import { disjointPieces, ipRange, type LabelledRange, prefixListRanges, privateRanges } from './ranges.ts';

/** A small table for the query. */
export interface Dimension {
  readonly name: 'nats' | 'places' | 'homes' | 'ranges' | 'labels';
  readonly columns: readonly { readonly name: string; readonly type: 'VARCHAR' | 'BIGINT' }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Everything the query and the classification need beside the records. */
export interface Ground {
  readonly dimensions: readonly Dimension[];
  readonly bucketSize: number;
  readonly nats: ReadonlyMap<string, NatGateway>;
  /** Whether ip-ranges.json was given, so that an address found nowhere is on the internet. */
  readonly hasIpRanges: boolean;
  /** `us-east-1/S3`: prefix lists whose blocks were read, so that an address outside belongs to another Region. */
  readonly prefixLists: ReadonlySet<string>;
}

const ipRangesSchema = z.object({
  createDate: z.string().optional(),
  prefixes: z.array(z.object({ ip_prefix: z.string(), region: z.string(), service: z.string() })),
});

/** The ranges of the published ip-ranges.json. */
export function parseIpRanges(text: string, file: string): Outcome<readonly LabelledRange[], Problem> {
  const bad = (why: string): Outcome<never, Problem> =>
    failed({
      code: 'ip-ranges',
      what: 'The list of AWS address ranges cannot be read',
      where: file,
      why,
      remedy: 'Download ip-ranges.json from AWS again.',
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad('it is not valid JSON');
  }
  const parsed = ipRangesSchema.safeParse(value);
  if (!parsed.success) return bad('it has no list "prefixes" of ip_prefix, region and service');
  return ok(parsed.data.prefixes.flatMap((prefix) => ipRange(prefix.ip_prefix, prefix.service, prefix.region)));
}

/** Addresses per bucket of a lookup: small keeps lookups short, large keeps the text of a query short. */
export const localBucketSize = 2 ** 12;

export function groundOf(snapshot: Snapshot, ipRanges: readonly LabelledRange[] | null, bucketSize = localBucketSize): Ground {
  const lists = snapshot.prefixLists.flatMap((list) => {
    // A list of the account's own may be called as it likes.
    const name = isAwsPrefixList(list) ? (list.prefixListName ?? '') : '';
    const service = name.endsWith('.s3') ? 'S3' : name.endsWith('.dynamodb') ? 'DYNAMODB' : null;
    return service === null || list.cidrBlocks === null ? [] : [{ service, region: list.region, blocks: list.cidrBlocks } as const];
  });
  const everywhere = [
    ...privateRanges(snapshot.vpcs.flatMap((vpc) => vpc.cidrBlocks)),
    ...lists.flatMap((list) => list.blocks.flatMap((block) => ipRange(block, list.service, list.region))),
    ...(ipRanges ?? []),
  ];
  const own = [...groupBy(lists, (list) => list.region)].map(
    ([region, group]) => [region, group.flatMap((list) => prefixListRanges(list.service, region, list.blocks))] as const,
  );
  const numberOf = numbers();
  const ofRegion = (region: string): number => numberOf(`region:${region}`);
  const ranges = [[everywhereKey, everywhere] as const, ...own.map(([region, group]) => [ofRegion(region), group] as const)];
  return {
    dimensions: [natTable(snapshot, numberOf), ...placeTables(snapshot, numberOf, bucketSize), ...rangeTables(ranges, bucketSize)],
    bucketSize,
    nats: new Map(snapshot.natGateways.map((nat) => [nat.natGatewayId, nat])),
    hasIpRanges: ipRanges !== null,
    prefixLists: new Set(lists.map((list) => `${list.region}/${list.service}`)),
  };
}

/** The key of ranges that hold in every Region; Regions and VPCs are numbered from 1. */
export const everywhereKey = 0;
/** The number of the label that says an address is private. */
export const privateLabel = 0;

/** Gives every name a number, from 1: numbers are short to group by and to write. */
function numbers(): (name: string) => number {
  const known = new Map<string, number>();
  return (name) => {
    const number = known.get(name) ?? known.size + 1;
    known.set(name, number);
    return number;
  };
}

/** By interface, by its own id (regional ones log so), and by VPC where only one regional NAT gateway can be meant. */
function natTable(snapshot: Snapshot, numberOf: (name: string) => number): Dimension {
  const zones = new Map(snapshot.subnets.map((subnet) => [subnet.subnetId, subnet.zoneId]));
  const regionalByVpc = groupBy(
    snapshot.natGateways.filter((nat) => nat.availabilityMode === 'regional'),
    (nat) => nat.vpcId,
  );
  const rows = snapshot.natGateways.flatMap((nat, index) => {
    const interfaces = nat.addresses.flatMap((address) => address.networkInterfaceId ?? []);
    const isAlone = nat.availabilityMode === 'regional' && nat.vpcId !== null && regionalByVpc.get(nat.vpcId)?.length === 1;
    const keys = new Set<string>([...interfaces, nat.natGatewayId, ...(isAlone ? [`vpc:${nat.vpcId}`] : [])]);
    const addresses = nat.addresses.flatMap((address) => address.privateIp ?? []);
    const zone = nat.subnetId === null ? null : (zones.get(nat.subnetId) ?? null);
    const known = addresses.length === 0 ? null : ` ${addresses.join(' ')} `;
    const vpc = nat.vpcId === null ? null : numberOf(nat.vpcId);
    return [...keys].map((key) => [key, index, nat.natGatewayId, nat.vpcId, vpc, numberOf(`region:${nat.region}`), zone, known]);
  });
  const unique = new Map(rows.map((row) => [String(row[0]), row]));
  return {
    name: 'nats',
    columns: columnsOf('nat_key text, nat_no, nat_id text, nat_vpc text, nat_vpc_no, nat_region_no, nat_zone text, nat_addresses text'),
    rows: sortedBy(unique, ([key]) => key).map(([, row]) => row),
  };
}

/**
 * Where a private address is: in a subnet of the NAT gateway's own VPC, else in
 * a subnet of the Region whose addresses no other VPC there has (central egress).
 */
function placeTables(snapshot: Snapshot, numberOf: (name: string) => number, bucketSize: number): Dimension[] {
  const natVpcs = new Set(snapshot.natGateways.flatMap((nat) => nat.vpcId ?? []));
  const shared = sharedSubnets(snapshot.subnets);
  const homes = new Map<string, readonly [number, string, string | null]>();
  const rows = snapshot.subnets.flatMap((subnet) => {
    const block = subnet.cidrBlock === null ? null : ipv4Block(subnet.cidrBlock);
    if (block === null) return [];
    const name = JSON.stringify([subnet.vpcId, subnet.zoneId]);
    const home = homes.get(name) ?? [homes.size, subnet.vpcId, subnet.zoneId];
    homes.set(name, home);
    const keys = [...(natVpcs.has(subnet.vpcId) ? [subnet.vpcId] : []), ...(shared.has(subnet) ? [] : [`region:${subnet.region}`])];
    const pieces = disjointPieces([{ ...block, rank: 0, service: '', region: '' }], bucketSize);
    return keys.flatMap((key) => pieces.map((piece) => [numberOf(key), piece.bucket, piece.first, piece.last, home[0]]));
  });
  return [
    { name: 'places', columns: columnsOf('place_key, bucket, first_value, last_value, place_no'), rows },
    { name: 'homes', columns: columnsOf('home_no, home_vpc text, home_zone text'), rows: [...homes.values()] },
  ];
}

/** Subnets whose addresses another VPC of the Region has too: an address alone does not tell which of them it is. */
function sharedSubnets(subnets: readonly Subnet[]): Set<Subnet> {
  const shared = new Set<Subnet>();
  for (const group of groupBy(subnets, (subnet) => subnet.region).values()) {
    const placed = group.flatMap((subnet) => {
      const block = ipv4Block(subnet.cidrBlock ?? '');
      return block === null ? [] : [{ subnet, block }];
    });
    placed.sort((a, b) => a.block.first - b.block.first || b.block.last - a.block.last);
    let open: typeof placed = [];
    for (const entry of placed) {
      open = open.filter((other) => other.block.last >= entry.block.first);
      for (const other of open.filter((each) => each.subnet.vpcId !== entry.subnet.vpcId)) {
        shared.add(other.subnet);
        shared.add(entry.subnet);
      }
      open.push(entry);
    }
  }
  return shared;
}

/** Ranges that hold everywhere, and each Region's own prefix lists under its number: those decide what a gateway endpoint serves. */
function rangeTables(groups: readonly (readonly [number, readonly LabelledRange[]])[], bucketSize: number): Dimension[] {
  const labels = new Map<string, readonly [number, string, string]>([[JSON.stringify(['private', '']), [privateLabel, 'private', '']]]);
  const labelOf = (service: string, region: string): number => {
    const name = JSON.stringify([service, region]);
    const label = labels.get(name) ?? [labels.size, service, region];
    labels.set(name, label);
    return label[0];
  };
  const rows = groups.flatMap(([key, ranges]) =>
    disjointPieces(ranges, bucketSize).map((piece) => [key, piece.bucket, piece.first, piece.last, labelOf(piece.service, piece.region)]),
  );
  return [
    { name: 'ranges', columns: columnsOf('range_key, bucket, first_value, last_value, range_no'), rows },
    { name: 'labels', columns: columnsOf('label_no, label_service text, label_region text'), rows: [...labels.values()] },
  ];
}

/** Columns by name; numbers where nothing else is said. */
function columnsOf(names: string): Dimension['columns'] {
  return names.split(', ').map((each) => {
    const [name = '', kind] = each.split(' ');
    return { name, type: kind === 'text' ? 'VARCHAR' : 'BIGINT' };
  });
}
