/** Entries of answers with every field the AWS CLI prints for them, odd ones included. */
import { home, idOf, type Item, shop } from '../planted/world.ts';

export const zoneOf = { a: 'use1-az4', b: 'use1-az6' } as const;

export function vpc(name: string, block: string, more: Item = {}): Item {
  return {
    OwnerId: shop,
    InstanceTenancy: 'default',
    Ipv6CidrBlockAssociationSet: [],
    CidrBlockAssociationSet: [
      { AssociationId: idOf('vpc-cidr-assoc', name), CidrBlock: block, CidrBlockState: { State: 'associated' } },
      { AssociationId: idOf('vpc-cidr-assoc', `${name}0`), CidrBlock: '100.64.0.0/16', CidrBlockState: { State: 'disassociated' } },
    ],
    IsDefault: false,
    Tags: [{ Key: 'Name', Value: name }],
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    VpcId: idOf('vpc', name),
    State: 'available',
    CidrBlock: block,
    DhcpOptionsId: idOf('dopt', 'd1'),
    ...more,
  };
}

export function subnet(name: string, letter: 'a' | 'b', vpcName: string, block: string, more: Item = {}): Item {
  return {
    AvailabilityZoneId: zoneOf[letter],
    MapCustomerOwnedIpOnLaunch: false,
    OwnerId: shop,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    SubnetArn: `arn:aws:ec2:${home}:${shop}:subnet/${idOf('subnet', name)}`,
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    SubnetId: idOf('subnet', name),
    State: 'available',
    VpcId: idOf('vpc', vpcName),
    CidrBlock: block,
    AvailableIpAddressCount: 240,
    AvailabilityZone: `${home}${letter}`,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
    ...more,
  };
}

/** A subnet without IPv4: the CLI then prints no `CidrBlock` and 0 addresses. */
export function ipv6Subnet(name: string, letter: 'a' | 'b', vpcName: string, block: string): Item {
  const { CidrBlock: _none, ...rest } = subnet(name, letter, vpcName, '', {
    Ipv6Native: true,
    EnableDns64: true,
    AvailableIpAddressCount: 0,
  });
  const association = { AssociationId: idOf('subnet-cidr-assoc', name), Ipv6CidrBlock: block, Ipv6CidrBlockState: { State: 'associated' } };
  return {
    ...rest,
    AssignIpv6AddressOnCreation: true,
    Ipv6CidrBlockAssociationSet: [{ ...association, Ipv6AddressAttribute: 'public', IpSource: 'amazon' }],
  };
}

export function table(name: string, vpcName: string, subnets: readonly string[], routes: readonly Item[], more: Item = {}): Item {
  return {
    Associations: subnets.map((one) => ({
      Main: false,
      RouteTableAssociationId: idOf('rtbassoc', one),
      RouteTableId: idOf('rtb', name),
      SubnetId: idOf('subnet', one),
      AssociationState: { State: 'associated' },
    })),
    PropagatingVgws: [],
    RouteTableId: idOf('rtb', name),
    Routes: [local('10.0.0.0/16'), ...routes],
    Tags: [],
    VpcId: idOf('vpc', vpcName),
    OwnerId: shop,
    ...more,
  };
}

function local(block: string): Item {
  return { DestinationCidrBlock: block, GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' };
}

/** A route as the CLI prints it: the field of its destination and of its target follow from their shape. */
export function route(to: string, via: string, state = 'active'): Item {
  const destination = to.startsWith('pl-')
    ? 'DestinationPrefixListId'
    : to.includes(':')
      ? 'DestinationIpv6CidrBlock'
      : 'DestinationCidrBlock';
  const targets = {
    nat: 'NatGatewayId',
    tgw: 'TransitGatewayId',
    pcx: 'VpcPeeringConnectionId',
    eigw: 'EgressOnlyInternetGatewayId',
  } as const;
  const kind = via.slice(0, via.indexOf('-'));
  const target = targets[kind as keyof typeof targets] ?? 'GatewayId';
  return { [destination]: to, [target]: via, Origin: 'CreateRoute', State: state };
}

export function nat(name: string, subnetName: string, vpcName: string, more: Item = {}): Item {
  return {
    CreateTime: '2025-03-04T05:06:07+00:00',
    NatGatewayAddresses: [
      {
        AllocationId: idOf('eipalloc', name),
        NetworkInterfaceId: idOf('eni', `a${name.replace(/[^0-9a-f]/g, '')}`),
        PrivateIp: '10.0.0.9',
        PublicIp: '203.0.113.9',
        AssociationId: idOf('eipassoc', name),
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
    NatGatewayId: idOf('nat', name),
    State: 'available',
    SubnetId: idOf('subnet', subnetName),
    VpcId: idOf('vpc', vpcName),
    Tags: [],
    ConnectivityType: 'public',
    AvailabilityMode: 'zonal',
    ...more,
  };
}

export function endpoint(name: string, service: string, vpcName: string, subnets: readonly string[], more: Item = {}): Item {
  return {
    VpcEndpointId: idOf('vpce', name),
    VpcEndpointType: 'Interface',
    VpcId: idOf('vpc', vpcName),
    ServiceName: `com.amazonaws.${home}.${service}`,
    State: 'available',
    PolicyDocument: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
    RouteTableIds: [],
    SubnetIds: subnets.map((one) => idOf('subnet', one)),
    Groups: [{ GroupId: idOf('sg', 'ab'), GroupName: 'endpoints' }],
    IpAddressType: 'ipv4',
    DnsOptions: { DnsRecordIpType: 'ipv4' },
    PrivateDnsEnabled: true,
    RequesterManaged: false,
    NetworkInterfaceIds: subnets.map((_one, index) => idOf('eni', `e${index}`)),
    DnsEntries: [{ DnsName: `${idOf('vpce', name)}-abcdefgh.${service}.${home}.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' }],
    CreationTimestamp: '2025-03-04T05:06:07.123000+00:00',
    Tags: [],
    OwnerId: shop,
    ServiceRegion: home,
    ...more,
  };
}

export function gateway(name: string, service: string, vpcName: string, tables: readonly string[]): Item {
  const gone = { Groups: [], DnsEntries: [], NetworkInterfaceIds: [], PrivateDnsEnabled: false };
  return endpoint(name, service, vpcName, [], {
    VpcEndpointType: 'Gateway',
    RouteTableIds: tables.map((one) => idOf('rtb', one)),
    ...gone,
  });
}

/** A security group that lets a port in from these blocks of either family. */
export function group(name: string, vpcName: string, port: number, blocks: readonly string[]): Item {
  const permission = {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    UserIdGroupPairs: [],
    IpRanges: blocks.filter((block) => !block.includes(':')).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: blocks.filter((block) => block.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
    PrefixListIds: [],
  };
  return {
    GroupId: idOf('sg', name),
    IpPermissionsEgress: [
      { IpProtocol: '-1', UserIdGroupPairs: [], IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [] },
    ],
    VpcId: idOf('vpc', vpcName),
    SecurityGroupArn: `arn:aws:ec2:${home}:${shop}:security-group/${idOf('sg', name)}`,
    OwnerId: shop,
    GroupName: name,
    Description: name,
    IpPermissions: blocks.length === 0 ? [] : [permission],
  };
}

/** A network ACL that lets everything through but what the entries say; the last two are those every ACL ends with. */
export function acl(name: string, vpcName: string, subnets: readonly string[], entries: readonly Item[] = []): Item {
  const entry = (egress: boolean, number: number, action: string): Item => ({
    CidrBlock: '0.0.0.0/0',
    Egress: egress,
    Protocol: '-1',
    RuleAction: action,
    RuleNumber: number,
  });
  const ipv6 = (egress: boolean): Item => ({ Egress: egress, Ipv6CidrBlock: '::/0', Protocol: '-1', RuleAction: 'allow', RuleNumber: 101 });
  return {
    Associations: subnets.map((one) => ({
      NetworkAclAssociationId: idOf('aclassoc', one),
      NetworkAclId: idOf('acl', name),
      SubnetId: idOf('subnet', one),
    })),
    Entries: [
      ...entries,
      ipv6(true),
      ipv6(false),
      entry(true, 100, 'allow'),
      entry(true, 32_767, 'deny'),
      entry(false, 100, 'allow'),
      entry(false, 32_767, 'deny'),
    ],
    IsDefault: entries.length === 0,
    NetworkAclId: idOf('acl', name),
    Tags: [],
    VpcId: idOf('vpc', vpcName),
    OwnerId: shop,
  };
}

/** An entry that refuses HTTPS in one direction. */
export function noHttps(egress: boolean): Item {
  return {
    CidrBlock: '0.0.0.0/0',
    Egress: egress,
    PortRange: { From: 443, To: 443 },
    Protocol: '6',
    RuleAction: 'deny',
    RuleNumber: 90,
  };
}
