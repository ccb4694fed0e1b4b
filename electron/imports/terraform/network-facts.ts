/** VPCs, subnets, gateways, routes and security groups of Terraform in the words of the EC2 API. */
import type { Wire } from '#shared/model/wire.ts';
import type { Fact } from '../planned/fact.ts';
import type { Attributes } from './attributes.ts';

/** Tags as the API gives them, those of the provider included. */
export function tagsOf({ values }: Pick<Attributes, 'values'>): Wire[] {
  const all: unknown = values['tags_all'] ?? values['tags'];
  if (typeof all !== 'object' || all === null) return [];
  return Object.entries(all).flatMap(([Key, Value]) => (typeof Value === 'string' ? [{ Key, Value }] : []));
}

/** An item, its unknown fields left out. */
export function item(from: Attributes, operation: string, wire: Wire): Fact {
  const known = Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== null));
  return { kind: 'item', operation, id: from.id, wire: { ...known, Tags: tagsOf(from) }, place: from.place };
}

export function vpcFacts(from: Attributes): Fact[] {
  const { id: VpcId, place } = from;
  const flags = [
    ['EnableDnsSupport', from.flag('enable_dns_support')],
    ['EnableDnsHostnames', from.flag('enable_dns_hostnames')],
  ] as const;
  const attributes = Object.fromEntries(flags.flatMap(([name, Value]) => (Value === null ? [] : [[name, { Value }]])));
  const ipv6 = from.text('ipv6_cidr_block');
  return [
    item(from, 'DescribeVpcs', {
      VpcId,
      CidrBlock: from.text('cidr_block'),
      IsDefault: from.type === 'aws_default_vpc',
      DhcpOptionsId: from.text('dhcp_options_id'),
      Ipv6CidrBlockAssociationSet: ipv6 === null ? [] : [{ Ipv6CidrBlock: ipv6 }],
    }),
    { kind: 'item', operation: 'DescribeVpcAttribute', id: VpcId, wire: { VpcId, ...attributes }, place },
  ];
}

export function subnetFacts(from: Attributes): Fact[] {
  const ipv6 = from.text('ipv6_cidr_block');
  const wire = {
    SubnetId: from.id,
    VpcId: from.ref('vpc_id'),
    CidrBlock: from.text('cidr_block'),
    AvailabilityZone: from.text('availability_zone'),
    AvailabilityZoneId: from.text('availability_zone_id'),
    MapPublicIpOnLaunch: from.flag('map_public_ip_on_launch'),
    OutpostArn: from.text('outpost_arn'),
    Ipv6CidrBlockAssociationSet: ipv6 === null ? [] : [{ Ipv6CidrBlock: ipv6 }],
  };
  return [item(from, 'DescribeSubnets', wire)];
}

export function internetGatewayFacts(from: Attributes): Fact[] {
  const vpcId = from.ref('vpc_id');
  const key = from.type === 'aws_internet_gateway' ? 'InternetGatewayId' : 'EgressOnlyInternetGatewayId';
  const operation = from.type === 'aws_internet_gateway' ? 'DescribeInternetGateways' : 'DescribeEgressOnlyInternetGateways';
  return [item(from, operation, { [key]: from.id, Attachments: vpcId === null ? [] : [{ VpcId: vpcId }] })];
}

export function natFacts(from: Attributes): Fact[] {
  const address = { AllocationId: from.ref('allocation_id'), PublicIp: from.text('public_ip'), PrivateIp: from.text('private_ip') };
  const wire = {
    NatGatewayId: from.id,
    VpcId: from.ref('vpc_id'),
    SubnetId: from.ref('subnet_id'),
    State: 'available',
    ConnectivityType: from.text('connectivity_type') ?? 'public',
    AvailabilityMode: from.text('availability_mode') ?? 'zonal',
    NatGatewayAddresses: [
      { ...address, NetworkInterfaceId: from.text('network_interface_id') },
      ...from.blocks('regional_nat_gateway_address').map((each) => ({
        AllocationId: each['allocation_id'],
        PublicIp: each['public_ip'],
        AvailabilityZone: each['availability_zone'],
        AvailabilityZoneId: each['availability_zone_id'],
      })),
    ],
  };
  return [item(from, 'DescribeNatGateways', wire)];
}

/** Attributes of a route that name a target, with the field of the API. */
const targets: readonly (readonly [string, string])[] = [
  ['nat_gateway_id', 'NatGatewayId'],
  ['gateway_id', 'GatewayId'],
  ['vpc_endpoint_id', 'GatewayId'],
  ['transit_gateway_id', 'TransitGatewayId'],
  ['vpc_peering_connection_id', 'VpcPeeringConnectionId'],
  ['egress_only_gateway_id', 'EgressOnlyInternetGatewayId'],
  ['network_interface_id', 'NetworkInterfaceId'],
  ['local_gateway_id', 'LocalGatewayId'],
  ['carrier_gateway_id', 'CarrierGatewayId'],
  ['core_network_arn', 'CoreNetworkArn'],
  ['instance_id', 'InstanceId'],
];

export function routeFacts(from: Attributes): Fact[] {
  const table = from.ref('route_table_id');
  const destination = {
    DestinationCidrBlock: from.text('destination_cidr_block'),
    DestinationIpv6CidrBlock: from.text('destination_ipv6_cidr_block'),
    DestinationPrefixListId: from.text('destination_prefix_list_id'),
  };
  if (table === null) return [];
  const found = targets.flatMap(([name, field]) => {
    const id = from.ref(name);
    return id === null ? [] : [[field, id] as const];
  });
  return [{ kind: 'route', of: table, route: { ...destination, ...Object.fromEntries(found.slice(0, 1)), State: 'active' } }];
}

export function routeTableFacts(from: Attributes): Fact[] {
  const wire = { RouteTableId: from.id, VpcId: from.ref('vpc_id'), Associations: [], Routes: [] };
  const inline = from.blocks('route').map((block): Fact => {
    const text = (name: string): unknown => (block[name] === '' ? undefined : block[name]);
    const target = targets.flatMap(([name, field]) =>
      typeof block[name] === 'string' && block[name] !== '' ? [[field, block[name]] as const] : [],
    );
    const route = {
      DestinationCidrBlock: text('cidr_block'),
      DestinationIpv6CidrBlock: text('ipv6_cidr_block'),
      DestinationPrefixListId: text('destination_prefix_list_id'),
      ...Object.fromEntries(target.slice(0, 1)),
      State: 'active',
    };
    return { kind: 'route', of: from.id, route };
  });
  const main: Fact[] = from.type === 'aws_default_route_table' ? [{ kind: 'main-table', of: from.id }] : [];
  return [item(from, 'DescribeRouteTables', wire), ...main, ...inline];
}

export function tableAssociationFacts(from: Attributes): Fact[] {
  const table = from.ref('route_table_id');
  const subnetId = from.ref('subnet_id');
  return table === null || subnetId === null ? [] : [{ kind: 'table-subnet', of: table, subnetId }];
}

export function mainTableFacts(from: Attributes): Fact[] {
  const table = from.ref('route_table_id');
  return table === null ? [] : [{ kind: 'main-table', of: table }];
}

/** A rule as a permission of the API; `null` where the code says nothing of whom it lets in. */
function permissionOf(block: Wire): Wire {
  const list = (name: string): readonly unknown[] => {
    const value = block[name];
    return Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : [];
  };
  const port = (name: string): unknown => (block['protocol'] === '-1' || block['ip_protocol'] === '-1' ? undefined : block[name]);
  const blocks = [...list('cidr_blocks'), ...list('cidr_ipv4')];
  const groups = [...list('security_groups'), ...list('source_security_group_id'), ...list('referenced_security_group_id')];
  return {
    IpProtocol: block['protocol'] ?? block['ip_protocol'] ?? '-1',
    FromPort: port('from_port'),
    ToPort: port('to_port'),
    IpRanges: blocks.map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: [...list('ipv6_cidr_blocks'), ...list('cidr_ipv6')].map((CidrIpv6) => ({ CidrIpv6 })),
    PrefixListIds: [...list('prefix_list_ids'), ...list('prefix_list_id')].map((PrefixListId) => ({ PrefixListId })),
    UserIdGroupPairs: groups.map((GroupId) => ({ GroupId })),
  };
}

export function securityGroupFacts(from: Attributes): Fact[] {
  const own = (block: Wire): Wire =>
    permissionOf(block['self'] === true ? { ...block, security_groups: [...securityGroups(block), from.id] } : block);
  const wire = {
    GroupId: from.id,
    GroupName: from.text('name') ?? (from.type === 'aws_default_security_group' ? 'default' : null),
    VpcId: from.ref('vpc_id'),
    IpPermissions: from.blocks('ingress').map(own),
    IpPermissionsEgress: from.blocks('egress').map(own),
  };
  return [item(from, 'DescribeSecurityGroups', wire)];
}

function securityGroups(block: Wire): readonly unknown[] {
  return Array.isArray(block['security_groups']) ? (block['security_groups'] as unknown[]) : [];
}

/** `aws_security_group_rule` and the two newer types of one rule each. */
export function ruleFacts(from: Attributes): Fact[] {
  const of = from.ref('security_group_id');
  if (of === null) return [];
  const isIngress = from.type === 'aws_vpc_security_group_ingress_rule' || from.text('type') === 'ingress';
  const group = from.ref('source_security_group_id') ?? from.ref('referenced_security_group_id');
  const groups = [...(group === null ? [] : [group]), ...(from.flag('self') === true ? [of] : [])];
  const values = { ...from.values, source_security_group_id: null, referenced_security_group_id: null, security_groups: groups };
  return [{ kind: 'rule', of, direction: isIngress ? 'in' : 'out', permission: permissionOf(values) }];
}
