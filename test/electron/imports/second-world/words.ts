/** Entries of answers for the second world, with other habits than the first one: what AWS leaves out where a value is the usual one is left out here. */
import { add, idOf, type Item, type World } from '../planted/world.ts';

/** The network account, which owns VPCs, endpoints and NAT gateways. */
export const net = '222200001111';
/** Owns a service, and nothing else. */
export const prov = '333300002222';
/** Runs functions in subnets that the network account shares with it. */
export const team = '444400003333';
/** Nobody knows this one. */
export const foreign = '555500004444';
export const frankfurt = 'eu-central-1';
export const ireland = 'eu-west-1';

/** Every account of Frankfurt has the same names for the same zones, and `a` is not the first. */
export const zoneIds = { a: 'euc1-az2', b: 'euc1-az3', c: 'euc1-az1' } as const;
export type Letter = keyof typeof zoneIds;
export const letters = ['a', 'b', 'c'] as const;

export interface At {
  readonly account?: string;
  readonly region?: string;
  readonly of?: string;
}

/** Adds entries to an answer of the network account in Frankfurt, unless told. */
export function put(world: World, operation: string, items: readonly Item[], at: At = {}): void {
  add(world, operation, items, { account: net, region: frankfurt, ...at });
}

/** Changes what a person would find by id. */
export function edit(world: World, operation: string, id: string, fields: Item | ((item: Item) => Item), at: At = {}): void {
  replaceItems(world, operation, at, (items) => {
    if (!items.some((item) => has(item, id))) throw new Error(`${operation} has no ${id}`);
    return items.map((item) => (has(item, id) ? { ...item, ...(typeof fields === 'function' ? fields(item) : fields) } : item));
  });
}

export function remove(world: World, operation: string, id: string, at: At = {}): void {
  replaceItems(world, operation, at, (items) => items.filter((item) => !has(item, id)));
}

/** Makes an answer anew. */
export function replaceItems(world: World, operation: string, at: At, make: (items: readonly Item[]) => readonly Item[]): void {
  const { account = net, region = frankfurt, of = '' } = at;
  const key = [account, region, operation, of].join(' ').trim();
  world.set(key, make(world.get(key) ?? []));
}

function has(item: Item, id: string): boolean {
  return Object.values(item).some((value) => value === id);
}

export function zoneItem(letter: Letter, more: Item = {}): Item {
  return {
    OptInStatus: 'opt-in-not-required',
    RegionName: frankfurt,
    ZoneName: `${frankfurt}${letter}`,
    ZoneId: zoneIds[letter],
    GroupName: frankfurt,
    NetworkBorderGroup: frankfurt,
    ZoneType: 'availability-zone',
    State: 'available',
    ...more,
  };
}

export function subnetItem(name: string, vpcName: string, letter: Letter, block: string, more: Item = {}): Item {
  return {
    SubnetId: idOf('subnet', name),
    VpcId: idOf('vpc', vpcName),
    OwnerId: net,
    CidrBlock: block,
    AvailabilityZone: `${frankfurt}${letter}`,
    AvailabilityZoneId: zoneIds[letter],
    AvailableIpAddressCount: 187,
    State: 'available',
    Ipv6CidrBlockAssociationSet: [],
    SubnetArn: `arn:aws:ec2:${frankfurt}:${net}:subnet/${idOf('subnet', name)}`,
    ...more,
  };
}

export function withSix(number: number): Item {
  const block = `2a05:d014:abc:c0${number}::/64`;
  return { Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: block, Ipv6CidrBlockState: { State: 'associated' } }] };
}

/** A route table; without subnets it is the main one of its VPC, and says so. */
export function tableItem(
  name: string,
  vpcName: string,
  subnets: readonly string[],
  routes: readonly Item[],
  local: readonly string[],
): Item {
  const RouteTableId = idOf('rtb', name);
  const own = (block: string): Item => ({
    [block.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: block,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  });
  const associated = (subnet: string): Item => ({
    Main: false,
    RouteTableId,
    SubnetId: idOf('subnet', subnet),
    AssociationState: { State: 'associated' },
  });
  return {
    RouteTableId,
    VpcId: idOf('vpc', vpcName),
    OwnerId: net,
    Associations:
      subnets.length === 0 ? [{ Main: true, RouteTableId, AssociationState: { State: 'associated' } }] : subnets.map(associated),
    PropagatingVgws: [],
    Routes: [...local.map(own), ...routes],
    Tags: [{ Key: 'Name', Value: name }],
  };
}

/** Two words of a route: where to, and by what; the fields follow from their shapes. */
export function via(to: string, target: string, state = 'active'): Item {
  const field = to.startsWith('pl-') ? 'DestinationPrefixListId' : to.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
  const kinds = {
    nat: 'NatGatewayId',
    tgw: 'TransitGatewayId',
    pcx: 'VpcPeeringConnectionId',
    eigw: 'EgressOnlyInternetGatewayId',
    eni: 'NetworkInterfaceId',
  };
  const kind = target.slice(0, target.indexOf('-'));
  return { [field]: to, [kinds[kind as keyof typeof kinds] ?? 'GatewayId']: target, Origin: 'CreateRoute', State: state };
}

export function interfaceItem(name: string, subnet: Item, address: string, more: Item = {}): Item {
  return {
    NetworkInterfaceId: idOf('eni', name),
    SubnetId: subnet['SubnetId'],
    VpcId: subnet['VpcId'],
    OwnerId: net,
    AvailabilityZone: subnet['AvailabilityZone'],
    Status: 'in-use',
    PrivateIpAddress: address,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
    Ipv6Addresses: [],
    Groups: [],
    ...more,
  };
}

/** A function of the team, in a subnet that is not its own. */
export function functionItem(name: string, subnet: Item, address: string, more: Item = {}): Item {
  return interfaceItem(name, subnet, address, {
    OwnerId: team,
    InterfaceType: 'lambda',
    Description: 'AWS Lambda VPC ENI-orders-1111',
    RequesterManaged: true,
    Groups: [{ GroupId: idOf('sg', '4e'), GroupName: 'functions' }],
    ...more,
  });
}

/** A task of ECS with an address of each family. */
export function taskItem(name: string, subnet: Item, address: string, six: string): Item {
  return interfaceItem(name, subnet, address, {
    InterfaceType: 'interface',
    Description: `arn:aws:ecs:${frankfurt}:${net}:attachment/${name}`,
    Ipv6Addresses: [{ Ipv6Address: six }],
    Groups: [{ GroupId: idOf('sg', '4d'), GroupName: 'tasks' }],
  });
}

/** The condition by which only the organisation gets through. */
export const ownOrganisation = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

export function policyItem(...statements: readonly Item[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export const ownOnly = policyItem({ Effect: 'Allow', Principal: { AWS: '*' }, Action: ['*'], Resource: ['*'], Condition: ownOrganisation });

export function endpointItem(name: string, service: string, subnets: readonly string[], more: Item = {}): Item {
  return {
    VpcEndpointId: idOf('vpce', name),
    VpcEndpointType: 'Interface',
    VpcId: idOf('vpc', '40'),
    OwnerId: net,
    ServiceName: service.startsWith('com.') ? service : `com.amazonaws.${frankfurt}.${service}`,
    State: 'available',
    PolicyDocument: ownOnly,
    SubnetIds: subnets.map((subnet) => idOf('subnet', subnet)),
    NetworkInterfaceIds: subnets.map((subnet) => idOf('eni', `${name}${subnet}`)),
    Groups: [{ GroupId: idOf('sg', '4a'), GroupName: 'endpoints' }],
    IpAddressType: 'ipv4',
    DnsOptions: { DnsRecordIpType: 'ipv4' },
    PrivateDnsEnabled: true,
    RequesterManaged: false,
    DnsEntries: [{ DnsName: `${idOf('vpce', name)}-q1w2e3r4.${service}.${frankfurt}.vpce.amazonaws.com`, HostedZoneId: 'Z273ZU8SZ5RJPC' }],
    CreationTimestamp: '2025-06-01T08:00:00+00:00',
    ServiceRegion: frankfurt,
    ...more,
  };
}

export function serviceItem(short: string, more: Item = {}): Item {
  return {
    ServiceName: `com.amazonaws.${frankfurt}.${short}`,
    ServiceType: [{ ServiceType: 'Interface' }],
    ServiceRegion: frankfurt,
    AvailabilityZones: letters.map((letter) => `${frankfurt}${letter}`),
    Owner: 'amazon',
    PrivateDnsName: `${short}.${frankfurt}.amazonaws.com`,
    PrivateDnsNames: [{ PrivateDnsName: `${short}.${frankfurt}.amazonaws.com` }],
    PrivateDnsNameVerificationState: 'verified',
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    SupportedIpAddressTypes: ['ipv4', 'ipv6'],
    ...more,
  };
}

export function groupItem(name: string, vpcName: string, permissions: readonly Item[], more: Item = {}): Item {
  return {
    GroupId: idOf('sg', name),
    GroupName: `group-${name}`,
    VpcId: idOf('vpc', vpcName),
    OwnerId: net,
    IpPermissions: permissions,
    IpPermissionsEgress: [],
    ...more,
  };
}

export function permit(ports: readonly [number, number] | null, sources: Item, protocol = ports === null ? '-1' : 'tcp'): Item {
  return { IpProtocol: protocol, ...(ports === null ? {} : { FromPort: ports[0], ToPort: ports[1] }), ...sources };
}
