/** Resources of a template in the words of the EC2 and ELB APIs, which are nearly its own. */
import { text, texts, type Wire, wires } from '#shared/model/wire.ts';
import type { Fact, PlannedPlace } from '../planned/fact.ts';

/** One resource with its properties worked out. */
export interface TemplateResource {
  readonly id: string;
  readonly properties: Wire;
  readonly place: PlannedPlace;
}

type Reader = (from: TemplateResource) => Fact[];

function item({ id, properties, place }: TemplateResource, operation: string, wire: Wire): Fact {
  return { kind: 'item', operation, id, wire: { Tags: properties['Tags'], ...wire }, place };
}

function vpcFacts(from: TemplateResource): Fact[] {
  const { id: VpcId, properties, place } = from;
  // The template's own defaults: DNS support is on, DNS host names are off.
  const attributes = {
    EnableDnsSupport: { Value: asFlag(properties['EnableDnsSupport'] ?? true) },
    EnableDnsHostnames: { Value: asFlag(properties['EnableDnsHostnames'] ?? false) },
  };
  return [
    item(from, 'DescribeVpcs', { VpcId, CidrBlock: properties['CidrBlock'], IsDefault: false }),
    { kind: 'item', operation: 'DescribeVpcAttribute', id: VpcId, wire: { VpcId, ...attributes }, place },
  ];
}

/** Templates may write `"true"`. */
function asFlag(value: unknown): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

function subnetFacts(from: TemplateResource): Fact[] {
  const { VpcId, CidrBlock, AvailabilityZone, AvailabilityZoneId, MapPublicIpOnLaunch, OutpostArn } = from.properties;
  const wire = {
    SubnetId: from.id,
    VpcId,
    CidrBlock,
    AvailabilityZone,
    AvailabilityZoneId,
    MapPublicIpOnLaunch: asFlag(MapPublicIpOnLaunch),
    OutpostArn,
  };
  return [item(from, 'DescribeSubnets', wire)];
}

function routeFacts({ properties }: TemplateResource): Fact[] {
  const { RouteTableId: table, VpcEndpointId, ...route } = properties;
  if (typeof table !== 'string') return [];
  return [
    {
      kind: 'route',
      of: table,
      route: { ...route, ...(VpcEndpointId === undefined ? {} : { GatewayId: VpcEndpointId }), State: 'active' },
    },
  ];
}

function natFacts(from: TemplateResource): Fact[] {
  const { SubnetId, VpcId, ConnectivityType, AvailabilityMode, AllocationId } = from.properties;
  const wire = {
    NatGatewayId: from.id,
    SubnetId,
    VpcId,
    State: 'available',
    ConnectivityType: ConnectivityType ?? 'public',
    AvailabilityMode: AvailabilityMode ?? 'zonal',
    NatGatewayAddresses: AllocationId === undefined ? [] : [{ AllocationId }],
  };
  return [item(from, 'DescribeNatGateways', wire)];
}

function endpointFacts(from: TemplateResource): Fact[] {
  const { properties } = from;
  const policy = properties['PolicyDocument'];
  const wire = {
    VpcEndpointId: from.id,
    VpcEndpointType: properties['VpcEndpointType'] ?? 'Gateway',
    VpcId: properties['VpcId'],
    ServiceName: properties['ServiceName'],
    ServiceRegion: properties['ServiceRegion'],
    State: 'Available',
    PolicyDocument: policy === undefined || policy === null ? undefined : typeof policy === 'string' ? policy : JSON.stringify(policy),
    RouteTableIds: properties['RouteTableIds'],
    SubnetIds: properties['SubnetIds'],
    Groups: texts<string>(properties, 'SecurityGroupIds').map((GroupId) => ({ GroupId })),
    PrivateDnsEnabled: asFlag(properties['PrivateDnsEnabled'] ?? (properties['VpcEndpointType'] === 'Interface' ? false : undefined)),
    IpAddressType: properties['IpAddressType'],
    ResourceConfigurationArn: properties['ResourceConfigurationArn'],
    ServiceNetworkArn: properties['ServiceNetworkArn'],
  };
  return [item(from, 'DescribeVpcEndpoints', wire)];
}

function serviceFacts(from: TemplateResource): Fact[] {
  const { AcceptanceRequired, NetworkLoadBalancerArns, GatewayLoadBalancerArns, SupportedIpAddressTypes } = from.properties;
  const isGateway = Array.isArray(GatewayLoadBalancerArns) && GatewayLoadBalancerArns.length > 0;
  const wire = {
    ServiceId: from.id,
    ServiceType: [{ ServiceType: isGateway ? 'GatewayLoadBalancer' : 'Interface' }],
    ServiceState: 'Available',
    AcceptanceRequired: asFlag(AcceptanceRequired ?? true),
    NetworkLoadBalancerArns,
    GatewayLoadBalancerArns,
    SupportedIpAddressTypes,
  };
  return [item(from, 'DescribeVpcEndpointServiceConfigurations', wire)];
}

function permissionFacts({ properties, place }: TemplateResource): Fact[] {
  const service = text(properties, 'ServiceId');
  if (service === null) return [];
  return texts<string>(properties, 'AllowedPrincipals').map((Principal) => ({
    kind: 'item',
    operation: 'DescribeVpcEndpointServicePermissions',
    id: `${service}/${Principal}`,
    wire: { ServiceId: service, Principal, PrincipalType: Principal === '*' ? 'All' : undefined },
    place,
  }));
}

/** Protocols may be written as numbers: `-1`. */
function numericOrText(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** A rule of a group as a permission of the API. */
function permissionOf(rule: Wire): Wire {
  const one = (value: unknown, field: string): readonly Wire[] => (typeof value === 'string' ? [{ [field]: value }] : []);
  return {
    IpProtocol: numericOrText(rule['IpProtocol']) ?? '-1',
    FromPort: rule['FromPort'],
    ToPort: rule['ToPort'],
    IpRanges: one(rule['CidrIp'], 'CidrIp'),
    Ipv6Ranges: one(rule['CidrIpv6'], 'CidrIpv6'),
    PrefixListIds: one(rule['SourcePrefixListId'] ?? rule['DestinationPrefixListId'], 'PrefixListId'),
    UserIdGroupPairs: one(rule['SourceSecurityGroupId'] ?? rule['DestinationSecurityGroupId'], 'GroupId'),
  };
}

/** Without egress rules AWS lets everything out. */
const everywhere = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

function securityGroupFacts(from: TemplateResource): Fact[] {
  const { properties } = from;
  const egress = wires(properties, 'SecurityGroupEgress').map(permissionOf);
  const wire = {
    GroupId: from.id,
    GroupName: properties['GroupName'],
    VpcId: properties['VpcId'],
    IpPermissions: wires(properties, 'SecurityGroupIngress').map(permissionOf),
    IpPermissionsEgress: properties['SecurityGroupEgress'] === undefined ? [everywhere] : egress,
  };
  return [item(from, 'DescribeSecurityGroups', wire)];
}

function ruleFacts(direction: 'in' | 'out'): Reader {
  return ({ properties }) => {
    const of = text(properties, 'GroupId');
    return of === null ? [] : [{ kind: 'rule', of, direction, permission: permissionOf(properties) }];
  };
}

function loadBalancerFacts(from: TemplateResource): Fact[] {
  const { properties, place, id: LoadBalancerArn } = from;
  const mapped = wires(properties, 'SubnetMappings').flatMap((each) => text(each, 'SubnetId') ?? []);
  const subnets = [...new Set([...texts<string>(properties, 'Subnets'), ...mapped])];
  const attributes = wires(properties, 'LoadBalancerAttributes');
  const wire = {
    LoadBalancerArn,
    LoadBalancerName: properties['Name'],
    Type: properties['Type'] ?? 'application',
    Scheme: properties['Scheme'] ?? 'internet-facing',
    SecurityGroups: properties['SecurityGroups'],
    AvailabilityZones: subnets.map((SubnetId) => ({ SubnetId })),
  };
  const told: Fact = {
    kind: 'item',
    operation: 'DescribeLoadBalancerAttributes',
    id: LoadBalancerArn,
    wire: { LoadBalancerArn, Attributes: attributes },
    place,
  };
  return [item(from, 'DescribeLoadBalancers', wire), ...(attributes.length === 0 ? [] : [told])];
}

function attachmentFacts(from: TemplateResource): Fact[] {
  const { TransitGatewayId, VpcId, SubnetIds } = from.properties;
  return [
    item(from, 'DescribeTransitGatewayVpcAttachments', {
      TransitGatewayAttachmentId: from.id,
      TransitGatewayId,
      VpcId,
      SubnetIds,
      State: 'available',
    }),
  ];
}

function peeringFacts(from: TemplateResource): Fact[] {
  const { VpcId, PeerVpcId, PeerOwnerId, PeerRegion } = from.properties;
  const wire = {
    VpcPeeringConnectionId: from.id,
    Status: { Code: 'active' },
    RequesterVpcInfo: { VpcId },
    AccepterVpcInfo: { VpcId: PeerVpcId, OwnerId: PeerOwnerId, Region: PeerRegion },
  };
  return [item(from, 'DescribeVpcPeeringConnections', wire)];
}

function attachedGatewayFacts({ properties }: TemplateResource): Fact[] {
  const [of, vpcId] = [text(properties, 'InternetGatewayId'), text(properties, 'VpcId')];
  return of === null || vpcId === null ? [] : [{ kind: 'gateway-vpc', of, vpcId }];
}

function associationFacts({ properties }: TemplateResource): Fact[] {
  const [of, subnetId] = [text(properties, 'RouteTableId'), text(properties, 'SubnetId')];
  return of === null || subnetId === null ? [] : [{ kind: 'table-subnet', of, subnetId }];
}

/** Readers by type, with the prefix of the id that AWS gives; types without one are parts of others. */
export const templateTypes: Readonly<Record<string, { readonly prefix: string | null; readonly read: Reader }>> = {
  'AWS::EC2::VPC': { prefix: 'vpc', read: vpcFacts },
  'AWS::EC2::Subnet': { prefix: 'subnet', read: subnetFacts },
  'AWS::EC2::RouteTable': {
    prefix: 'rtb',
    read: (from) => [
      item(from, 'DescribeRouteTables', { RouteTableId: from.id, VpcId: from.properties['VpcId'], Associations: [], Routes: [] }),
    ],
  },
  'AWS::EC2::Route': { prefix: null, read: routeFacts },
  'AWS::EC2::SubnetRouteTableAssociation': { prefix: null, read: associationFacts },
  'AWS::EC2::InternetGateway': {
    prefix: 'igw',
    read: (from) => [item(from, 'DescribeInternetGateways', { InternetGatewayId: from.id, Attachments: [] })],
  },
  'AWS::EC2::VPCGatewayAttachment': { prefix: null, read: attachedGatewayFacts },
  'AWS::EC2::NatGateway': { prefix: 'nat', read: natFacts },
  'AWS::EC2::EIP': { prefix: 'eipalloc', read: () => [] },
  'AWS::EC2::VPCEndpoint': { prefix: 'vpce', read: endpointFacts },
  'AWS::EC2::VPCEndpointService': { prefix: 'vpce-svc', read: serviceFacts },
  'AWS::EC2::VPCEndpointServicePermissions': { prefix: null, read: permissionFacts },
  'AWS::EC2::SecurityGroup': { prefix: 'sg', read: securityGroupFacts },
  'AWS::EC2::SecurityGroupIngress': { prefix: null, read: ruleFacts('in') },
  'AWS::EC2::SecurityGroupEgress': { prefix: null, read: ruleFacts('out') },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { prefix: 'lb', read: loadBalancerFacts },
  'AWS::EC2::TransitGateway': {
    prefix: 'tgw',
    read: (from) => [item(from, 'DescribeTransitGateways', { TransitGatewayId: from.id, State: 'available' })],
  },
  'AWS::EC2::TransitGatewayAttachment': { prefix: 'tgw-attach', read: attachmentFacts },
  'AWS::EC2::TransitGatewayVpcAttachment': { prefix: 'tgw-attach', read: attachmentFacts },
  'AWS::EC2::VPCPeeringConnection': { prefix: 'pcx', read: peeringFacts },
};
