/** The provider's side: load balancers with what is behind them, services, permissions and connections. */
import { named } from './kit.ts';
import { networkInterface } from './kit-callers.ts';
import { add, addCall, id, type Place, type Wire, type World } from './world.ts';

export interface Behind {
  readonly port: number;
  readonly protocol: string;
  /** Instance ids or addresses with the zone letter each stands in. */
  readonly targets: readonly (readonly [target: string, letter: string])[];
  readonly crossZone?: string;
}

export interface BalancerOptions {
  readonly type: 'network' | 'gateway';
  readonly crossZone?: string;
  readonly groups?: readonly string[];
  readonly enforce?: 'on' | 'off';
  readonly ipType?: string;
}

export function balancerArn(place: Place, name: string, type: 'network' | 'gateway' = 'network'): string {
  return `arn:aws:elasticloadbalancing:${place.region}:${place.account}:loadbalancer/${type === 'network' ? 'net' : 'gwy'}/${name}/${id('x', name).slice(3)}`;
}

export function targetGroupArn(place: Place, name: string): string {
  return `arn:aws:elasticloadbalancing:${place.region}:${place.account}:targetgroup/${name}/${id('x', `tg ${name}`).slice(3)}`;
}

/** A load balancer in `subnets`, with a listener and a target group for each of `behind`. */
export function balancer(
  world: World,
  place: Place,
  vpcName: string,
  name: string,
  subnets: readonly (readonly [string, string, string])[],
  behind: readonly Behind[],
  options: BalancerOptions,
): string {
  const LoadBalancerArn = balancerArn(place, name, options.type);
  for (const [subnetName, letter, ip] of subnets) {
    networkInterface(world, place, vpcName, subnetName, letter, `${name} ${letter}`, {
      type: options.type === 'network' ? 'network_load_balancer' : 'gateway_load_balancer',
      ip,
      description: `ELB ${options.type === 'network' ? 'net' : 'gwy'}/${name}/0123456789abcdef`,
      requester: 'amazon-elb',
    });
  }
  add(world, place, 'DescribeLoadBalancers', {
    LoadBalancerArn,
    CreatedTime: '2026-01-01T00:00:00+00:00',
    LoadBalancerName: name,
    ...(options.type === 'network'
      ? { DNSName: `${name}-0123.elb.${place.region}.amazonaws.com`, CanonicalHostedZoneId: 'Z2IFOLAFXWLO4F', Scheme: 'internal' }
      : {}),
    VpcId: id('vpc', vpcName),
    State: { Code: 'active' },
    Type: options.type,
    AvailabilityZones: subnets.map(([subnetName, letter]) => ({
      ZoneName: `${place.region}${letter}`,
      SubnetId: id('subnet', subnetName),
      LoadBalancerAddresses: [],
    })),
    ...(options.groups === undefined
      ? {}
      : { SecurityGroups: options.groups, EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: options.enforce ?? 'on' }),
    IpAddressType: options.ipType ?? 'ipv4',
  });
  addCall(
    world,
    place,
    'DescribeLoadBalancerAttributes',
    LoadBalancerArn,
    `elbv2 describe-load-balancer-attributes --load-balancer-arn ${LoadBalancerArn}`,
    {
      Attributes: [
        { Key: 'access_logs.s3.enabled', Value: 'false' },
        { Key: 'load_balancing.cross_zone.enabled', Value: options.crossZone ?? 'false' },
      ],
    },
  );
  const listeners = behind.map((one, index) => listener(world, place, vpcName, `${name}-${index}`, LoadBalancerArn, one, options.type));
  addCall(world, place, 'DescribeListeners', LoadBalancerArn, `elbv2 describe-listeners --load-balancer-arn ${LoadBalancerArn}`, {
    Listeners: listeners,
  });
  return LoadBalancerArn;
}

function listener(world: World, place: Place, vpcName: string, name: string, LoadBalancerArn: string, behind: Behind, type: string): Wire {
  const TargetGroupArn = targetGroupArn(place, name);
  const isInstance = behind.targets.some(([target]) => target.startsWith('i-'));
  const targetProtocol = behind.protocol === 'TLS' ? 'TCP' : behind.protocol;
  add(world, place, 'DescribeTargetGroups', {
    TargetGroupArn,
    TargetGroupName: name,
    Protocol: targetProtocol,
    Port: behind.port,
    VpcId: id('vpc', vpcName),
    HealthCheckProtocol: 'TCP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    LoadBalancerArns: [LoadBalancerArn],
    TargetType: isInstance ? 'instance' : 'ip',
    IpAddressType: 'ipv4',
  });
  addCall(
    world,
    place,
    'DescribeTargetGroupAttributes',
    TargetGroupArn,
    `elbv2 describe-target-group-attributes --target-group-arn ${TargetGroupArn}`,
    {
      Attributes: [
        { Key: 'load_balancing.cross_zone.enabled', Value: behind.crossZone ?? 'use_load_balancer_configuration' },
        { Key: 'stickiness.enabled', Value: 'false' },
      ],
    },
  );
  addCall(world, place, 'DescribeTargetHealth', TargetGroupArn, `elbv2 describe-target-health --target-group-arn ${TargetGroupArn}`, {
    TargetHealthDescriptions: behind.targets.map(([Id, letter]) => ({
      Target: { Id, Port: behind.port, ...(isInstance ? {} : { AvailabilityZone: `${place.region}${letter}` }) },
      HealthCheckPort: String(behind.port),
      TargetHealth: { State: 'healthy' },
      AdministrativeOverride: {
        State: 'no_override',
        Reason: 'AdministrativeOverride.NoOverride',
        Description: 'No override is currently active on target',
      },
    })),
  });
  const forward = { Type: 'forward', TargetGroupArn, ForwardConfig: { TargetGroups: [{ TargetGroupArn }] } };
  const ListenerArn = `${LoadBalancerArn.replace(':loadbalancer/', ':listener/')}/${id('x', `l ${name}`).slice(3)}`;
  if (type === 'gateway') return { ListenerArn, LoadBalancerArn, DefaultActions: [{ ...forward, Order: 1 }] };
  const tls =
    behind.protocol === 'TLS'
      ? {
          Certificates: [{ CertificateArn: `arn:aws:acm:${place.region}:${place.account}:certificate/1` }],
          SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        }
      : {};
  return { ListenerArn, LoadBalancerArn, Port: behind.port, Protocol: behind.protocol, ...tls, DefaultActions: [forward] };
}

export interface ServiceOptions {
  readonly type?: 'Interface' | 'GatewayLoadBalancer';
  readonly letters: string;
  readonly balancers: readonly string[];
  readonly principals: readonly (readonly [type: string, principal: string])[];
  readonly fields?: Wire;
}

export function serviceName(place: Place, name: string): string {
  return `com.amazonaws.vpce.${place.region}.${id('vpce-svc', name)}`;
}

/** A service as its provider configures it, and who may connect. */
export function service(world: World, place: Place, name: string, options: ServiceOptions): string {
  const ServiceId = id('vpce-svc', name);
  const isGateway = options.type === 'GatewayLoadBalancer';
  add(world, place, 'DescribeVpcEndpointServiceConfigurations', {
    ServiceType: [{ ServiceType: options.type ?? 'Interface' }],
    ServiceId,
    ServiceName: serviceName(place, name),
    ServiceState: 'Available',
    AvailabilityZoneIds: options.letters.split('').map((letter) => place.zones[letter]),
    AvailabilityZones: options.letters.split('').map((letter) => `${place.region}${letter}`),
    AcceptanceRequired: true,
    ManagesVpcEndpoints: false,
    ...(isGateway ? { GatewayLoadBalancerArns: options.balancers } : { NetworkLoadBalancerArns: options.balancers }),
    SupportedIpAddressTypes: ['ipv4'],
    BaseEndpointDnsNames: [`${ServiceId}.${place.region}.vpce.amazonaws.com`],
    ...named(name),
    RemoteAccessEnabled: false,
    SupportedRegions: [{ Region: place.region, ServiceState: 'Available' }],
    ...options.fields,
  });
  permissions(world, place, name, options.principals);
  return ServiceId;
}

export function permissions(world: World, place: Place, name: string, principals: ServiceOptions['principals']): void {
  const ServiceId = id('vpce-svc', name);
  addCall(
    world,
    place,
    'DescribeVpcEndpointServicePermissions',
    ServiceId,
    `ec2 describe-vpc-endpoint-service-permissions --service-id ${ServiceId}`,
    {
      AllowedPrincipals: principals.map(([PrincipalType, Principal], index) => ({
        PrincipalType,
        Principal,
        ServicePermissionId: id('vpce-svc-perm', `${name}${index}`),
        Tags: [],
        ServiceId,
      })),
    },
  );
}

/** The same service as a consumer sees it. */
export function seenService(world: World, place: Place, provider: Place, name: string, letters: string, fields: Wire = {}): void {
  add(world, place, 'DescribeVpcEndpointServices', {
    ServiceName: serviceName(provider, name),
    ServiceId: id('vpce-svc', name),
    ServiceType: [{ ServiceType: 'Interface' }],
    ServiceRegion: provider.region,
    AvailabilityZoneIds: letters.split('').map((letter) => provider.zones[letter]),
    AvailabilityZones: letters.split('').map((letter) => `${provider.region}${letter}`),
    Owner: provider.account,
    BaseEndpointDnsNames: [`${id('vpce-svc', name)}.${provider.region}.vpce.amazonaws.com`],
    VpcEndpointPolicySupported: false,
    AcceptanceRequired: true,
    ManagesVpcEndpoints: false,
    Tags: [],
    SupportedIpAddressTypes: ['ipv4'],
    ...fields,
  });
}

/** A connection as the provider sees it. */
export function connection(world: World, provider: Place, name: string, endpointName: string, consumer: Place, fields: Wire = {}): void {
  add(world, provider, 'DescribeVpcEndpointConnections', {
    ServiceId: id('vpce-svc', name),
    VpcEndpointId: id('vpce', endpointName),
    VpcEndpointOwner: consumer.account,
    VpcEndpointState: 'available',
    CreationTimestamp: '2026-02-03T04:05:06.789000+00:00',
    DnsEntries: [],
    IpAddressType: 'ipv4',
    VpcEndpointConnectionId: id('vpce-con', `${name} ${endpointName}`),
    Tags: [],
    VpcEndpointRegion: consumer.region,
    ...fields,
  });
}
