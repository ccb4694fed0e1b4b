/** Endpoints, services, load balancers, NAT gateways and transit gateways as the AWS CLI prints them. */
import { named } from './kit.ts';
import { networkInterface } from './kit-callers.ts';
import { add, id, type Place, type Wire, type World } from './world.ts';

export const ourPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Own',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-meridian01', 'aws:ResourceOrgID': 'o-meridian01' } },
    },
  ],
};
export const fullPolicy = { Version: '2008-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };

/** Where an endpoint has an interface: subnet, zone letter, address, and for dual stack the IPv6 address. */
export type Spot = readonly [subnet: string, letter: string, ip: string, ipv6?: string];

export interface EndpointOptions {
  readonly service: string;
  readonly type?: string;
  readonly groups?: readonly string[];
  readonly privateDns?: boolean;
  readonly fields?: Wire;
}

/** An endpoint with network interfaces, and those. */
export function endpoint(
  world: World,
  place: Place,
  vpcName: string,
  name: string,
  spots: readonly Spot[],
  options: EndpointOptions,
): string {
  const VpcEndpointId = id('vpce', name);
  const VpcEndpointType = options.type ?? 'Interface';
  const isGateway = VpcEndpointType === 'GatewayLoadBalancer';
  const dual = spots.some(([, , , ipv6]) => ipv6 !== undefined);
  const NetworkInterfaceIds = spots.map(([subnetName, letter, ip, ipv6]) =>
    networkInterface(world, place, vpcName, subnetName, letter, `${name} ${letter}`, {
      type: isGateway ? 'gateway_load_balancer_endpoint' : 'vpc_endpoint',
      ip,
      ...(ipv6 === undefined ? {} : { ipv6 }),
      groups: options.groups ?? [],
      description: `VPC Endpoint Interface ${VpcEndpointId}`,
      requester: '727180483921',
    }),
  );
  add(world, place, 'DescribeVpcEndpoints', {
    VpcEndpointId,
    VpcEndpointType,
    VpcId: id('vpc', vpcName),
    ServiceName: options.service,
    State: 'available',
    ...(VpcEndpointType === 'Interface'
      ? { PolicyDocument: JSON.stringify(options.service.includes('.vpce.') ? fullPolicy : ourPolicy, null, 2) }
      : {}),
    RouteTableIds: [],
    SubnetIds: spots.map(([subnetName]) => id('subnet', subnetName)),
    Groups: (options.groups ?? []).map((GroupId) => ({ GroupId, GroupName: 'a-group' })),
    ...(isGateway ? {} : { IpAddressType: dual ? 'dualstack' : 'ipv4', DnsOptions: { DnsRecordIpType: dual ? 'dualstack' : 'ipv4' } }),
    PrivateDnsEnabled: options.privateDns ?? false,
    RequesterManaged: false,
    NetworkInterfaceIds,
    DnsEntries: dnsEntries(place, name, spots, options),
    CreationTimestamp: '2026-02-03T04:05:06.789000+00:00',
    ...named(name),
    OwnerId: place.account,
    ServiceRegion: place.region,
    ...options.fields,
  });
  return VpcEndpointId;
}

/** The regional name of an interface endpoint, as its DNS entries and hosted zones have it. */
export function regionalName(place: Place, name: string, service: string): string {
  const last = service.includes('.vpce.')
    ? service.split('.').at(-1)
    : service.replace(`com.amazonaws.${place.region}.`, '').split('.').toReversed().join('.');
  return `${id('vpce', name)}-abcd1234.${last}.${place.region}.vpce.amazonaws.com`;
}

export function zonalName(place: Place, name: string, service: string, letter: string): string {
  return regionalName(place, name, service).replace('-abcd1234.', `-abcd1234-${place.region}${letter}.`);
}

function dnsEntries(place: Place, name: string, spots: readonly Spot[], options: EndpointOptions): Wire[] {
  if (options.type !== undefined && options.type !== 'Interface') return [];
  const HostedZoneId = 'Z38GZ743OKFT7T';
  const own = [regionalName(place, name, options.service), ...spots.map(([, letter]) => zonalName(place, name, options.service, letter))];
  const code = options.service.split('.').at(-1);
  const privateName = options.service.includes('.vpce.') ? 'pay.meridian.example' : `${code}.${place.region}.amazonaws.com`;
  const entries = own.map((DnsName) => ({ DnsName, HostedZoneId }));
  return options.privateDns === true ? [...entries, { DnsName: privateName, HostedZoneId: 'Z0PRIVATE0000' }] : entries;
}

export const prefixListIds: Readonly<Record<string, string>> = { s3: 'pl-6da54004', dynamodb: 'pl-67a5400e' };

/** The prefix lists of S3 and DynamoDB. */
export function prefixLists(world: World, place: Place): void {
  const cidrs: Readonly<Record<string, readonly string[]>> = { s3: ['3.5.64.0/21', '52.218.0.0/17'], dynamodb: ['52.94.24.0/23'] };
  for (const [service, PrefixListId] of Object.entries(prefixListIds)) {
    add(world, place, 'DescribePrefixLists', {
      Cidrs: cidrs[service],
      PrefixListId,
      PrefixListName: `com.amazonaws.${place.region}.${service}`,
    });
  }
}

/** A gateway endpoint, and its route in every table it is associated with. */
export function gatewayEndpoint(
  world: World,
  place: Place,
  vpcName: string,
  service: 's3' | 'dynamodb',
  tables: readonly string[],
): string {
  const name = `${vpcName} ${service}`;
  const VpcEndpointId = id('vpce', name);
  add(world, place, 'DescribeVpcEndpoints', {
    VpcEndpointId,
    VpcEndpointType: 'Gateway',
    VpcId: id('vpc', vpcName),
    ServiceName: `com.amazonaws.${place.region}.${service}`,
    State: 'available',
    PolicyDocument: JSON.stringify(ourPolicy),
    RouteTableIds: tables.map((table) => id('rtb', table)),
    SubnetIds: [],
    Groups: [],
    PrivateDnsEnabled: false,
    RequesterManaged: false,
    NetworkInterfaceIds: [],
    DnsEntries: [],
    CreationTimestamp: '2025-12-01T00:00:00+00:00',
    Tags: [],
    OwnerId: place.account,
  });
  return VpcEndpointId;
}

/** What a gateway endpoint writes into a route table. */
export function gatewayRoutes(vpcName: string): Wire[] {
  return (['s3', 'dynamodb'] as const).map((service) => ({
    DestinationPrefixListId: prefixListIds[service],
    GatewayId: id('vpce', `${vpcName} ${service}`),
    Origin: 'CreateRoute',
    State: 'active',
  }));
}

/** A service of AWS as an account sees it. */
export function awsService(world: World, place: Place, service: string, letters: string, fields: Wire = {}): void {
  const code = service.split('.').at(-1);
  const privateName = `${code}.${place.region}.amazonaws.com`;
  add(world, place, 'DescribeVpcEndpointServices', {
    ServiceName: service,
    ServiceId: id('vpce-svc', service),
    ServiceType: [{ ServiceType: 'Interface' }],
    ServiceRegion: place.region,
    AvailabilityZoneIds: letters.split('').map((letter) => place.zones[letter]),
    AvailabilityZones: letters.split('').map((letter) => `${place.region}${letter}`),
    Owner: 'amazon',
    BaseEndpointDnsNames: [`${code}.${place.region}.vpce.amazonaws.com`],
    PrivateDnsName: privateName,
    PrivateDnsNames: [{ PrivateDnsName: privateName }],
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    Tags: [],
    PrivateDnsNameVerificationState: 'verified',
    SupportedIpAddressTypes: ['ipv4', 'ipv6'],
    ...fields,
  });
}
