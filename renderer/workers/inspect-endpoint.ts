import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { EndpointNode } from '#shared/analysis/topology/topology.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import { verdictText } from './words.ts';
import {
  fact,
  findingSections,
  flagText,
  type InspectContext,
  placeFacts,
  rawSections,
  securitySections,
  tagSections,
  timeText,
  zoneLines,
} from './inspect-parts.ts';
import type { Fact, Inspection, Section } from './inspection.ts';
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
    arn: `arn:${partitionOf(context, endpoint)}:ec2:${endpoint.region}:${endpoint.accountId}:vpc-endpoint/${endpoint.vpcEndpointId}`,
    standing: row === undefined ? endpoint.state : verdictText(row.verdict),
    tone: worstTone([stateTone(endpoint.state), ...(row === undefined ? [] : [verdictTone(row.verdict)])]),
    tabs: {
      overview: [...findingSections(context, subject), overview(context, node), ...tagSections(endpoint.tags)],
      ...(row === undefined || Object.keys(row.cells).length === 0 ? {} : { zones: zoneSections(context, row) }),
      ...(endpoint.securityGroupIds.length === 0 ? {} : { security: securitySections(context, endpoint.securityGroupIds) }),
      ...(endpoint.vpcEndpointType === 'Gateway' ? {} : { dns: dnsSections(context, endpoint) }),
      policy: policySections(endpoint),
      ...(endpoint.vpcEndpointType === 'Gateway' ? { routes: gatewayRoutes(context, endpoint) } : {}),
      raw: rawSections(endpoint),
    },
  };
}

function partitionOf(context: InspectContext, endpoint: VpcEndpoint): string {
  return context.topology.index.snapshot.accounts.find((account) => account.accountId === endpoint.accountId)?.partition ?? 'aws';
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

function zoneSections(context: InspectContext, row: AlignmentRow): Section[] {
  const assurance =
    row.assurance === 'zones-and-targets' ? 'zones and targets were read' : 'zones only; the targets behind the service were not read';
  return [
    { kind: 'zones', title: 'Zone by zone', lines: zoneLines(context, row) },
    {
      kind: 'facts',
      title: 'How this is known',
      facts: [
        fact('Verdict', verdictText(row.verdict), { tone: verdictTone(row.verdict) }),
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

function policySections(endpoint: VpcEndpoint): Section[] {
  if (endpoint.policyDocument === null) {
    return [
      {
        kind: 'notes',
        title: 'Policy',
        tone: 'neutral',
        notes: ['AWS returned no policy for this endpoint: this kind has none, or its default lets everything through.'],
      },
    ];
  }
  const open = isFullAccess(endpoint.policyDocument);
  return [
    ...(open
      ? [
          {
            kind: 'notes',
            title: 'In words',
            tone: 'warn',
            notes: ['Full access: any principal may do anything through this endpoint.'],
          } satisfies Section,
        ]
      : []),
    { kind: 'code', title: 'Policy document', text: indented(endpoint.policyDocument) },
  ];
}

/** The default policy of AWS: one statement that allows everything to everyone. */
function isFullAccess(policy: string): boolean {
  const plain = policy.replace(/\s/g, '');
  return (
    /"Effect":"Allow"/.test(plain) && /"Action":"\*"/.test(plain) && /"Resource":"\*"/.test(plain) && !/"Condition"|"Deny"/.test(plain)
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
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
