/** From a Terraform plan or state to what it says about the estate. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { text, texts } from '#shared/model/wire.ts';
import type { Fact, ItemFact, PlannedChange, PlannedEstate, PlannedPlace } from '../planned/fact.ts';
import { type Attributes, attributesOf } from './attributes.ts';
import * as endpoint from './endpoint-facts.ts';
import * as network from './network-facts.ts';
import { referencesOf } from './references.ts';
import { type TerraformFile, terraformFile, type TerraformResource } from './resources.ts';

const readers: Readonly<Record<string, (from: Attributes) => Fact[]>> = {
  aws_vpc: network.vpcFacts,
  aws_default_vpc: network.vpcFacts,
  aws_subnet: network.subnetFacts,
  aws_default_subnet: network.subnetFacts,
  aws_internet_gateway: network.internetGatewayFacts,
  aws_egress_only_internet_gateway: network.internetGatewayFacts,
  aws_nat_gateway: network.natFacts,
  aws_route: network.routeFacts,
  aws_route_table: network.routeTableFacts,
  aws_default_route_table: network.routeTableFacts,
  aws_route_table_association: network.tableAssociationFacts,
  aws_main_route_table_association: network.mainTableFacts,
  aws_security_group: network.securityGroupFacts,
  aws_default_security_group: network.securityGroupFacts,
  aws_security_group_rule: network.ruleFacts,
  aws_vpc_security_group_ingress_rule: network.ruleFacts,
  aws_vpc_security_group_egress_rule: network.ruleFacts,
  aws_vpc_endpoint: endpoint.endpointFacts,
  aws_vpc_endpoint_route_table_association: endpoint.endpointPartFacts,
  aws_vpc_endpoint_subnet_association: endpoint.endpointPartFacts,
  aws_vpc_endpoint_security_group_association: endpoint.endpointPartFacts,
  aws_vpc_endpoint_service: endpoint.serviceFacts,
  aws_vpc_endpoint_service_allowed_principal: endpoint.principalFacts,
  aws_lb: endpoint.loadBalancerFacts,
  aws_alb: endpoint.loadBalancerFacts,
  aws_ec2_transit_gateway: endpoint.transitGatewayFacts,
  aws_ec2_transit_gateway_vpc_attachment: endpoint.attachmentFacts,
  aws_vpc_peering_connection: endpoint.peeringFacts,
};

/** What a value of JSON says, if it is a Terraform plan or state; `null` otherwise. */
export function readTerraform(value: unknown): PlannedEstate | null {
  const file = terraformFile(value);
  return file === null ? null : estateOf(file);
}

function estateOf(file: TerraformFile): PlannedEstate {
  const references = referencesOf(file);
  const place = placeOfData(file);
  const open: string[] = [];
  const changes = file.resources.flatMap((resource): PlannedChange[] => {
    const read = readers[resource.type];
    if (read === undefined) return [];
    const side = (which: 'before' | 'after'): readonly Fact[] => {
      const values = which === 'before' ? resource.before : resource.after;
      const tellOpen = (attribute: string): void => void open.push(`${resource.address}: ${attribute} is known only after apply`);
      return values === null ? [] : read(attributesOf(resource, which, references, place, tellOpen));
    };
    return [{ address: resource.address, action: resource.action, before: side('before'), after: side('after') }];
  });
  return { what: file.what, changes, zones: zonesOf(file, place), notices: [...sortedUnique(open), ...leftAside(file.resources)] };
}

/** The caller and the Region as data sources read them. */
function placeOfData({ data }: TerraformFile): PlannedPlace {
  const caller = data.find((each) => each.type === 'aws_caller_identity');
  const region = data.find((each) => each.type === 'aws_region');
  return {
    accountId: caller === undefined ? null : text<AccountId>(caller.values, 'account_id'),
    region: region === undefined ? null : (text<Region>(region.values, 'name') ?? text<Region>(region.values, 'region')),
  };
}

/** The zones that the code was planned with: names and IDs come in the same order. */
function zonesOf({ data }: TerraformFile, place: PlannedPlace): readonly ItemFact[] {
  return data
    .filter((each) => each.type === 'aws_availability_zones')
    .flatMap(({ values }) => {
      const [names, ids] = [texts(values, 'names'), texts(values, 'zone_ids')];
      if (names.length !== ids.length) return [];
      return names.map(
        (ZoneName, index): ItemFact => ({
          kind: 'item',
          operation: 'DescribeAvailabilityZones',
          id: ZoneName,
          wire: { ZoneName, ZoneId: ids[index] },
          place: { accountId: place.accountId, region: place.region ?? text<Region>(values, 'id') },
        }),
      );
    });
}

/** Types that no reader knows, with how many there are; what has nothing to do with a network is not told. */
function leftAside(resources: readonly TerraformResource[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources)
    if (readers[type] === undefined && /^aws_(vpc|lb|ec2_transit|route53|networkfirewall|network_acl|eip)/.test(type))
      counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${count} ${type} left aside: not read from code`).sort();
}
