/** Usage types of a bill and the items of the price book that they bill. */

/** What a usage type is to the cost model. */
export interface BilledItem {
  readonly item: string;
  /** Why a bill has more of it than the model counts, by the nature of the usage type; absent where both count the same. */
  readonly more?: string;
}

const suffixes: readonly (readonly [string, BilledItem])[] = [
  ['NatGateway-Hours', { item: 'nat.zonal.hour' }],
  ['NatGateway-Bytes', { item: 'nat.zonal.gb' }],
  ['RegionalNatGateway-Hours', { item: 'nat.regional.azHour' }],
  ['RegionalNatGateway-Bytes', { item: 'nat.regional.gb' }],
  ['VpcEndpoint-Hours', { item: 'endpoint.interface.hour' }],
  ['VpcEndpoint-Bytes', { item: 'endpoint.interface.gb' }],
  ['VpcEndpoint-GWLBE-Hours', { item: 'endpoint.gwlb.hour' }],
  ['VpcEndpoint-GWLBE-Bytes', { item: 'endpoint.gwlb.gb' }],
  ['VpcEndpoint-Resource-Hours', { item: 'endpoint.resource.hour' }],
  ['VpcEndpoint-Resource-Bytes', { item: 'endpoint.resource.gb' }],
  [
    'TransitGateway-Hours',
    { item: 'tgw.vpcAttachment.hour', more: 'the bill counts every attachment, the model those on the way to a NAT gateway or a hub' },
  ],
  [
    'TransitGateway-Bytes',
    { item: 'tgw.vpcAttachment.gb', more: 'the bill counts all traffic of transit gateways, the model that to NAT gateways and hubs' },
  ],
  [
    'PublicIPv4:InUseAddress',
    { item: 'publicIpv4.inUse.hour', more: 'the bill counts every public address, the model those of NAT gateways' },
  ],
  [
    'DataTransfer-Regional-Bytes',
    { item: 'interAz.gb', more: 'the bill counts all transfer between zones, the model that between workloads and NAT gateways' },
  ],
  [
    'HostedZone',
    { item: 'route53.privateHostedZone.month', more: 'the bill counts every hosted zone, the model those that serve endpoints' },
  ],
];

/**
 * Whether a usage type that no item is known for is about what is compared here
 * all the same, by its name: no price list that was read names those of tunnel
 * endpoints, Route 53 Profiles and Resolver endpoints.
 */
export function isUnknownHere(usageType: string): boolean {
  return billedItem(usageType) === null && /VpcEndpoint|NatGateway|TransitGateway|Profile|Resolver/.test(usageType);
}

/**
 * The item of a usage type; `null` for one that is no part of a comparison. The
 * prefix names a Region, not always by its code, and is not looked at:
 * `EU-NatGateway-Hours`. `RegionalNatGateway-Hours` is another type, not a prefix.
 */
export function billedItem(usageType: string): BilledItem | null {
  const plain = usageType.replace(/^[A-Z]{2,4}\d?-(?=[A-Z])/, '');
  return suffixes.find(([suffix]) => suffix === plain)?.[1] ?? null;
}
