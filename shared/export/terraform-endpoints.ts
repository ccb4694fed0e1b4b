/** The endpoints of one VPC as Terraform: security group, interface and gateway endpoints, route tables, consumers of custom services. */
import type { DeltaEndpoint, DeltaVpc } from './delta.ts';
import { hclBlock, hclComment, type HclItem, hclList, hclMap, hclRow, hclString } from './terraform-hcl.ts';

/** The text of the VPC's file. `label` is unique within the module. */
export function vpcFile(vpc: DeltaVpc, label: string): string {
  const blocks = [
    [hclComment(`VPC ${vpc.vpcId}: ${vpc.name}`), vpcLocals(vpc, label)].join('\n'),
    ...(vpc.interfaces.length > 0 ? interfaceBlocks(vpc, label) : []),
    ...(vpc.gateways.length > 0 ? [gatewayBlock(vpc, label)] : []),
    ...vpc.repairs.map((repair, index) => repairBlock(repair, `${label}_repair_${index + 1}`)),
    ...vpc.interfaces.flatMap((each) => connectionZone(vpc, each, label)),
    outputBlock(vpc, label),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function vpcLocals(vpc: DeltaVpc, label: string): string {
  const items: HclItem[] = [[`${label}_vpc_id`, hclString(vpc.vpcId)]];
  if (vpc.interfaces.length > 0) {
    items.push('', hclComment('One subnet per AZ ID. Zone names differ between accounts; AZ IDs do not.'));
    items.push([
      `${label}_subnets`,
      hclMap(vpc.subnets.map((subnet) => ({ key: subnet.zoneId, value: hclString(subnet.subnetId), comment: subnet.name }))),
    ]);
    items.push('', [
      `${label}_interface_endpoints`,
      hclMap(vpc.interfaces.map((each) => ({ key: each.path.service, value: interfaceValue(each) }))),
    ]);
    items.push('', hclComment('Who may call the endpoints.'), [`${label}_callers`, hclMap(callers(vpc))]);
  }
  if (vpc.gateways.length > 0) {
    const names = vpc.gateways.map((each) => ({ key: each.path.service, value: hclString(each.path.serviceName) }));
    items.push('', [`${label}_gateway_endpoints`, hclMap(names)], '', hclComment('Route tables of the subnets with callers.'));
    items.push([
      `${label}_route_tables`,
      hclMap(vpc.routeTables.map((table) => ({ key: table.routeTableId, value: hclString(table.name) }))),
    ]);
  }
  return hclBlock('locals', items);
}

function interfaceValue({ path, isScoped, hasPrivateDns }: DeltaEndpoint): string {
  const region =
    path.how === 'cross-region'
      ? hclString(/^(?:cn\.)?(?:com\.amazonaws|aws)\.([^.]+)\./.exec(path.serviceName)?.[1] ?? path.region)
      : 'null';
  return hclMapOf([
    ['service_name', hclString(path.serviceName)],
    ['service_region', region],
    ['zones', hclRow(path.zones.map(hclString))],
    ['scoped', String(isScoped)],
    ['private_dns', String(hasPrivateDns)],
  ]);
}

function hclMapOf(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return `{\n${pairs.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`).join('\n')}\n}`;
}

function callers(vpc: DeltaVpc): { readonly key: string; readonly value: string }[] {
  return vpc.ports.flatMap((port) =>
    vpc.callers.map((block) => ({ key: `${port} ${block}`, value: `{ port = ${port}, cidr = ${hclString(block)} }` })),
  );
}

function interfaceBlocks(vpc: DeltaVpc, label: string): string[] {
  return [
    hclBlock(`data "aws_subnet" "${label}"`, [
      ['for_each', `local.${label}_subnets`],
      ['id', 'each.value'],
      '',
      `lifecycle {\n  postcondition {\n    condition     = self.availability_zone_id == each.key\n    error_message = "Subnet \${each.value} is not in \${each.key}."\n  }\n}`,
    ]),
    hclBlock(`resource "aws_security_group" "${label}_endpoints"`, [
      ['name', hclString(`endpoints-${vpc.vpcId}`)],
      ['description', '"Callers of the interface endpoints"'],
      ['vpc_id', `local.${label}_vpc_id`],
      ['tags', `merge(var.tags, { Name = ${hclString(`${vpc.name} endpoints`)} })`],
    ]),
    hclBlock(`resource "aws_vpc_security_group_ingress_rule" "${label}_endpoints"`, [
      ['for_each', `local.${label}_callers`],
      '',
      ['security_group_id', `aws_security_group.${label}_endpoints.id`],
      ['description', '"TCP ${each.value.port} from ${each.value.cidr}"'],
      ['ip_protocol', '"tcp"'],
      ['from_port', 'each.value.port'],
      ['to_port', 'each.value.port'],
      ['cidr_ipv4', 'each.value.cidr'],
    ]),
    hclBlock(`resource "aws_vpc_endpoint" "${label}_interface"`, [
      ['for_each', `local.${label}_interface_endpoints`],
      '',
      ['vpc_id', `local.${label}_vpc_id`],
      ['service_name', 'each.value.service_name'],
      ['service_region', 'each.value.service_region'],
      ['vpc_endpoint_type', '"Interface"'],
      ['subnet_ids', `[for zone in each.value.zones : data.aws_subnet.${label}[zone].id]`],
      ['security_group_ids', `[aws_security_group.${label}_endpoints.id]`],
      ['private_dns_enabled', `each.value.private_dns && contains(lookup(var.private_dns, local.${label}_vpc_id, []), each.key)`],
      ['policy', 'each.value.scoped ? lookup(local.endpoint_policies, each.key, local.endpoint_policies["default"]) : null'],
      ['tags', showbackTags(vpc)],
    ]),
  ];
}

function showbackTags(vpc: DeltaVpc): string {
  return `merge(var.tags, { Name = "${hclString(vpc.name).slice(1, -1)} \${each.key}", "linkscape:service" = each.key, "linkscape:vpc" = ${hclString(vpc.vpcId)} })`;
}

function gatewayBlock(vpc: DeltaVpc, label: string): string {
  return hclBlock(`resource "aws_vpc_endpoint" "${label}_gateway"`, [
    ['for_each', `local.${label}_gateway_endpoints`],
    '',
    ['vpc_id', `local.${label}_vpc_id`],
    ['service_name', 'each.value'],
    ['vpc_endpoint_type', '"Gateway"'],
    ['route_table_ids', `keys(local.${label}_route_tables)`],
    ['policy', 'lookup(local.endpoint_policies, each.key, local.endpoint_policies["default"])'],
    ['tags', showbackTags(vpc)],
  ]);
}

function repairBlock(repair: DeltaVpc['repairs'][number], label: string): string {
  const block = hclBlock(`resource "aws_vpc_endpoint_route_table_association" "${label}"`, [
    ['for_each', `toset(${hclList(repair.routeTableIds.map(hclString))})`],
    ['vpc_endpoint_id', hclString(repair.endpointId)],
    ['route_table_id', 'each.value'],
  ]);
  const why = [
    `The ${repair.service} endpoint exists; these route tables do not use it yet.`,
    'Where other code lists its route_table_ids, add them there and leave this out: the two would undo each other.',
  ];
  return `${why.map(hclComment).join('\n')}\n${block}`;
}

/** The name by which callers know a service of another account. */
function connectionZone(vpc: DeltaVpc, { path, connection }: DeltaEndpoint, label: string): string[] {
  if (connection?.dnsName == null) return [];
  const own = `${label}_${path.serviceName.slice(path.serviceName.lastIndexOf('vpce-svc-')).replaceAll('-', '_')}`;
  const endpoint = `aws_vpc_endpoint.${label}_interface[${hclString(path.service)}]`;
  return [
    hclBlock(`resource "aws_route53_zone" "${own}"`, [
      ['name', hclString(connection.dnsName)],
      ['comment', hclString(`${path.service} in ${vpc.vpcId}`)],
      '',
      `vpc {\n  vpc_id = local.${label}_vpc_id\n}`,
      '',
      '# Other VPCs may be associated later without this code taking them off again.',
      'lifecycle {\n  ignore_changes = [vpc]\n}',
    ]),
    hclBlock(`resource "aws_route53_record" "${own}"`, [
      ['zone_id', `aws_route53_zone.${own}.zone_id`],
      ['name', hclString(connection.dnsName)],
      ['type', '"A"'],
      '',
      `alias {\n  name                   = ${endpoint}.dns_entry[0].dns_name\n  zone_id                = ${endpoint}.dns_entry[0].hosted_zone_id\n  evaluate_target_health = true\n}`,
    ]),
  ];
}

function outputBlock(vpc: DeltaVpc, label: string): string {
  const parts = [
    ...(vpc.interfaces.length > 0 ? [`{ for service, endpoint in aws_vpc_endpoint.${label}_interface : service => endpoint.id }`] : []),
    ...(vpc.gateways.length > 0 ? [`{ for service, endpoint in aws_vpc_endpoint.${label}_gateway : service => endpoint.id }`] : []),
  ];
  const value = parts.length === 1 ? (parts[0] ?? '{}') : `merge(\n${parts.map((part) => `  ${part},`).join('\n')}\n)`;
  return hclBlock(`output "${label}_endpoint_ids"`, [
    ['description', hclString(`Endpoints of ${vpc.vpcId} by service.`)],
    ['value', parts.length === 0 ? '{}' : value],
  ]);
}
