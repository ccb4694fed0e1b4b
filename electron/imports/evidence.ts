/**
 * What an answer tells about whose and from where it is.
 *
 * Owners prove little: a shared VPC names its owner in every participant's
 * answers. What only its owner can list (VPC endpoints, instances, load
 * balancers) proves the account that asked; security groups and network
 * interfaces are nearly always the caller's; the owner of VPCs, subnets and
 * route tables counts only where nothing better is there and all agree.
 */
import { type AccountId, type Region, type ServiceName } from '#shared/base/ids.ts';
import { parseServiceName } from '#shared/model/service-name.ts';
import { inner, presentTexts, text, type Wire, wires } from '#shared/model/wire.ts';
import type { Answer } from './answer.ts';
import { placeOfArn, regionOfZoneName } from './places.ts';

/** Strongest first; see above. */
export type Strength = 'owner-only' | 'usual' | 'shareable';
export const strengths: readonly Strength[] = ['owner-only', 'usual', 'shareable'];

const strengthOf: Readonly<Record<string, Strength>> = {
  DescribeVpcEndpoints: 'owner-only',
  DescribeInstances: 'owner-only',
  DescribeLoadBalancers: 'owner-only',
  DescribeLoadBalancerAttributes: 'owner-only',
  DescribeListeners: 'owner-only',
  DescribeTargetGroups: 'owner-only',
  DescribeTargetHealth: 'owner-only',
  DescribeSecurityGroups: 'usual',
  DescribeNetworkInterfaces: 'usual',
  DescribeVpcs: 'shareable',
  DescribeSubnets: 'shareable',
  DescribeRouteTables: 'shareable',
  DescribeNetworkAcls: 'shareable',
  DescribeInternetGateways: 'shareable',
  DescribeDhcpOptions: 'shareable',
};

/** The accounts an answer names as owner, one per record, and how much that proves; `null` where it proves nothing. */
export function accountsIn(answer: Answer): { strength: Strength; accounts: AccountId[] } | null {
  const strength = strengthOf[answer.operation.operation];
  if (strength === undefined) return null;
  const accounts = entriesOf(answer).flatMap((entry) => {
    const owner = text<AccountId>(entry, 'OwnerId');
    if (owner !== null && /^\d{12}$/.test(owner)) return [owner];
    return arnsOf(entry)
      .flatMap((arn) => placeOfArn(arn).accountId ?? [])
      .slice(0, 1);
  });
  return { strength, accounts };
}

/** The Regions an answer's own zones, ARNs and service names tell; normally one. */
export function regionsIn(answer: Answer): Region[] {
  return [...new Set(entriesOf(answer).flatMap((entry) => regionsOfEntry(answer.operation.operation, entry)))];
}

function regionsOfEntry(operation: string, entry: Wire): Region[] {
  const zones = [text(entry, 'AvailabilityZone'), text(entry, 'ZoneName'), ...(presentTexts(entry, 'AvailabilityZones') ?? [])];
  const placed = wires(entry, 'Instances').map((instance) => text(inner(instance, 'Placement'), 'AvailabilityZone'));
  const addresses = wires(entry, 'NatGatewayAddresses').map((address) => text(address, 'AvailabilityZone'));
  const balanced = wires(entry, 'AvailabilityZones').map((zone) => text(zone, 'ZoneName'));
  const ofZones = [...zones, ...placed, ...addresses, ...balanced].flatMap((zone) => (zone === null ? [] : (regionOfZoneName(zone) ?? [])));
  const ofArns = arnsOf(entry).flatMap((arn) => placeOfArn(arn).region ?? []);
  return [...ofZones, ...ofArns, ...regionsOfService(operation, entry)];
}

/** A service name tells the Region of the service, which is the endpoint's own only where no other can be meant. */
function regionsOfService(operation: string, entry: Wire): Region[] {
  const isOwn = operation === 'DescribeVpcEndpointServiceConfigurations';
  const isLocal =
    operation === 'DescribeVpcEndpoints' && (text(entry, 'ServiceRegion') === null || text(entry, 'VpcEndpointType') === 'Gateway');
  const isPrefixList = operation === 'DescribePrefixLists' || operation === 'DescribeManagedPrefixLists';
  if (!isOwn && !isLocal && !isPrefixList) return [];
  const name = text<ServiceName>(entry, isPrefixList ? 'PrefixListName' : 'ServiceName');
  const region = name === null ? null : parseServiceName(name).region;
  return region === null ? [] : [region];
}

const arnFields = [
  'LoadBalancerArn',
  'TargetGroupArn',
  'ListenerArn',
  'SubnetArn',
  'TransitGatewayArn',
  'PrefixListArn',
  'SecurityGroupArn',
  'FirewallArn',
  'Arn',
];

function arnsOf(entry: Wire): string[] {
  const own = arnFields.flatMap((field) => text(entry, field) ?? []);
  const firewall = text(inner(entry, 'Firewall'), 'FirewallArn');
  return [...own, ...(firewall === null ? [] : [firewall]), ...(presentTexts(entry, 'NetworkLoadBalancerArns') ?? [])];
}

function entriesOf(answer: Answer): readonly Wire[] {
  const { member } = answer.operation;
  return member === null ? [answer.wire] : wires(answer.wire, member);
}
