/** Which records count: each byte that passed a NAT gateway once, and in which direction. Part of the query. */
import { literal } from './fields.ts';

/** Interfaces whose own records would count the traffic of others a second time. */
const passingInterfaces = [
  'nat_gateway',
  'regional_nat_gateway',
  'transit_gateway',
  'vpc_endpoint',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
];

/** Records of version 11 name their next hop; all others count only on a NAT gateway's own interface. */
const keyed = `SELECT r.*,
  CASE WHEN next_hop_interface_type IN ('nat_gateway', 'regional_nat_gateway')
    AND COALESCE(interface_type, 'interface') NOT IN (${passingInterfaces.map(literal).join(', ')}) THEN 'hop' ELSE 'own' END AS way,
  CASE WHEN log_status IN ('NODATA', 'SKIPDATA') OR "bytes" IS NULL OR srcaddr IS NULL OR dstaddr IS NULL THEN 'no-data'
    WHEN action = 'REJECT' THEN 'rejected' ELSE 'ok' END AS quality`;

/**
 * The records, each with its NAT gateway and direction. Each byte once: on a NAT
 * gateway's interface only the legs to and from the workloads, which are those
 * where packet and interface addresses differ. Records without packet addresses
 * cannot name both ends: with ranges the far end is worth more, so the public
 * legs count, else the private ones.
 */
export function legsSql(records: string, hasIpRanges: boolean): string {
  const far = (address: string): string => (hasIpRanges ? `NOT ${isPrivate(address)}` : isPrivate(address));
  const [outNear, outFar] = hasIpRanges ? ['srcaddr', 'dstaddr'] : ['dstaddr', 'srcaddr'];
  const at = (address: string): string => `(nat_addresses IS NULL OR strpos(nat_addresses, ' ' || ${address} || ' ') > 0)`;
  const unlabelled = 'pkt_srcaddr IS NULL AND pkt_dstaddr IS NULL';
  return `
SELECT k.*, n.nat_no, n.nat_vpc_no, n.nat_region_no, n.nat_zone,
  CASE
    WHEN quality <> 'ok' THEN NULL
    WHEN way = 'hop' AND flow_direction IS NOT NULL THEN CASE WHEN flow_direction = 'ingress' THEN 'in' ELSE 'out' END
    WHEN way = 'hop' THEN CASE WHEN ${isPrivate('srcaddr')} THEN 'out' ELSE 'in' END
    WHEN n.nat_no IS NULL THEN NULL
    WHEN pkt_dstaddr <> dstaddr AND ${at('dstaddr')} THEN 'out'
    WHEN pkt_srcaddr <> srcaddr AND ${at('srcaddr')} THEN 'in'
    WHEN ${unlabelled} AND nat_addresses IS NOT NULL AND ${at(outNear)} AND ${far(outFar)} THEN 'out'
    WHEN ${unlabelled} AND nat_addresses IS NOT NULL AND ${at(outFar)} AND ${far(outNear)} THEN 'in'
  END AS direction,
  CASE WHEN way = 'own' AND ${unlabelled} THEN ${hasIpRanges ? "'far'" : "'near'"} ELSE 'both' END AS ends
FROM (${keyed} FROM (\n${records}\n) r) k LEFT JOIN nats n ON n.nat_key = CASE
  WHEN way = 'hop' AND next_hop_interface_type = 'regional_nat_gateway' THEN 'vpc:' || COALESCE(next_hop_vpc_id, vpc_id)
  WHEN way = 'hop' THEN next_hop_interface_id
  ELSE COALESCE(interface_id, resource_id) END`;
}

/** An IPv4 address as a number; NULL for anything else. */
export function addressValue(address: string): string {
  const octet = (place: number, weight: number): string => `TRY_CAST(split_part(${address}, '.', ${place}) AS BIGINT) * ${weight}`;
  return `(${octet(1, 2 ** 24)} + ${octet(2, 2 ** 16)} + ${octet(3, 2 ** 8)} + ${octet(4, 1)})`;
}

function isPrivate(address: string): string {
  const second = `TRY_CAST(split_part(${address}, '.', 2) AS BIGINT)`;
  return `(${address} LIKE '10.%' OR ${address} LIKE '192.168.%' OR (${address} LIKE '172.%' AND ${second} BETWEEN 16 AND 31) OR (${address} LIKE '100.%' AND ${second} BETWEEN 64 AND 127))`;
}
