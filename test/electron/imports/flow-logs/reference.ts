/**
 * The attribution once more, record by record and without SQL: what the engine
 * must answer. It looks everything up by walking lists.
 */
import { ipv4Block } from '#shared/base/cidr.ts';
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Fields } from './generate.ts';

export interface Prefix {
  readonly ip_prefix: string;
  readonly region: string;
  readonly service: string;
}

const otherHops = ['nat_gateway', 'regional_nat_gateway', 'transit_gateway', 'vpc_endpoint'];
const within = (address: string, block: string): boolean => {
  const [a, b] = [ipv4Block(address), ipv4Block(block)];
  return a !== null && b !== null && a.first >= b.first && a.last <= b.last;
};

interface Crossing {
  readonly nat: NatGateway;
  readonly way: 'hop' | 'own';
  readonly direction: 'in' | 'out';
  readonly near: string;
  readonly far: string;
  readonly service: string;
  readonly record: Fields;
}

/** Bytes by `scope nat class service from to direction`; private traffic is left out. */
export function referenceBytes(snapshot: Snapshot, records: readonly Fields[], prefixes: readonly Prefix[] | null): Record<string, number> {
  const crossings = records.flatMap((record) => crossingOf(snapshot, record) ?? []);
  const told = new Set(crossings.filter((each) => each.way === 'hop').map((each) => `${each.nat.natGatewayId} ${each.near}`));
  const result: Record<string, number> = {};
  for (const each of crossings) {
    if (each.way === 'own' && told.has(`${each.nat.natGatewayId} ${each.near}`)) continue;
    const what = kindOf(snapshot, each, prefixes);
    if (what === null) continue;
    const home = placeOf(snapshot, each.nat, each.near);
    const natZone = snapshot.subnets.find((subnet) => subnet.subnetId === each.nat.subnetId)?.zoneId;
    const logged = present(each.record['az-id']);
    const from = each.way === 'hop' ? (logged ?? home?.zoneId) : home?.zoneId;
    const to = each.way === 'hop' ? (present(each.record['next-hop-az-id']) ?? natZone) : (natZone ?? logged);
    const key = [home?.vpcId ?? each.nat.vpcId, each.nat.natGatewayId, what, from ?? '', to ?? '', each.direction].join(' ');
    result[key] = (result[key] ?? 0) + Number(each.record['bytes']);
  }
  return Object.fromEntries(Object.entries(result).filter(([, bytes]) => bytes > 0));
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value === '-' ? undefined : value;
}

function crossingOf(snapshot: Snapshot, record: Fields): Crossing | null {
  const value = (field: string): string => record[field] ?? '-';
  if (value('log-status') !== 'OK' || value('action') === 'REJECT') return null;
  const [src, dst] = [value('srcaddr'), value('dstaddr')];
  const [from, to] = [present(record['pkt-srcaddr']) ?? src, present(record['pkt-dstaddr']) ?? dst];
  const out = (nat: NatGateway, way: 'hop' | 'own'): Crossing =>
    ({ nat, way, direction: 'out', near: from, far: to, service: value('pkt-dst-aws-service'), record }) as const;
  const back = (nat: NatGateway, way: 'hop' | 'own'): Crossing =>
    ({ nat, way, direction: 'in', near: to, far: from, service: value('pkt-src-aws-service'), record }) as const;
  const hop = value('next-hop-interface-type');
  if ((hop === 'nat_gateway' || hop === 'regional_nat_gateway') && !otherHops.includes(value('interface-type'))) {
    const nat = snapshot.natGateways.find((each) =>
      hop === 'nat_gateway'
        ? each.addresses.some((address) => address.networkInterfaceId === value('next-hop-interface-id'))
        : each.availabilityMode === 'regional' && each.vpcId === value('next-hop-vpc-id'),
    );
    if (nat === undefined) return null;
    return value('flow-direction') === 'egress' ? out(nat, 'hop') : back(nat, 'hop');
  }
  const nat = snapshot.natGateways.find(
    (each) =>
      each.natGatewayId === value('resource-id') || each.addresses.some((address) => address.networkInterfaceId === value('interface-id')),
  );
  if (nat === undefined) return null;
  const own = nat.addresses.flatMap((address) => address.privateIp ?? []);
  const isOwn = (address: string): boolean => own.length === 0 || own.includes(address);
  if (to !== dst && isOwn(dst)) return out(nat, 'own');
  return from !== src && isOwn(src) ? back(nat, 'own') : null;
}

function placeOf(snapshot: Snapshot, nat: NatGateway, near: string) {
  const holding = snapshot.subnets.filter((subnet) => subnet.cidrBlock !== null && within(near, subnet.cidrBlock));
  const own = holding.find((subnet) => subnet.vpcId === nat.vpcId);
  const nearby = holding.filter((subnet) => subnet.region === nat.region);
  return own ?? (nearby.length === 1 ? nearby[0] : undefined);
}

/** `class service`, or `null` for a private address. */
function kindOf(snapshot: Snapshot, crossing: Crossing, prefixes: readonly Prefix[] | null): string | null {
  const { far, nat, service: field } = crossing;
  const isPrivate = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].some((block) => within(far, block));
  if (isPrivate || snapshot.vpcs.some((vpc) => vpc.cidrBlocks.some((block) => within(far, block)))) return null;
  const inList = (name: string, region: string | null): string | undefined =>
    snapshot.prefixLists.find(
      (list) =>
        (region === null || list.region === region) &&
        list.prefixListName?.endsWith(`.${name}`) === true &&
        list.cidrBlocks?.some((block) => within(far, block)) === true,
    )?.region;
  for (const name of ['s3', 'dynamodb']) if (inList(name, nat.region) !== undefined) return `G ${name}`;
  const holding = (prefixes ?? []).filter((prefix) => within(far, prefix.ip_prefix));
  for (const name of ['s3', 'dynamodb']) {
    const region = holding.find((prefix) => prefix.service.toLowerCase() === name)?.region ?? inList(name, null);
    if (region === nat.region) return `G ${name}`;
    if (region !== undefined) return `X com.amazonaws.${region}.${name}`;
    if (field.toLowerCase() === name) return `N ${name}`;
  }
  const names = [field, ...holding.map((prefix) => prefix.service)];
  if (names.includes('EC2')) return 'N aws';
  if (names.includes('AMAZON')) return 'A aws';
  return 'I internet';
}
