import type { NatGatewayNode, SubnetNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { Subject } from '#shared/model/subject.ts';
import { endpointKind } from '#shared/diagram/inventory-items.ts';
import {
  fact,
  findingSections,
  flagText,
  type InspectContext,
  partitionOf,
  placeFacts,
  rawSections,
  tagSections,
} from './inspect-parts.ts';
import { vpcPolicySections } from './inspect-policy.ts';
import { subnetReachSections, vpcReachSections } from './inspect-reach.ts';
import type { Fact, Inspection, LinkLine, Section } from './inspection.ts';
import { stateTone, verdictTone, worstTone } from '#shared/diagram/standing.ts';

type Bare = Omit<Inspection, 'accountName'>;

export function inspectVpc(context: InspectContext, node: VpcNode): Bare {
  const { vpc } = node;
  const { index } = context.topology;
  const subject: Subject = { kind: 'vpc', id: vpc.vpcId, accountId: vpc.accountId, region: vpc.region };
  const dns = index.find('vpcDnsAttributes', vpc.vpcId);
  return {
    subject,
    kind: 'VPC',
    title: vpc.name ?? vpc.vpcId,
    arn: `arn:${partitionOf(context, vpc.accountId)}:ec2:${vpc.region}:${vpc.accountId}:vpc/${vpc.vpcId}`,
    standing: vpc.state,
    tone: stateTone(vpc.state),
    tabs: {
      overview: [
        ...findingSections(context, subject),
        {
          kind: 'facts',
          title: 'VPC',
          facts: [
            fact('State', vpc.state, { tone: stateTone(vpc.state), why: 'only mentioned by others; the VPC itself was not read' }),
            fact('VPC id', vpc.vpcId, { isId: true }),
            fact('IPv4', vpc.cidrBlocks.join(', ') || null),
            ...(vpc.ipv6CidrBlocks.length === 0 ? [] : [fact('IPv6', vpc.ipv6CidrBlocks.join(', '))]),
            ...placeFacts(context, vpc).slice(0, 2),
            fact('Callers in', node.callers.zones.zones.join(', ') || 'no zone'),
          ],
        },
        { kind: 'links', title: 'Endpoints', links: node.endpoints.map((each) => endpointLink(context, each)), empty: 'None.' },
        { kind: 'links', title: 'NAT gateways', links: node.natGateways.map((each) => natLink(each.natGateway)), empty: 'None.' },
        ...tagSections(vpc.tags),
      ],
      dns: [
        {
          kind: 'facts',
          title: 'DNS',
          facts: [
            fact('DNS support', flagText(dns?.enableDnsSupport ?? null), { why: 'ec2:DescribeVpcAttribute was not read' }),
            fact('DNS hostnames', flagText(dns?.enableDnsHostnames ?? null), { why: 'ec2:DescribeVpcAttribute was not read' }),
          ],
        },
        {
          kind: 'table',
          title: 'Private hosted zones',
          columns: ['Domain', 'Owner'],
          rows: index
            .inVpc('hostedZoneAssociations', vpc.vpcId)
            .map((each) => [each.zoneDomain, each.owningService ?? each.owningAccount ?? 'unknown']),
          empty: 'None were read for this VPC.',
        },
      ],
      zones: node.subnets.length === 0 ? [] : [zoneTable(context, node)],
      policy: vpcPolicySections(node),
      routes: node.subnets.length === 0 ? [] : [subnetTable(node)],
      reach: vpcReachSections(context.topology, node),
      raw: rawSections(vpc),
    },
  };
}

function endpointLink(context: InspectContext, node: VpcNode['endpoints'][number]): LinkLine {
  const { endpoint } = node;
  const row = context.alignment.find((each) => each.endpointId === endpoint.vpcEndpointId);
  return {
    subject: { kind: 'vpc-endpoint', id: endpoint.vpcEndpointId, accountId: endpoint.accountId, region: endpoint.region },
    label: node.shortName,
    detail: `${endpointKind(endpoint.vpcEndpointType)} \u00b7 ${endpoint.state ?? 'state unknown'}`,
    tone: worstTone([stateTone(endpoint.state), ...(row === undefined ? [] : [verdictTone(row.verdict, endpoint.state)])]),
  };
}

function natLink(natGateway: RecordOf<'natGateways'>): LinkLine {
  return {
    subject: { kind: 'nat-gateway', id: natGateway.natGatewayId, accountId: natGateway.accountId, region: natGateway.region },
    label: natGateway.name ?? natGateway.natGatewayId,
    detail: `${natGateway.availabilityMode}, ${natGateway.connectivityType} \u00b7 ${natGateway.state ?? 'state unknown'}`,
    tone: stateTone(natGateway.state),
  };
}

/** Zone by zone: what stands there and who calls from there. */
function zoneTable(context: InspectContext, node: VpcNode): Section {
  const { vpc } = node;
  const zones = [...groupBy(node.subnets, (subnet) => subnet.zoneId)];
  return {
    kind: 'table',
    title: 'Zones',
    columns: ['AZ ID', 'Name here', 'Subnets', 'Callers'],
    rows: zones.map(([zoneId, subnets]) => [
      zoneId ?? 'unknown',
      (zoneId === null ? null : context.topology.index.zoneRecord(vpc.region, zoneId, vpc.accountId)?.zoneName) ?? 'unknown',
      subnets.map(({ subnet }) => subnet.name ?? subnet.subnetId).join(', '),
      callersText(subnets),
    ]),
    empty: 'Subnets were not read.',
  };
}

function callersText(subnets: readonly SubnetNode[]): string {
  if (subnets.some((subnet) => subnet.callers === null)) return 'unknown';
  return String(subnets.reduce((sum, subnet) => sum + (subnet.callers ?? 0), 0));
}

function subnetTable(node: VpcNode): Section {
  return {
    kind: 'table',
    title: 'Where each subnet sends 0.0.0.0/0',
    columns: ['Subnet', 'Zone', 'Goes to'],
    rows: node.subnets.map((each) => [each.subnet.name ?? each.subnet.subnetId, each.zoneId ?? 'unknown', egressText(each)]),
    empty: 'Subnets were not read.',
  };
}

/** Where a subnet's default route leads. */
export function egressText(node: SubnetNode): string {
  const kind = node.egress.replaceAll('-', ' ');
  return node.egressTarget === null ? kind : `${kind} ${node.egressTarget}`;
}

export function inspectSubnet(context: InspectContext, node: SubnetNode): Bare {
  const { subnet } = node;
  const subject: Subject = { kind: 'subnet', id: subnet.subnetId, accountId: subnet.accountId, region: subnet.region };
  return {
    subject,
    kind: 'Subnet',
    title: subnet.name ?? subnet.subnetId,
    arn: `arn:${partitionOf(context, subnet.accountId)}:ec2:${subnet.region}:${subnet.accountId}:subnet/${subnet.subnetId}`,
    standing: subnet.state,
    tone: subnet.state === null ? 'neutral' : stateTone(subnet.state),
    tabs: {
      overview: [
        ...findingSections(context, subject),
        {
          kind: 'facts',
          title: 'Subnet',
          facts: [
            fact('Subnet id', subnet.subnetId, { isId: true }),
            fact('Zone ID', node.zoneId, { why: 'no zone table of the account that read it', isId: node.zoneId !== null }),
            fact('Zone name', subnet.zoneName, { why: 'AWS does not tell' }),
            fact('CIDR', subnet.cidrBlock),
            fact('Free addresses', subnet.availableIpAddressCount === null ? null : String(subnet.availableIpAddressCount)),
            fact('Callers', node.callers === null ? null : String(node.callers), { why: 'network interfaces were not read' }),
            ...(subnet.participants.length === 0 ? [] : [fact('Shared with', subnet.participants.join(', '))]),
            ...placeFacts(context, subnet),
          ],
        },
        ...tagSections(subnet.tags),
      ],
      routes: [routeTableSection(node)],
      reach: subnetReachSections(context.topology, node),
      raw: rawSections(subnet),
    },
  };
}

function routeTableSection(node: SubnetNode): Section {
  const table = node.routeTable;
  return {
    kind: 'table',
    title: table === null ? 'Route table' : `Route table ${table.name ?? table.routeTableId}${table.isMain ? ' (main)' : ''}`,
    columns: ['Destination', 'Target', 'State'],
    rows: (table?.routes ?? []).map((route) => [route.destination, route.target, route.state ?? 'unknown']),
    empty: 'The route table of this subnet was not read.',
  };
}

export function inspectNatGateway(context: InspectContext, node: NatGatewayNode): Bare {
  const { natGateway } = node;
  const subject = natLink(natGateway).subject;
  const links = node.subnetIds.flatMap((subnetId): LinkLine[] => {
    const subnet = context.topology.index.find('subnets', subnetId);
    if (subnet === undefined) return [];
    return [
      {
        subject: { kind: 'subnet', id: subnetId, accountId: subnet.accountId, region: subnet.region },
        label: subnet.name ?? subnetId,
        detail: subnet.cidrBlock ?? '',
        tone: 'neutral',
      },
    ];
  });
  return {
    subject,
    kind: natGateway.availabilityMode === 'regional' ? 'Regional NAT gateway' : 'NAT gateway',
    title: natGateway.name ?? natGateway.natGatewayId,
    arn: `arn:${partitionOf(context, natGateway.accountId)}:ec2:${natGateway.region}:${natGateway.accountId}:natgateway/${natGateway.natGatewayId}`,
    standing: natGateway.state,
    tone: stateTone(natGateway.state),
    tabs: {
      overview: [
        ...findingSections(context, subject),
        natFacts(context, node),
        { kind: 'links', title: 'Default route of', links, empty: 'No subnet that was read sends its default route here.' },
        ...tagSections(natGateway.tags),
      ],
      raw: rawSections(natGateway),
    },
  };
}

function natFacts(context: InspectContext, node: NatGatewayNode): Section {
  const { natGateway } = node;
  const addresses: Fact[] = natGateway.addresses.flatMap((each) =>
    each.publicIp === null ? [] : [fact('Address', each.publicIp, { isId: true })],
  );
  return {
    kind: 'facts',
    title: 'NAT gateway',
    facts: [
      fact('State', natGateway.state, { tone: stateTone(natGateway.state) }),
      ...(natGateway.failureMessage === null ? [] : [fact('Error', natGateway.failureMessage, { tone: 'bad' })]),
      fact('NAT gateway id', natGateway.natGatewayId, { isId: true }),
      fact('Mode', `${natGateway.availabilityMode}, ${natGateway.connectivityType}`),
      fact('Zones', node.zones === null ? null : node.zones.zones.join(', ') || 'none', { why: 'its subnet was not read' }),
      ...addresses,
      ...placeFacts(context, natGateway),
    ],
  };
}
