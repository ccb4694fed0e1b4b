/** Made-up flow log records about the NAT gateways of a snapshot: the same for the same seed. */
import type { NatGateway } from '#shared/model/nat-gateway.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** Custom fields of version 5, as most organisations log. */
export const version5 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id az-id pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path';
export const version11 = `${version5} resource-id interface-type next-hop-interface-id next-hop-az-id next-hop-vpc-id next-hop-interface-type`;
export const version2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

export type Fields = Readonly<Record<string, string>>;

/** A small generator of numbers below `below`; Park and Miller's. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const farAddresses = [
  '52.216.17',
  '54.231.33',
  '52.216.90',
  '52.219.137',
  '3.5.140',
  '52.94.5',
  '54.239.28',
  '93.184.216',
  '203.0.113',
  '10.99.3',
];
const services = ['S3', 'S3', 'DYNAMODB', 'S3', 'EC2', 'AMAZON', 'AMAZON', '-', '-', '-'];

/** One record of the estate's traffic, by chance; sometimes none of a NAT gateway at all. */
export function recordsOf(snapshot: Snapshot, seed: number) {
  const random = randomNumbers(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[random(items.length)];
  const nats = snapshot.natGateways;
  const homes = new Map(nats.map((nat) => [nat, snapshot.subnets.filter((subnet) => subnet.vpcId === nat.vpcId)]));
  return (): Fields => {
    const nat = pick(nats);
    if (nat === undefined) throw new Error('the snapshot holds a NAT gateway');
    const home = pick(homes.get(nat) ?? []);
    const near =
      random(10) === 0
        ? `172.31.${random(4)}.9`
        : `${(home?.cidrBlock ?? '10.0.0.0/24').split('.').slice(0, 3).join('.')}.${random(200) + 10}`;
    const which = random(farAddresses.length);
    const far = `${farAddresses[which] ?? ''}.${random(256)}`;
    const start = 1_790_000_000 + random(500_000);
    const base = {
      version: '5',
      'account-id': nat.accountId,
      srcport: '443',
      dstport: '50000',
      protocol: '6',
      packets: '7',
      bytes: String(random(1_000_000)),
      start: String(start),
      end: String(start + 60),
      action: random(30) === 0 ? 'REJECT' : 'ACCEPT',
      'log-status': 'OK',
      'vpc-id': nat.vpcId ?? '-',
      'subnet-id': home?.subnetId ?? '-',
      'az-id': home?.zoneId ?? '-',
      'traffic-path': '1',
    };
    if (random(40) === 0) return { ...base, 'log-status': random(2) === 0 ? 'NODATA' : 'SKIPDATA', bytes: '-', packets: '-', action: '-' };
    const service = random(25) === 0 ? '-' : (services[which] ?? '-');
    return { ...base, ...leg(nat, near, far, service, random(6)) };
  };
}

/** The four legs of a NAT gateway, and the workload's own two. */
function leg(nat: NatGateway, near: string, far: string, service: string, kind: number): Fields {
  const address = nat.addresses[0]?.privateIp ?? '10.255.0.9';
  const own =
    nat.availabilityMode === 'regional'
      ? { 'resource-id': nat.natGatewayId }
      : { 'interface-id': nat.addresses[0]?.networkInterfaceId ?? '-' };
  const out = { 'pkt-src-aws-service': '-', 'pkt-dst-aws-service': service };
  const back = { 'pkt-src-aws-service': service, 'pkt-dst-aws-service': '-' };
  const ends = (src: string, dst: string, from: string, to: string): Fields => ({
    srcaddr: src,
    dstaddr: dst,
    'pkt-srcaddr': from,
    'pkt-dstaddr': to,
  });
  const hop = {
    'interface-id': `eni-${near.replaceAll('.', '0')}`,
    'interface-type': 'interface',
    'next-hop-az-id': 'use1-az4',
    'next-hop-vpc-id': nat.vpcId ?? '-',
    'next-hop-interface-type': nat.availabilityMode === 'regional' ? 'regional_nat_gateway' : 'nat_gateway',
    'next-hop-interface-id': nat.addresses[0]?.networkInterfaceId ?? '-',
  };
  switch (kind) {
    case 0:
      return { ...own, ...ends(near, address, near, far), ...out, 'flow-direction': 'ingress' };
    case 1:
      return { ...own, ...ends(address, far, address, far), ...out, 'flow-direction': 'egress' };
    case 2:
      return { ...own, ...ends(far, address, far, address), ...back, 'flow-direction': 'ingress' };
    case 3:
      return { ...own, ...ends(address, near, far, near), ...back, 'flow-direction': 'egress' };
    case 4:
      return { ...hop, ...ends(near, far, near, far), ...out, 'flow-direction': 'egress' };
    default:
      return { ...hop, ...ends(far, near, far, near), ...back, 'flow-direction': 'ingress' };
  }
}

/** A record as a line with the fields of the header; `-` for what it does not have. */
export function lineOf(record: Fields, header: string): string {
  return header
    .split(' ')
    .map((field) => record[field] ?? '-')
    .join(' ');
}
