/** The names that a hub answers for its spokes, and own endpoint services, as Terraform. */
import type { DeltaHub, DeltaModule, OwnService } from './delta.ts';
import { hclBlock, hclComment, type HclItem, hclLabel, hclList, hclMap, hclRow, hclString } from './terraform-hcl.ts';

/** In the hub's account: a zone per name, its records, and who may answer by it. `label` is the hub VPC's. */
export function hubFile(hub: DeltaHub, label: string): string {
  const spokes = hub.zones.flatMap((zone) => zone.spokes.map((spoke) => ({ zone, spoke })));
  const ofOwner = spokes.filter(({ spoke }) => spoke.accountId === hub.accountId);
  const ofOthers = spokes.filter(({ spoke }) => spoke.accountId !== hub.accountId);
  const added = hub.zones.filter((zone) => zone.isNew);
  const blocks = [
    `${hclComment(`Hub ${hub.hub.vpcId}: ${hub.name}. One private hosted zone per service name, alias records to the endpoint here.`)}\n${hubLocals(hub, ofOwner, ofOthers)}`,
    ...(added.length === 0 ? [] : [...existingEndpoints(added), endpointsLocal(added, label), zoneBlock(hub), recordBlock()]),
    associationBlock('aws_route53_zone_association', 'spoke', 'hub_spokes'),
    associationBlock('aws_route53_vpc_association_authorization', 'spoke', 'hub_spokes_of_others'),
    hclBlock('output "hub_zone_ids"', [
      ['description', '"Hosted zones of the hub by service, for the modules of the other accounts."'],
      ['value', 'local.hub_zone_ids'],
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

interface SpokeOfZone {
  readonly zone: DeltaHub['zones'][number];
  readonly spoke: DeltaHub['zones'][number]['spokes'][number];
}

function spokeEntries(spokes: readonly SpokeOfZone[]) {
  return spokes.map(({ zone, spoke }) => ({
    key: `${zone.service} ${spoke.vpcId}`,
    value: `{ service = ${hclString(zone.service)}, vpc_id = ${hclString(spoke.vpcId)} }`,
    comment: spoke.name,
  }));
}

function hubLocals(hub: DeltaHub, ofOwner: readonly SpokeOfZone[], ofOthers: readonly SpokeOfZone[]): string {
  const added = hub.zones.filter((zone) => zone.isNew);
  const standing = hub.zones.filter((zone) => zone.zoneId !== null);
  const ids = hclMap(standing.map((zone) => ({ key: zone.service, value: hclString(zone.zoneId ?? ''), comment: zone.domain })));
  const made = '{ for service, zone in aws_route53_zone.hub : service => zone.zone_id }';
  const zones: HclItem[] = [
    ['hub_zones', hclMap(added.map((zone) => ({ key: zone.service, value: hclString(zone.domain) })))],
    [
      'hub_records',
      hclMap(added.flatMap((zone) => zone.records.map((name) => ({ key: name, value: `{ service = ${hclString(zone.service)} }` })))),
    ],
    '',
  ];
  return hclBlock('locals', [
    ...(added.length === 0 ? [] : zones),
    hclComment(standing.length === 0 ? 'Zones by service.' : 'Zones by service; those named here exist already.'),
    ['hub_zone_ids', added.length === 0 ? ids : standing.length === 0 ? made : `merge(${ids}, ${made})`],
    '',
    hclComment('VPCs of this account, and those of others, which the hub only authorises.'),
    ['hub_spokes', hclMap(spokeEntries(ofOwner))],
    ['hub_spokes_of_others', hclMap(spokeEntries(ofOthers))],
  ]);
}

function existingEndpoints(zones: DeltaHub['zones']): string[] {
  const standing = zones.filter((zone) => zone.endpointId !== null);
  if (standing.length === 0) return [];
  return [
    hclBlock('data "aws_vpc_endpoint" "hub"', [
      ['for_each', hclMap(standing.map((zone) => ({ key: zone.service, value: hclString(zone.endpointId ?? '') })))],
      ['id', 'each.value'],
    ]),
  ];
}

/** Endpoints of the hub by service, those that exist and those made here. */
function endpointsLocal(zones: DeltaHub['zones'], label: string): string {
  const parts = [
    ...(zones.some((zone) => zone.endpointId !== null) ? ['data.aws_vpc_endpoint.hub'] : []),
    ...(zones.some((zone) => zone.endpointId === null) ? [`aws_vpc_endpoint.${label}_interface`] : []),
  ];
  const each = parts.map((part) => `{ for service, endpoint in ${part} : service => endpoint.dns_entry[0] }`);
  const value = each.length === 1 ? (each[0] ?? '{}') : `merge(\n${each.map((part) => `  ${part},`).join('\n')}\n)`;
  return hclBlock('locals', [['hub_dns_entries', value]]);
}

function zoneBlock(hub: DeltaHub): string {
  return hclBlock('resource "aws_route53_zone" "hub"', [
    ['for_each', 'local.hub_zones'],
    '',
    ['name', 'each.value'],
    ['comment', hclString(`Endpoint in ${hub.hub.vpcId}`)],
    ['tags', 'merge(var.tags, { "linkscape:service" = each.key })'],
    '',
    `vpc {\n  vpc_id = ${hclString(hub.hub.vpcId)}\n}`,
    '',
    '# Spokes are associated one by one, some of them by their own account.',
    'lifecycle {\n  ignore_changes = [vpc]\n}',
  ]);
}

function recordBlock(): string {
  return hclBlock('resource "aws_route53_record" "hub"', [
    ['for_each', 'local.hub_records'],
    '',
    ['zone_id', 'aws_route53_zone.hub[each.value.service].zone_id'],
    ['name', 'each.key'],
    ['type', '"A"'],
    '',
    'alias {\n  name                   = local.hub_dns_entries[each.value.service].dns_name\n  zone_id                = local.hub_dns_entries[each.value.service].hosted_zone_id\n  evaluate_target_health = true\n}',
  ]);
}

function associationBlock(type: string, label: string, from: string): string {
  return hclBlock(`resource "${type}" "${label}"`, [
    ['for_each', `local.${from}`],
    '',
    ['zone_id', 'local.hub_zone_ids[each.value.service]'],
    ['vpc_id', 'each.value.vpc_id'],
  ]);
}

/** In the account of spokes: the second half of the association. */
export function spokeFile(module: DeltaModule, hub: DeltaHub): string {
  const own = hub.zones.flatMap((zone) =>
    zone.spokes.filter((spoke) => spoke.accountId === module.accountId).map((spoke) => ({ zone, spoke })),
  );
  const blocks = [
    `${hclComment(`Names that the hub ${hub.hub.vpcId} (${hub.name}) in account ${hub.accountId} answers. Apply its module first.`)}\n${hclBlock('locals', [['spokes', hclMap(spokeEntries(own))]])}`,
    hclBlock('resource "aws_route53_zone_association" "hub"', [
      ['for_each', 'local.spokes'],
      '',
      ['zone_id', 'var.hub_zone_ids[each.value.service]'],
      ['vpc_id', 'each.value.vpc_id'],
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** An own service on a load balancer: who may ask, and whether each is accepted by hand. */
export function endpointServiceFile(service: OwnService, label: string): string {
  const items: HclItem[] = [
    ['acceptance_required', String(service.acceptanceRequired)],
    [loadBalancerField(service.loadBalancerArn), hclRow([hclString(service.loadBalancerArn)])],
    ...(service.privateDnsName === null ? [] : [['private_dns_name', hclString(service.privateDnsName)] as const]),
    ['tags', `merge(var.tags, { Name = ${hclString(service.name)} })`],
  ];
  const blocks = [
    `${hclComment(`Endpoint service: ${service.name}`)}\n${hclBlock(`resource "aws_vpc_endpoint_service" "${label}"`, items)}`,
    hclBlock(`resource "aws_vpc_endpoint_service_allowed_principal" "${label}"`, [
      ['for_each', `toset(${hclList([...service.allowedPrincipals].sort().map(hclString))})`],
      '',
      ['vpc_endpoint_service_id', `aws_vpc_endpoint_service.${label}.id`],
      ['principal_arn', 'each.value'],
    ]),
    hclBlock(`output "${label}_service_name"`, [
      ['description', '"What consumers write as the service name of their endpoint."'],
      ['value', `aws_vpc_endpoint_service.${label}.service_name`],
    ]),
    ...(service.privateDnsName === null
      ? []
      : [
          hclBlock(`output "${label}_domain_verification"`, [
            ['description', '"TXT record that proves the private DNS name; AWS then lets consumers turn private DNS on."'],
            ['value', `aws_vpc_endpoint_service.${label}.private_dns_name_configuration`],
          ]),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function loadBalancerField(arn: string): string {
  return arn.includes(':loadbalancer/gwy/') ? 'gateway_load_balancer_arns' : 'network_load_balancer_arns';
}

/** Labels that are unique within a module: the name where it tells things apart, else the id. */
export function uniqueLabels<Item>(
  items: readonly Item[],
  name: (item: Item) => string,
  id: (item: Item) => string,
): ReadonlyMap<Item, string> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(hclLabel(name(item)), (counts.get(hclLabel(name(item))) ?? 0) + 1);
  return new Map(
    items.map((item) => {
      const label = hclLabel(name(item));
      return [item, label !== '' && counts.get(label) === 1 ? label : hclLabel(`${label} ${id(item)}`)];
    }),
  );
}
