/** Whether the new endpoints fit: zones that the service offers, quotas, free addresses, route tables. */
import type { SubnetId, ZoneId } from '#shared/base/ids.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { endpointZones } from '../candidates.ts';
import type { CostModel, ModelVpc } from '../model.ts';
import { offeredIn } from '../service-demand.ts';
import type { Constraints } from './constraints.ts';
import { callerRouteTables, isInterface, subnetFor } from './place.ts';
import type { ChosenPath, PlanIssue } from './plan.ts';
import type { Found } from './planned-region.ts';

/** AWS's default quota "Interface VPC endpoints per VPC"; Gateway Load Balancer endpoints count as well. */
const interfaceQuota = 50;
/** AWS's default quota "Gateway VPC endpoints per Region". */
const gatewayQuota = 20;

/** Zones of one new interface endpoint against the constraints and what the service offers. */
export function zoneIssues(model: CostModel, vpc: ModelVpc, path: ChosenPath, { zones }: Constraints): Found {
  if (!isInterface(path)) return { blocking: [], warning: [] };
  const place = placeOf(model, vpc, path);
  if (endpointZones(model, vpc, path.service, vpc.subnetZones) === null) return { blocking: [unreadSubnets(place)], warning: [] };
  const wanted = zones.cover === 'callers' ? vpc.callerZones : zones.cover;
  const uncovered = wanted.filter((zone) => !path.zones.includes(zone)).map((zone) => uncoveredIssue(place, zone));
  const isShort = zones.min !== null && path.zones.length < zones.min;
  const isLone = !isShort && path.zones.length === 1;
  return {
    blocking: [...(zones.cover === 'callers' ? [] : uncovered), ...(isShort ? [tooFewIssue(place, zones.min ?? 0)] : [])],
    warning: [
      ...(zones.cover === 'callers' ? uncovered : []),
      ...(isLone ? [loneIssue(place)] : []),
      ...(place.offered === null ? [unreadZones(place)] : []),
    ],
  };
}

/** A new interface endpoint with what is known of its service's zones. */
interface Place {
  readonly path: ChosenPath;
  readonly offered: readonly ZoneId[] | null;
  readonly describe: string;
}

function placeOf(model: CostModel, vpc: ModelVpc, path: ChosenPath): Place {
  const describe = `aws ec2 describe-vpc-endpoint-services --service-names ${path.serviceName} --region ${vpc.region}`;
  return { path, offered: offeredIn(model.topology.index, vpc.owner, vpc.region, path.service), describe };
}

function issueOf({ path }: Place, code: string, what: string, remedy: string, command: string | null): PlanIssue {
  return { code, vpcId: path.vpcId, service: path.service, what, remedy, command };
}

function unreadSubnets(place: Place): PlanIssue {
  const { vpcId, region } = place.path;
  const command = `aws ec2 describe-subnets --filters Name=vpc-id,Values=${vpcId} --region ${region}`;
  const what = `The subnets of ${vpcId} were not read, so no zone can be chosen`;
  return issueOf(place, 'subnets-unread', what, 'Allow ec2:DescribeSubnets and scan again.', command);
}

function uncoveredIssue(place: Place, zone: ZoneId): PlanIssue {
  const { service, vpcId } = place.path;
  const isOffered = place.offered === null || place.offered.includes(zone);
  const because = isOffered ? `${vpcId} has no subnet there` : `${service} is not offered there`;
  const remedy = 'Callers of that zone reach it across zones; take the zone out of the constraints if that is acceptable.';
  return issueOf(place, 'zone-not-covered', `No endpoint of ${service} can stand in ${zone}: ${because}`, remedy, place.describe);
}

function tooFewIssue(place: Place, least: number): PlanIssue {
  const what = `${place.path.service} can stand in ${place.path.zones.length} of the ${least} zones asked for`;
  const remedy = 'Add subnets in other zones that the service offers, or ask for fewer zones.';
  return issueOf(place, 'too-few-zones', what, remedy, place.describe);
}

function loneIssue(place: Place): PlanIssue {
  const { service, zones } = place.path;
  const what = `The endpoint of ${service} stands in ${zones[0] ?? ''} alone: no zone redundancy, and the bandwidth of one zone`;
  return issueOf(place, 'no-zone-redundancy', what, 'Ask for two zones with zones.min.', null);
}

function unreadZones(place: Place): PlanIssue {
  const what = `The zones in which ${place.path.service} is offered were not read; AWS refuses subnets in others`;
  const remedy = 'Allow ec2:DescribeVpcEndpointServices and scan again, or look them up.';
  return issueOf(place, 'service-zones-unread', what, remedy, place.describe);
}

/** Quotas and free addresses of one VPC. */
export function roomIssues(node: VpcNode, paths: readonly ChosenPath[]): Found {
  const interfaces = paths.filter(isInterface);
  return {
    blocking: [...interfaceQuotaIssues(node, interfaces), ...addressIssues(node, interfaces, false), ...placeIssues(node, interfaces)],
    warning: [...addressIssues(node, interfaces, true), ...routeTableIssues(node, paths)],
  };
}

function interfaceQuotaIssues(node: VpcNode, added: readonly ChosenPath[]): PlanIssue[] {
  const there = node.endpoints.filter(
    (each) =>
      ['Interface', 'GatewayLoadBalancer'].includes(each.endpoint.vpcEndpointType) &&
      !['Deleted', 'Failed'].includes(each.endpoint.state ?? ''),
  ).length;
  const wanted = there + added.length;
  if (added.length === 0 || wanted <= interfaceQuota) return [];
  return [
    {
      code: 'quota',
      vpcId: node.vpc.vpcId,
      service: null,
      what: `${node.vpc.vpcId} would hold ${wanted} interface endpoints; the default quota is ${interfaceQuota} per VPC`,
      remedy: 'Request a higher quota in the account of the VPC, then run the plan.',
      command: `aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-29B6F2EB --desired-value ${wanted} --region ${node.vpc.region}`,
    },
  ];
}

/** Gateway endpoints are counted over the whole account and Region. */
export function gatewayQuotaIssues(topology: Topology, chosen: readonly ChosenPath[]): PlanIssue[] {
  const added = groupBy(
    chosen.filter((path) => path.how === 'gateway'),
    (path) => `${path.accountId}/${path.region}`,
  );
  return [...added.values()].flatMap((paths) => {
    const [first] = paths;
    if (first === undefined) return [];
    const there = topology.endpoints.filter(
      ({ endpoint }) =>
        endpoint.vpcEndpointType === 'Gateway' &&
        endpoint.accountId === first.accountId &&
        endpoint.region === first.region &&
        !['Deleted', 'Failed'].includes(endpoint.state ?? ''),
    ).length;
    const wanted = there + paths.length;
    if (wanted <= gatewayQuota) return [];
    return {
      code: 'quota',
      vpcId: null,
      service: null,
      what: `${first.accountId} would hold ${wanted} gateway endpoints in ${first.region}; the default quota is ${gatewayQuota} per Region`,
      remedy: 'Request a higher quota in that account, then run the plan.',
      command: `aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-1B52E74A --desired-value ${wanted} --region ${first.region}`,
    };
  });
}

/** Each interface endpoint takes one address in each of its subnets. */
function addressIssues(node: VpcNode, added: readonly ChosenPath[], isUnread: boolean): PlanIssue[] {
  const needed = new Map<SubnetId, number>();
  for (const zone of added.flatMap((path) => path.zones)) {
    const id = subnetFor(node, zone)?.subnet.subnetId;
    if (id !== undefined) needed.set(id, (needed.get(id) ?? 0) + 1);
  }
  return sortedBy(needed, ([subnetId]) => subnetId).flatMap(([subnetId, count]) => {
    const free = node.subnets.find((each) => each.subnet.subnetId === subnetId)?.subnet.availableIpAddressCount ?? null;
    const base = {
      vpcId: node.vpc.vpcId,
      service: null,
      command: `aws ec2 describe-subnets --subnet-ids ${subnetId} --region ${node.vpc.region}`,
    };
    if (isUnread && free === null)
      return {
        ...base,
        code: 'addresses-unread',
        what: `Nobody read how many addresses ${subnetId} has free; ${count} are needed`,
        remedy: 'Look it up before you create the endpoints.',
      };
    if (!isUnread && free !== null && free < count)
      return {
        ...base,
        code: 'addresses',
        what: `${subnetId} has ${free} addresses free, ${count} are needed`,
        remedy: 'Use another subnet of the same AZ ID, or add one.',
      };
    return [];
  });
}

function placeIssues(node: VpcNode, added: readonly ChosenPath[]): PlanIssue[] {
  return added.flatMap((path) =>
    path.zones
      .filter((zone) => subnetFor(node, zone) === null)
      .map((zone) => ({
        code: 'no-subnet',
        vpcId: node.vpc.vpcId,
        service: path.service,
        what: `${node.vpc.vpcId} has no subnet in ${zone} that an endpoint could stand in`,
        remedy: 'Add a subnet there, or take the zone out of the constraints.',
        command: null,
      })),
  );
}

function routeTableIssues(node: VpcNode, paths: readonly ChosenPath[]): PlanIssue[] {
  const gateways = paths.filter((path) => path.how === 'gateway');
  if (gateways.length === 0 || callerRouteTables(node).length > 0) return [];
  return gateways.map((path) => ({
    code: 'no-route-table',
    vpcId: node.vpc.vpcId,
    service: path.service,
    what: `The route tables of ${node.vpc.vpcId} were not read, so the gateway endpoint of ${path.service} would serve nobody`,
    remedy: 'Allow ec2:DescribeRouteTables and scan again.',
    command: `aws ec2 describe-route-tables --filters Name=vpc-id,Values=${node.vpc.vpcId} --region ${node.vpc.region}`,
  }));
}
