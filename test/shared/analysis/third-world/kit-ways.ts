/** NAT gateways and transit gateways as the AWS CLI prints them. */
import { named } from './kit.ts';
import { networkInterface } from './kit-callers.ts';
import { add, addCall, id, type Place, type World } from './world.ts';

/** A zonal public NAT gateway with its interface and address. */
export function nat(
  world: World,
  place: Place,
  vpcName: string,
  subnetName: string,
  letter: string,
  name: string,
  ip: string,
  publicIp: string,
): string {
  const NatGatewayId = id('nat', name);
  const NetworkInterfaceId = networkInterface(world, place, vpcName, subnetName, letter, name, {
    type: 'nat_gateway',
    ip,
    description: `Interface for NAT Gateway ${NatGatewayId}`,
    requester: '037628234219',
  });
  const AllocationId = id('eipalloc', name);
  add(world, place, 'DescribeNatGateways', {
    CreateTime: '2026-01-01T00:00:00+00:00',
    NatGatewayAddresses: [
      {
        AllocationId,
        NetworkInterfaceId,
        PrivateIp: ip,
        PublicIp: publicIp,
        AssociationId: id('eipassoc', name),
        IsPrimary: true,
        Status: 'succeeded',
      },
    ],
    NatGatewayId,
    State: 'available',
    SubnetId: id('subnet', subnetName),
    VpcId: id('vpc', vpcName),
    ...named(name),
    ConnectivityType: 'public',
    AvailabilityMode: 'zonal',
  });
  add(world, place, 'DescribeAddresses', {
    AllocationId,
    AssociationId: id('eipassoc', name),
    Domain: 'vpc',
    NetworkInterfaceId,
    NetworkInterfaceOwnerId: place.account,
    PrivateIpAddress: ip,
    PublicIp: publicIp,
    PublicIpv4Pool: 'amazon',
    NetworkBorderGroup: place.region,
  });
  return NatGatewayId;
}

/** A regional NAT gateway that AWS spreads by itself over these zones. */
export function regionalNat(world: World, place: Place, vpcName: string, name: string, table: string, letters: string): string {
  const NatGatewayId = id('nat', name);
  add(world, place, 'DescribeNatGateways', {
    CreateTime: '2026-01-01T00:00:00+00:00',
    NatGatewayAddresses: letters.split('').map((letter, index) => ({
      AllocationId: id('eipalloc', `${name}${letter}`),
      PublicIp: `203.0.113.${10 + index}`,
      AssociationId: id('eipassoc', `${name}${letter}`),
      IsPrimary: index === 0,
      Status: 'succeeded',
      AvailabilityZone: `${place.region}${letter}`,
      AvailabilityZoneId: place.zones[letter],
    })),
    NatGatewayId,
    State: 'available',
    VpcId: id('vpc', vpcName),
    Tags: [],
    ConnectivityType: 'public',
    AvailabilityMode: 'regional',
    AutoScalingIps: 'enabled',
    AutoProvisionZones: 'enabled',
    RouteTableId: id('rtb', table),
  });
  return NatGatewayId;
}

/** An attachment of a VPC, as its own account and the transit gateway's owner see it. */
export function attachment(
  world: World,
  seenBy: readonly Place[],
  tgwOwner: Place,
  owner: Place,
  vpcName: string,
  subnets: readonly string[],
): void {
  const TransitGatewayAttachmentId = id('tgw-attach', vpcName);
  const TransitGatewayId = id('tgw', 'core');
  for (const place of seenBy) {
    add(world, place, 'DescribeTransitGatewayAttachments', {
      TransitGatewayAttachmentId,
      TransitGatewayId,
      TransitGatewayOwnerId: tgwOwner.account,
      ResourceOwnerId: owner.account,
      ResourceType: 'vpc',
      ResourceId: id('vpc', vpcName),
      State: 'available',
      ...(place === tgwOwner ? { Association: { TransitGatewayRouteTableId: id('tgw-rtb', 'core'), State: 'associated' } } : {}),
      CreationTime: '2026-01-01T00:00:00+00:00',
      Tags: [],
    });
    add(world, place, 'DescribeTransitGatewayVpcAttachments', {
      TransitGatewayAttachmentId,
      TransitGatewayId,
      VpcId: id('vpc', vpcName),
      VpcOwnerId: owner.account,
      State: 'available',
      SubnetIds: subnets.map((name) => id('subnet', name)),
      CreationTime: '2026-01-01T00:00:00+00:00',
      Options: {
        DnsSupport: 'enable',
        SecurityGroupReferencingSupport: 'disable',
        Ipv6Support: 'disable',
        ApplianceModeSupport: 'disable',
      },
      Tags: [],
    });
  }
}

/** The transit gateway and the routes of its one table. */
export function transitGateway(
  world: World,
  owner: Place,
  seenBy: readonly Place[],
  routes: readonly (readonly [cidr: string, vpcName: string])[],
): void {
  const TransitGatewayId = id('tgw', 'core');
  const TransitGatewayRouteTableId = id('tgw-rtb', 'core');
  for (const place of seenBy)
    add(world, place, 'DescribeTransitGateways', {
      TransitGatewayId,
      TransitGatewayArn: `arn:aws:ec2:${owner.region}:${owner.account}:transit-gateway/${TransitGatewayId}`,
      State: 'available',
      OwnerId: owner.account,
      Description: '',
      CreationTime: '2026-01-01T00:00:00+00:00',
      Options: {
        AmazonSideAsn: 64512,
        DefaultRouteTableAssociation: 'enable',
        AssociationDefaultRouteTableId: TransitGatewayRouteTableId,
        DnsSupport: 'enable',
      },
      Tags: [],
    });
  add(world, owner, 'DescribeTransitGatewayRouteTables', {
    TransitGatewayRouteTableId,
    TransitGatewayId,
    State: 'available',
    DefaultAssociationRouteTable: true,
    DefaultPropagationRouteTable: true,
    CreationTime: '2026-01-01T00:00:00+00:00',
    Tags: [],
  });
  const Routes = routes.map(([DestinationCidrBlock, vpcName]) => ({
    DestinationCidrBlock,
    TransitGatewayAttachments: [
      { ResourceId: id('vpc', vpcName), TransitGatewayAttachmentId: id('tgw-attach', vpcName), ResourceType: 'vpc' },
    ],
    Type: DestinationCidrBlock === '0.0.0.0/0' ? 'static' : 'propagated',
    State: 'active',
  }));
  addCall(
    world,
    owner,
    'SearchTransitGatewayRoutes',
    TransitGatewayRouteTableId,
    `ec2 search-transit-gateway-routes --transit-gateway-route-table-id ${TransitGatewayRouteTableId} --filters Name=state,Values=active,blackhole`,
    { Routes, AdditionalRoutesAvailable: false },
  );
}
