/** What the Price List API is asked, and how the bill calls each item: `docs/cost-model.md` and the price book in its terms. */

/** One question to the API, and the items its answer holds. */
export interface PriceQuestion {
  readonly serviceCode: string;
  /** The attribute that names the Region; `null`: one price for all, asked once. */
  readonly regionField: 'regionCode' | 'fromRegionCode' | null;
  readonly filters: readonly { readonly field: string; readonly value: string }[];
  readonly items: readonly PricedItem[];
  /** Usage types that may hold an item whose name on the bill nobody has seen: told when they appear, never guessed. */
  readonly watched?: { readonly usageType: RegExp; readonly item: string };
}

/** How the bill calls an item. */
export interface PricedItem {
  readonly item: string;
  /** Without the prefix of the Region; both ways of a peering are one item. */
  readonly usageTypes: readonly string[];
  readonly operation: string | null;
  readonly unit: RegExp;
  /** The answer has one product per other Region. */
  readonly isPair: boolean;
  /** A first step at 0 is a free allowance over the whole bill, which a comparison does not take. */
  readonly dropsAllowance: boolean;
}

const hours = /^(hrs|hours?)$/i;
const gigabytes = /^(gb|gigabytes?)$/i;

function priced(item: string, usageType: string | readonly string[], unit: RegExp, more: Partial<PricedItem> = {}): PricedItem {
  const usageTypes = typeof usageType === 'string' ? [usageType] : usageType;
  return { item, usageTypes, unit, operation: null, isPair: false, dropsAllowance: false, ...more };
}

/** NAT gateways are a product of EC2, endpoints, addresses and attachments are the VPC's. */
export const priceQuestions: readonly PriceQuestion[] = [
  {
    serviceCode: 'AmazonEC2',
    regionField: 'regionCode',
    filters: [{ field: 'productFamily', value: 'NAT Gateway' }],
    items: [
      priced('nat.zonal.hour', 'NatGateway-Hours', hours, { operation: 'NatGateway' }),
      priced('nat.zonal.gb', 'NatGateway-Bytes', gigabytes, { operation: 'NatGateway' }),
      priced('nat.regional.azHour', 'RegionalNatGateway-Hours', hours, { operation: 'RegionalNatGateway' }),
      priced('nat.regional.gb', 'RegionalNatGateway-Bytes', gigabytes, { operation: 'RegionalNatGateway' }),
      priced('nat.provisioned.gbpsHour', 'NatGateway-Prvd-Gbps', /^gbps-?(hrs|hours?)$/i),
    ],
  },
  {
    serviceCode: 'AmazonVPC',
    regionField: 'regionCode',
    filters: [],
    items: [
      priced('endpoint.interface.hour', 'VpcEndpoint-Hours', hours, { operation: 'VpcEndpoint' }),
      priced('endpoint.interface.gb', 'VpcEndpoint-Bytes', gigabytes, { operation: 'VpcEndpoint' }),
      priced('endpoint.gwlb.hour', 'VpcEndpoint-GWLBE-Hours', hours),
      priced('endpoint.gwlb.gb', 'VpcEndpoint-GWLBE-Bytes', gigabytes),
      priced('endpoint.resource.hour', 'VpcEndpoint-Resource-Hours', hours),
      priced('endpoint.resource.gb', 'VpcEndpoint-Resource-Bytes', gigabytes),
      priced('endpointService.crossRegion.hour', 'VpcEndpoint-Service-Hours', hours),
      priced('publicIpv4.inUse.hour', 'PublicIPv4:InUseAddress', hours),
      priced('publicIpv4.idle.hour', 'PublicIPv4:IdleAddress', hours),
      priced('tgw.vpcAttachment.hour', 'TransitGateway-Hours', hours, { operation: 'TransitGatewayVPC' }),
      priced('tgw.vpcAttachment.gb', 'TransitGateway-Bytes', gigabytes, { operation: 'TransitGatewayVPC' }),
      priced('tgw.peeringAttachment.hour', 'TransitGateway-Hours', hours, { operation: 'TransitGatewayPeering' }),
      priced('vpcPeering.crossAz.gb', ['VpcPeering-In-Bytes', 'VpcPeering-Out-Bytes'], gigabytes),
    ],
    watched: { usageType: /tunnel/i, item: 'endpoint.tunnel.hour' },
  },
  transfer('IntraRegion', priced('interAz.gb', 'DataTransfer-Regional-Bytes', gigabytes, { dropsAllowance: true })),
  transfer('AWS Outbound', priced('internetEgress.gb', 'DataTransfer-Out-Bytes', gigabytes, { dropsAllowance: true })),
  transfer('InterRegion Outbound', priced('interRegion.out.gb', 'AWS-Out-Bytes', gigabytes, { isPair: true })),
  {
    serviceCode: 'AmazonRoute53',
    regionField: 'regionCode',
    filters: [],
    items: [priced('route53.resolverEndpoint.hour', 'ResolverNetworkInterface', hours)],
    watched: { usageType: /profile/i, item: 'route53.profileAssociation.hour' },
  },
  {
    serviceCode: 'AWSNetworkFirewall',
    regionField: 'regionCode',
    filters: [],
    items: [
      priced('networkFirewall.endpoint.hour', 'Endpoint-Hour', hours),
      priced('networkFirewall.gb', 'Traffic-GB-Processed', gigabytes),
    ],
  },
  {
    serviceCode: 'AmazonRoute53',
    regionField: null,
    filters: [{ field: 'usagetype', value: 'HostedZone' }],
    items: [priced('route53.privateHostedZone.month', 'HostedZone', /^(hostedzone|zones?|months?)$/i)],
  },
];

/** Transfer is a product of its own, told apart by its kind and by the Region that sends. */
function transfer(transferType: string, item: PricedItem): PriceQuestion {
  return {
    serviceCode: 'AWSDataTransfer',
    regionField: 'fromRegionCode',
    filters: [{ field: 'transferType', value: transferType }],
    items: [item],
  };
}
