/** What a far address is, from what the log and the ranges call it. */
import type { DemandClass } from '#shared/model/usage.ts';
import { serviceRank } from './ranges.ts';

/** What is known about one far address. */
export interface FarAddress {
  /** The Region of the NAT gateway. */
  readonly region: string;
  /** `none`: the record does not name it; `other`: no IPv4 address. */
  readonly kind: 'none' | 'ipv4' | 'other';
  /** `pkt-*-aws-service`; `-`: none of AWS's; `null`: the log has no such field. */
  readonly field: string | null;
  /** What the ranges call it; `null`: in none of them. */
  readonly range: { readonly service: string; readonly region: string } | null;
}

export interface Classified {
  /** As usage rows name services. */
  readonly service: string;
  readonly class: DemandClass;
}

/** Names of the address lists that mean one service with an interface endpoint. */
const endpointServices: Readonly<Record<string, string>> = {
  API_GATEWAY: 'execute-api',
  AMAZON_APPFLOW: 'appflow',
  EBS: 'ebs',
  KINESIS_VIDEO_STREAMS: 'kinesisvideo',
};

const unattributed: Classified = { service: 'unattributed', class: 'U' };

/**
 * The class of a far address; `null` for a private one, which is no demand.
 * S3 and DynamoDB count as G only in the NAT gateway's own Region, proven by its
 * prefix list or by ip-ranges.json; without that proof nobody knows the Region.
 */
export function classify(far: FarAddress, hasIpRanges: boolean, isListRead: (service: string) => boolean): Classified | null {
  if (far.range?.service === 'private') return null;
  if (far.kind === 'none') return unattributed;
  const label = strongest(far);
  if (label === null) return far.field === '-' || (hasIpRanges && far.kind === 'ipv4') ? { service: 'internet', class: 'I' } : unattributed;
  if (label.service === 'AMAZON') return { service: 'aws', class: 'A' };
  if (label.service === 'EC2') return { service: 'aws', class: 'N' };
  if (label.service === 'S3' || label.service === 'DYNAMODB') return gatewayService(label.service, label.region, far, isListRead);
  const named = endpointServices[label.service];
  const isHere = label.region === null || label.region === far.region;
  if (named !== undefined && isHere) return { service: named, class: 'P' };
  return { service: named ?? label.service.toLowerCase().replaceAll('_', '-'), class: 'N' };
}

/** Of the names an address has, the one that says most; the ranges also know the Region. */
function strongest(far: FarAddress): { readonly service: string; readonly region: string | null } | null {
  const field = far.field === null || far.field === '-' || far.field === '' ? null : { service: far.field, region: null };
  const range = far.range === null ? null : { service: far.range.service.replace('prefix-list:', ''), region: far.range.region };
  if (field === null || range === null) return range ?? field;
  return serviceRank(field.service) < serviceRank(range.service) ? field : range;
}

function gatewayService(service: string, region: string | null, far: FarAddress, isListRead: (service: string) => boolean): Classified {
  const code = service.toLowerCase();
  if (region === far.region) return { service: code, class: 'G' };
  if (region !== null) return { service: `com.amazonaws.${region}.${code}`, class: 'X' };
  return isListRead(service) ? { service: code, class: 'N' } : { service: 'aws', class: 'A' };
}
