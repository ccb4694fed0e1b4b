import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { policySections } from './inspect-policy.ts';
import { verdictText } from './words.ts';
import {
  fact,
  findingSections,
  flagText,
  type InspectContext,
  partitionOf,
  placeFacts,
  rawSections,
  securitySections,
  tagSections,
  timeText,
  zoneLines,
} from './inspect-parts.ts';
import type { Fact, Inspection, Section } from './inspection.ts';
import { egressText } from './inspect-network.ts';
import { endpointKind } from '#shared/diagram/inventory-items.ts';
import { stateTone, verdictTone, worstTone } from '#shared/diagram/standing.ts';

/** A VPC endpoint: everything J2 asks about one connection. */
export function inspectEndpoint(context: InspectContext, node: EndpointNode): Omit<Inspection, 'accountName'> {
  const { endpoint } = node;
  const row = context.alignment.find((each) => each.endpointId === endpoint.vpcEndpointId);
  const subject: Subject = { kind: 'vpc-endpoint', id: endpoint.vpcEndpointId, accountId: endpoint.accountId, region: endpoint.region };
  return {
    subject,
    kind: endpointKind(endpoint.vpcEndpointType),
    title: endpoint.name ?? `${node.shortName}`,
    arn: `arn:${partitionOf(context, endpoint.accountId)}:ec2:${endpoint.region}:${endpoint.accountId}:vpc-endpoint/${endpoint.vpcEndpointId}`,
    standing: row === undefined ? endpoint.state : verdictText(row.verdict),
    tone: worstTone([stateTone(endpoint.state), ...(row === undefined ? [] : [verdictTone(row.verdict, endpoint.state)])]),
    tabs: {
      overview: [...findingSections(context, subject), overview(context, node), ...tagSections(endpoint.tags)],
      ...(row === undefined || Object.keys(row.cells).length === 0 ? {} : { zones: zoneSections(context, row, endpoint.state) }),
      ...(endpoint.securityGroupIds.length === 0
        ? {}
        : { security: [...securitySections(context, endpoint.securityGroupIds), ...portCheck(endpoint)] }),
      ...(endpoint.vpcEndpointType === 'Gateway' ? {} : { dns: dnsSections(context, endpoint) }),
      policy: policySections(context, node),
      routes: endpoint.vpcEndpointType === 'Gateway' ? gatewayRoutes(context, endpoint) : interfaceRoutes(context, node),
      raw: rawSections(endpoint),
    },
  };
}

function overview(context: InspectContext, node: EndpointNode): Section {
  const { endpoint } = node;
  const service = context.topology.serviceOf(node);
  const link: Pick<Fact, 'link'> =
    service?.serviceId === undefined || service.serviceId === null
      ? {}
      : {
          link: {
            kind: 'endpoint-service',
            id: service.serviceId,
            accountId: service.providerAccountId ?? 'unknown',
            region: service.region,
          },
        };
  const problem = endpoint.failureReason ?? endpoint.lastErrorMessage;
  return {
    kind: 'facts',
    title: 'Endpoint',
    facts: [
      fact('State', endpoint.state, { tone: stateTone(endpoint.state), why: 'AWS does not tell' }),
      ...(problem === null ? [] : [fact('Error', problem, { tone: 'bad' })]),
      fact('Endpoint id', endpoint.vpcEndpointId, { isId: true }),
      fact('Service', endpoint.serviceName ?? endpoint.resourceConfigurationArn ?? endpoint.serviceNetworkArn, { isId: true, ...link }),
      ...(node.isCrossRegion ? [fact('Service Region', node.serviceRegion)] : []),
      ...placeFacts(context, endpoint),
      fact('IP address type', endpoint.ipAddressType),
      fact('Created', timeText(endpoint.creationTimestamp)),
    ],
  };
}

function zoneSections(context: InspectContext, row: AlignmentRow, state: string | null): Section[] {
  const assurance =
    row.assurance === 'zones-and-targets' ? 'zones and targets were read' : 'zones only; the targets behind the service were not read';
  return [
    { kind: 'zones', title: 'Zone by zone', lines: zoneLines(context, row) },
    {
      kind: 'facts',
      title: 'How this is known',
      facts: [
        fact('Verdict', verdictText(row.verdict), { tone: verdictTone(row.verdict, state) }),
        ...(row.tags.length === 0 ? [] : [fact('Also', row.tags.join(', '))]),
        fact('Rests on', assurance),
        fact('Zone IDs', confidenceText(row.confidence)),
        fact('Service zones from', row.serviceZonesFrom === 'none' ? null : `the ${row.serviceZonesFrom}\u2019s view`, {
          why: 'neither side told',
        }),
        fact('Cross-zone load balancing', row.crossZone === 'not-applicable' ? 'does not apply' : row.crossZone),
        ...(row.addable.length === 0 ? [] : [fact('Zones you could add', row.addable.join(', '))]),
        ...(row.unsupportedWorkload.length === 0 ? [] : [fact('Callers in zones the service lacks', row.unsupportedWorkload.join(', '))]),
      ],
    },
    ...(row.unknownBecause.length === 0
      ? []
      : [{ kind: 'notes', title: 'Unknown because', tone: 'unknown', notes: row.unknownBecause } satisfies Section]),
  ];
}

function confidenceText(confidence: AlignmentRow['confidence']): string | null {
  if (confidence === 'native-id') return 'told by AWS';
  if (confidence === 'mapped-name') return 'from zone names, with this account\u2019s own table';
  if (confidence === 'uniform-region') return 'from zone names; the same for all accounts of this Region';
  return null;
}

function dnsSections(context: InspectContext, endpoint: VpcEndpoint): Section[] {
  const dns = endpoint.vpcId === null ? undefined : context.topology.index.find('vpcDnsAttributes', endpoint.vpcId);
  const names = endpoint.dnsEntries.flatMap((entry) => entry.dnsName ?? []);
  const detail = context.topology.index.snapshot.serviceDetails.find((each) => each.serviceName === endpoint.serviceName);
  const privateNames = detail?.privateDnsNames ?? [];
  return [
    {
      kind: 'facts',
      title: 'Private DNS',
      facts: [
        fact('Private DNS', flagText(endpoint.privateDnsEnabled), { why: 'AWS does not tell' }),
        ...privateNames.map((name) => fact('Private name', name, { isId: true })),
        fact('VPC: DNS support', flagText(dns?.enableDnsSupport ?? null), { why: 'ec2:DescribeVpcAttribute was not read' }),
        fact('VPC: DNS hostnames', flagText(dns?.enableDnsHostnames ?? null), { why: 'ec2:DescribeVpcAttribute was not read' }),
      ],
    },
    {
      kind: 'facts',
      title: 'Endpoint names',
      facts: names.map((name, index) => fact(index === 0 ? 'Regional' : 'Name', name, { isId: true })),
    },
    {
      kind: 'commands',
      title: 'Verify from an instance of the VPC',
      commands: [...privateNames.slice(0, 1), ...names.slice(0, 1)].map((name) => `dig +short ${name}`),
    },
  ];
}

function gatewayRoutes(context: InspectContext, endpoint: VpcEndpoint): Section[] {
  const tables = endpoint.vpcId === null ? [] : context.topology.index.inVpc('routeTables', endpoint.vpcId);
  return [
    {
      kind: 'table',
      title: 'Route tables of the VPC',
      columns: ['Route table', 'Uses this endpoint', 'Subnets'],
      rows: tables.map((table) => [
        table.name ?? table.routeTableId,
        endpoint.routeTableIds.includes(table.routeTableId) ? 'yes' : 'no',
        table.isMain ? `main, ${String(table.subnetIds.length)} named` : String(table.subnetIds.length),
      ]),
      empty: 'Route tables were not read.',
    },
  ];
}

/** Where the interfaces stand, and how those subnets leave the VPC: answers go back through the same lanes. */
function interfaceRoutes(context: InspectContext, node: EndpointNode): Section[] {
  const subnets = node.endpoint.vpcId === null ? [] : (context.topology.vpcNode(node.endpoint.vpcId)?.subnets ?? []);
  if (node.pins.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Subnets of its network interfaces',
      columns: ['Subnet', 'Zone', 'Interface', 'Default route'],
      rows: node.pins.map((pin) => {
        const subnet = subnets.find((each) => each.subnet.subnetId === pin.subnetId);
        return [
          subnet?.subnet.name ?? pin.subnetId,
          pin.zoneId ?? 'unknown',
          pin.networkInterfaceId ?? 'unknown',
          subnet === undefined ? 'unknown: the subnet was not read' : egressText(subnet),
        ];
      }),
      empty: '',
    },
  ];
}

/** Timeouts are security groups first: whether the port answers is one command away. */
function portCheck(endpoint: VpcEndpoint): Section[] {
  const name = endpoint.dnsEntries.find((entry) => entry.dnsName !== null)?.dnsName;
  if (name === undefined || name === null || !/^[\w.*-]+$/.test(name)) return [];
  return [
    {
      kind: 'commands',
      title: 'Verify from an instance of the VPC',
      commands: [`curl --connect-timeout 5 -sv https://${name.replace('*', 'test')} -o /dev/null`],
    },
  ];
}
