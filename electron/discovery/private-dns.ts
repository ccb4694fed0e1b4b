/**
 * The deep DNS scan: private hosted zones of VPCs, and the records of those the
 * account owns. Route 53 takes five calls a second from a whole account, all
 * operations together, so they go one by one in a lane of their own and hold up
 * nothing else. https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
import { globalRegion, type Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { operationNamed } from '#shared/model/operation.ts';
import type { LaneWork } from './lane-work.ts';
import type { PaceLimits } from './pace.ts';
import type { ReadInput } from './ports.ts';
import type { ScanContext, ScannedAccount } from './scan-context.ts';
import type { Lane } from './scheduler.ts';

const route53Limits: PaceLimits = { bucketSize: 4, bucketPerSecond: 4, laneConcurrency: 1 };

/** The lane for the Route 53 calls of one account; made when the first of them comes. */
export interface DnsLane {
  lane(): Lane;
  leave(): void;
}

export function newDnsLane(scan: ScanContext, account: ScannedAccount): DnsLane {
  let lane: Lane | null = null;
  return {
    lane: () => {
      lane ??= scan.scheduler.aside(account.accountId, globalRegion, route53Limits);
      return lane;
    },
    leave: () => {
      if (lane !== null) scan.scheduler.leave(lane);
    },
  };
}

/** Whether Route 53 itself answers the operation, for all Regions from one host. */
export function isDnsOperation(operation: string): boolean {
  return operationNamed(operation).action.startsWith('route53:');
}

/** Which host answers, as far as it can fail alone: the core of a Region, one of its smaller services, or one host for all Regions. */
export function hostOf(call: { readonly operation: string; readonly region: Region }): string {
  const { action } = operationNamed(call.operation);
  const service = action.slice(0, action.indexOf(':'));
  if (service === 'ec2' || service === 'elasticloadbalancing') return call.region;
  return service === 'route53' || service === 'iam' ? service : `${service} in ${call.region}`;
}

/** Whether the Region's private zones are worth the slow calls: where there are interface endpoints, or where somebody asked. */
export function wantsZones(work: LaneWork): boolean {
  if (work.scan.request.optionalOperations?.includes('ListHostedZonesByVPC') === true) return true;
  return work.records.all('vpcEndpoints').some((endpoint) => !['Gateway', 'GatewayLoadBalancer'].includes(endpoint.vpcEndpointType));
}

/** The zones that were found and belong to the account; those of others it may not read. */
export function ownZones(work: LaneWork): string[] {
  const associations = work.records.all('hostedZoneAssociations');
  const own = associations.filter((association) => association.owningAccount === work.account.accountId);
  return sortedUnique(own.map((association) => association.hostedZoneId));
}

/** One question per zone. */
export function recordInputs(zoneIds: readonly string[]): ReadInput[] {
  return sortedUnique(zoneIds).map((id) => ({ ids: [id] }));
}
