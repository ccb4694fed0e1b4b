/** What the attribution knows of the estate: tables made from a snapshot, and from ip-ranges.json where it is given. */
import { ipv4Block } from '#shared/base/cidr.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import { z } from '#shared/model/schema.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Subnet } from '#shared/model/subnet.ts';
import { disjointPieces, ipRange, type LabelledRange, prefixListRanges, privateRanges } from './ranges.ts';

/** A small table for the query. */
export interface Dimension {
  readonly name: 'nats' | 'places' | 'ranges';
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
    const name = list.prefixListName ?? '';
    const service = name.endsWith('.s3') ? 'S3' : name.endsWith('.dynamodb') ? 'DYNAMODB' : null;
    return service === null || list.cidrBlocks === null ? [] : [{ service, region: list.region, blocks: list.cidrBlocks } as const];
  });
  const everywhere = [
    ...privateRanges(snapshot.vpcs.flatMap((vpc) => vpc.cidrBlocks)),
    ...lists.flatMap((list) => list.blocks.flatMap((block) => ipRange(block, list.service, list.region))),
    ...(ipRanges ?? []),
  ];
  const own = [...groupBy(lists, (list) => list.region)].map(
    ([region, group]) => [`region:${region}`, group.flatMap((list) => prefixListRanges(list.service, region, list.blocks))] as const,
  );
  return {
    dimensions: [natTable(snapshot), placeTable(snapshot, bucketSize), rangeTable([['*', everywhere], ...own], bucketSize)],
    bucketSize,
    nats: new Map(snapshot.natGateways.map((nat) => [nat.natGatewayId, nat])),
    hasIpRanges: ipRanges !== null,
    prefixLists: new Set(lists.map((list) => `${list.region}/${list.service}`)),
  };
}

/** By interface, by its own id (regional ones log so), and by VPC where only one regional NAT gateway can be meant. */
function natTable(snapshot: Snapshot): Dimension {
  const zones = new Map(snapshot.subnets.map((subnet) => [subnet.subnetId, subnet.zoneId]));
  const regionalByVpc = groupBy(
    snapshot.natGateways.filter((nat) => nat.availabilityMode === 'regional'),
    (nat) => nat.vpcId,
  );
  const rows = snapshot.natGateways.flatMap((nat) => {
    const interfaces = nat.addresses.flatMap((address) => address.networkInterfaceId ?? []);
    const isAlone = nat.availabilityMode === 'regional' && nat.vpcId !== null && regionalByVpc.get(nat.vpcId)?.length === 1;
    const keys = new Set<string>([...interfaces, nat.natGatewayId, ...(isAlone ? [`vpc:${nat.vpcId}`] : [])]);
    const addresses = nat.addresses.flatMap((address) => address.privateIp ?? []);
    const zone = nat.subnetId === null ? null : (zones.get(nat.subnetId) ?? null);
    const known = addresses.length === 0 ? null : ` ${addresses.join(' ')} `;
    return [...keys].map((key) => [key, nat.natGatewayId, nat.vpcId, `region:${nat.region}`, zone, known]);
  });
  const unique = new Map(rows.map((row) => [row[0], row]));
  const columns = ['nat_key', 'nat_id', 'nat_vpc', 'nat_region', 'nat_zone', 'nat_addresses'];
  return {
    name: 'nats',
    columns: columns.map((name) => ({ name, type: 'VARCHAR' })),
    rows: sortedBy(unique.values(), (row) => row[0] ?? ''),
  };
}

/**
 * Where a private address is: in a subnet of the NAT gateway's own VPC, else in
 * a subnet of the Region whose addresses no other VPC there has (central egress).
 */
function placeTable(snapshot: Snapshot, bucketSize: number): Dimension {
  const natVpcs = new Set(snapshot.natGateways.flatMap((nat) => nat.vpcId ?? []));
  const blocks = new Map(snapshot.subnets.map((subnet) => [subnet, subnet.cidrBlock === null ? null : ipv4Block(subnet.cidrBlock)]));
  const shared = sharedSubnets(snapshot.subnets);
  const rows = snapshot.subnets.flatMap((subnet) => {
    const block = blocks.get(subnet) ?? null;
    if (block === null) return [];
    const keys = [...(natVpcs.has(subnet.vpcId) ? [subnet.vpcId] : []), ...(shared.has(subnet) ? [] : [`region:${subnet.region}`])];
    const pieces = disjointPieces([{ ...block, rank: 0, service: '', region: '' }], bucketSize);
    return keys.flatMap((key) => pieces.map((piece) => [key, piece.bucket, piece.first, piece.last, subnet.vpcId, subnet.zoneId]));
  });
  return {
    name: 'places',
    columns: [
      { name: 'place_key', type: 'VARCHAR' },
      { name: 'bucket', type: 'BIGINT' },
      { name: 'first_value', type: 'BIGINT' },
      { name: 'last_value', type: 'BIGINT' },
      { name: 'place_vpc', type: 'VARCHAR' },
      { name: 'place_zone', type: 'VARCHAR' },
    ],
    rows,
  };
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

/** Ranges that hold everywhere under `*`, and each Region's own prefix lists under its name: those decide what a gateway endpoint serves. */
function rangeTable(groups: readonly (readonly [string, readonly LabelledRange[]])[], bucketSize: number): Dimension {
  return {
    name: 'ranges',
    columns: [
      { name: 'range_key', type: 'VARCHAR' },
      { name: 'bucket', type: 'BIGINT' },
      { name: 'first_value', type: 'BIGINT' },
      { name: 'last_value', type: 'BIGINT' },
      { name: 'range_service', type: 'VARCHAR' },
      { name: 'range_region', type: 'VARCHAR' },
    ],
    rows: groups.flatMap(([key, ranges]) =>
      disjointPieces(ranges, bucketSize).map((piece) => [key, piece.bucket, piece.first, piece.last, piece.service, piece.region]),
    ),
  };
}
