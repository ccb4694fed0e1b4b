/** Endpoints and NAT gateways of a described VPC. */
import type { NatGateway } from '../nat-gateway.ts';
import type { VpcEndpoint } from '../vpc-endpoint.ts';
import { customServiceName } from './names.ts';
import { words } from './words.ts';

export interface EndpointDescription {
  /** Unique in the estate; `<vpc>-<short service name>` where absent. */
  readonly name?: string;
  readonly type: string;
  /** AWS's short name (`kms`), a full name, or `null` for endpoints that name an ARN. */
  readonly service: string | null;
  readonly zones: readonly string[];
  /** The tier whose subnets it stands in; the first tier with that zone where absent. */
  readonly tier?: string;
  /** Gateway endpoints: the tiers (or `main`) whose route tables it serves, or tables by name. */
  readonly tables?: readonly string[];
  readonly state?: string;
  readonly privateDns?: boolean;
  /** The policy as an object; full access where absent, none where `null`. */
  readonly policy?: object | null;
  /** Names of groups of the VPC; `endpoints` where absent. */
  readonly securityGroups?: readonly string[];
  /** The Region of the service where it is another one. */
  readonly serviceRegion?: string;
  /** ISO time; a year before the demo estate's own time where absent. */
  readonly createdAt?: string;
  /** The state as the provider sees it, where the two sides disagree. */
  readonly providerState?: string;
  /** Associations of Resource, ServiceNetwork and Tunnel endpoints; one good one where absent. */
  readonly associationFailure?: string;
  readonly override?: Partial<VpcEndpoint>;
}

type Rest = Omit<EndpointDescription, 'type' | 'service' | 'zones'>;

/** An interface endpoint. Private DNS is on for AWS services and off for custom ones, unless told. */
export function interfaceEndpoint(service: string, zones: string, rest: Rest = {}): EndpointDescription {
  return { ...rest, type: 'Interface', service, zones: words(zones) };
}

/** An interface endpoint to a custom service of this estate, by its name; the endpoint is called `<vpc>-<service>`. */
export function consumerOf(service: string, region: string, zones: string, rest: Rest = {}): EndpointDescription {
  return interfaceEndpoint(customServiceName(region, service), zones, rest);
}

/** A gateway endpoint on the route tables of some tiers. */
export function gatewayEndpoint(service: 's3' | 'dynamodb', tables: string, rest: Rest = {}): EndpointDescription {
  return { ...rest, type: 'Gateway', service, zones: [], tables: words(tables) };
}

/** A Gateway Load Balancer endpoint: exactly one zone, no security group, no private DNS. */
export function gatewayLoadBalancerEndpoint(
  name: string,
  service: string,
  region: string,
  zone: string,
  rest: Rest = {},
): EndpointDescription {
  return {
    ...rest,
    name,
    type: 'GatewayLoadBalancer',
    service: customServiceName(region, service),
    zones: [zone],
    securityGroups: [],
    policy: null,
  };
}

/** A Resource, ServiceNetwork or Tunnel endpoint; `arn` is the resource configuration or the service network. */
export function latticeEndpoint(
  type: 'Resource' | 'ServiceNetwork' | 'Tunnel',
  name: string,
  arn: string,
  zones: string,
  rest: Rest = {},
): EndpointDescription {
  const target = type === 'ServiceNetwork' ? { serviceNetworkArn: arn } : { resourceConfigurationArn: arn };
  return { ...rest, name, type, service: null, zones: words(zones), policy: null, override: { ...target, ...rest.override } };
}

export interface NatDescription {
  /** Unique in the estate. */
  readonly name: string;
  readonly mode: 'zonal' | 'regional';
  readonly connectivity: 'public' | 'private';
  readonly zones: readonly string[];
  /** The tier it stands in; `public` where absent. */
  readonly tier?: string;
  /** Regional: whether zones are added by hand. */
  readonly manualZones?: boolean;
  /** The pool of addresses the customer brought. */
  readonly publicIpv4Pool?: string;
  readonly override?: Partial<NatGateway>;
}

type NatRest = Omit<NatDescription, 'name' | 'mode' | 'connectivity' | 'zones'>;

/** A public NAT gateway in one zone. */
export function zonalNat(name: string, zone: string, rest: NatRest = {}): NatDescription {
  return { ...rest, name, mode: 'zonal', connectivity: 'public', zones: [zone] };
}

/** A private NAT gateway: no public address, and no price for one. */
export function privateNat(name: string, zone: string, rest: NatRest = {}): NatDescription {
  return { ...rest, name, mode: 'zonal', connectivity: 'private', zones: [zone] };
}

/** A regional NAT gateway: no subnet, an address in each zone. */
export function regionalNat(name: string, zones: string, rest: NatRest = {}): NatDescription {
  return { ...rest, name, mode: 'regional', connectivity: 'public', zones: words(zones) };
}
