/** Endpoints, endpoint services, load balancers and transit of Terraform in the words of the APIs. */
import type { Fact } from '../planned/fact.ts';
import type { Attributes } from './attributes.ts';
import { item } from './network-facts.ts';

export function endpointFacts(from: Attributes): Fact[] {
  const policy = from.text('policy');
  const type = from.text('vpc_endpoint_type') ?? 'Gateway';
  const wire = {
    VpcEndpointId: from.id,
    VpcEndpointType: type,
    VpcId: from.ref('vpc_id'),
    ServiceName: from.text('service_name') ?? serviceNameOf(from),
    ServiceRegion: from.text('service_region'),
    State: from.text('state') ?? 'Available',
    PolicyDocument: policy,
    RouteTableIds: from.refs('route_table_ids'),
    SubnetIds: [
      ...new Set([
        ...from.refs('subnet_ids'),
        ...from.blocks('subnet_configuration').flatMap((each) => (typeof each['subnet_id'] === 'string' ? [each['subnet_id']] : [])),
      ]),
    ],
    Groups: from.refs('security_group_ids').map((GroupId) => ({ GroupId })),
    PrivateDnsEnabled: from.flag('private_dns_enabled') ?? (type === 'Interface' ? false : null),
    IpAddressType: from.text('ip_address_type'),
    ResourceConfigurationArn: from.text('resource_configuration_arn'),
    ServiceNetworkArn: from.text('service_network_arn'),
    RequesterManaged: from.flag('requester_managed'),
    CreationTimestamp: null,
  };
  return [item(from, 'DescribeVpcEndpoints', wire)];
}

/** An endpoint of a service that the same code makes: its name follows from its id. */
function serviceNameOf(from: Attributes): string | null {
  const service = from.ref('service_name');
  return service === null || from.place.region === null ? null : `com.amazonaws.vpce.${from.place.region}.${service}`;
}

export function endpointPartFacts(from: Attributes): Fact[] {
  const of = from.ref('vpc_endpoint_id');
  if (of === null) return [];
  const routeTableId = from.type === 'aws_vpc_endpoint_route_table_association' ? from.ref('route_table_id') : null;
  const subnetId = from.type === 'aws_vpc_endpoint_subnet_association' ? from.ref('subnet_id') : null;
  const securityGroupId = from.type === 'aws_vpc_endpoint_security_group_association' ? from.ref('security_group_id') : null;
  return [
    ...(routeTableId === null ? [] : [{ kind: 'endpoint-table', of, routeTableId } as const]),
    ...(subnetId === null ? [] : [{ kind: 'endpoint-subnet', of, subnetId } as const]),
    ...(securityGroupId === null ? [] : [{ kind: 'endpoint-group', of, securityGroupId } as const]),
  ];
}

export function serviceFacts(from: Attributes): Fact[] {
  const zones = from.texts('availability_zones');
  const wire = {
    ServiceId: from.id,
    ServiceName: from.text('service_name'),
    ServiceType: [{ ServiceType: from.texts('gateway_load_balancer_arns').length > 0 ? 'GatewayLoadBalancer' : 'Interface' }],
    ServiceState: 'Available',
    AcceptanceRequired: from.flag('acceptance_required'),
    NetworkLoadBalancerArns: from.refs('network_load_balancer_arns'),
    GatewayLoadBalancerArns: from.refs('gateway_load_balancer_arns'),
    PrivateDnsName: from.text('private_dns_name'),
    ...(zones.length === 0 ? {} : { AvailabilityZones: zones }),
  };
  const principals = from.texts('allowed_principals');
  return [
    item(from, 'DescribeVpcEndpointServiceConfigurations', wire),
    ...principals.map((principal) => principalFact(from, from.id, principal)),
  ];
}

export function principalFacts(from: Attributes): Fact[] {
  const service = from.ref('vpc_endpoint_service_id');
  const principal = from.text('principal_arn');
  return service === null || principal === null ? [] : [principalFact(from, service, principal)];
}

function principalFact({ place }: Attributes, ServiceId: string, Principal: string): Fact {
  const wire = { ServiceId, Principal, PrincipalType: Principal === '*' ? 'All' : undefined };
  return { kind: 'item', operation: 'DescribeVpcEndpointServicePermissions', id: `${ServiceId}/${Principal}`, wire, place };
}

export function loadBalancerFacts(from: Attributes): Fact[] {
  const subnets = from.refs('subnets');
  const mapped = from.blocks('subnet_mapping').flatMap((each) => (typeof each['subnet_id'] === 'string' ? [each['subnet_id']] : []));
  const crossZone = from.flag('enable_cross_zone_load_balancing');
  const { id: LoadBalancerArn, place } = from;
  const wire = {
    LoadBalancerArn,
    LoadBalancerName: from.text('name'),
    Type: from.text('load_balancer_type') ?? 'application',
    Scheme: from.flag('internal') === true ? 'internal' : 'internet-facing',
    VpcId: from.ref('vpc_id'),
    SecurityGroups: from.refs('security_groups'),
    AvailabilityZones: [...new Set([...subnets, ...mapped])].map((SubnetId) => ({ SubnetId })),
  };
  const attributes: Fact[] =
    crossZone === null
      ? []
      : [
          {
            kind: 'item',
            operation: 'DescribeLoadBalancerAttributes',
            id: LoadBalancerArn,
            wire: { LoadBalancerArn, Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: String(crossZone) }] },
            place,
          },
        ];
  return [item(from, 'DescribeLoadBalancers', wire), ...attributes];
}

export function transitGatewayFacts(from: Attributes): Fact[] {
  return [item(from, 'DescribeTransitGateways', { TransitGatewayId: from.id, State: 'available' })];
}

export function attachmentFacts(from: Attributes): Fact[] {
  const wire = {
    TransitGatewayAttachmentId: from.id,
    TransitGatewayId: from.ref('transit_gateway_id'),
    VpcId: from.ref('vpc_id'),
    VpcOwnerId: from.text('vpc_owner_id'),
    State: 'available',
    SubnetIds: from.refs('subnet_ids'),
  };
  return [item(from, 'DescribeTransitGatewayVpcAttachments', wire)];
}

export function peeringFacts(from: Attributes): Fact[] {
  const peer = (VpcId: string | null, OwnerId: string | null, Region: string | null) =>
    Object.fromEntries(Object.entries({ VpcId, OwnerId, Region }).filter(([, value]) => value !== null));
  const wire = {
    VpcPeeringConnectionId: from.id,
    Status: { Code: from.text('accept_status') ?? 'active' },
    RequesterVpcInfo: peer(from.ref('vpc_id'), null, from.place.region),
    AccepterVpcInfo: peer(from.ref('peer_vpc_id'), from.text('peer_owner_id'), from.text('peer_region') ?? from.place.region),
  };
  return [item(from, 'DescribeVpcPeeringConnections', wire)];
}
