/**
 * What a call per resource was about. The answers of some calls do not name
 * it, so it is taken from the answer where a recorder added it, from the
 * command line, or from an id in the file name; never guessed.
 */
import type { Operation } from '#shared/model/operation.ts';
import { isWire, text, type Wire } from '#shared/model/wire.ts';
import type { Command } from './operation-name.ts';

interface SubjectRule {
  /** The field that the parser of the records reads. */
  readonly field: string;
  readonly option: string;
  /** The id as a file name carries it; recorders write ARNs percent-encoded. */
  readonly inName: RegExp;
}

const balancerArn = /arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/\w+\/[\w-]+\/\w+/;
const groupArn = /arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:targetgroup\/[\w-]+\/\w+/;

const rules: Readonly<Record<string, SubjectRule>> = {
  DescribeVpcAttribute: { field: 'VpcId', option: 'vpc-id', inName: /vpc-[0-9a-f]{8,17}/ },
  DescribeVpcEndpointServicePermissions: { field: 'ServiceId', option: 'service-id', inName: /vpce-svc-[0-9a-f]{17}/ },
  DescribeLoadBalancerAttributes: { field: 'LoadBalancerArn', option: 'load-balancer-arn', inName: balancerArn },
  DescribeListeners: { field: 'LoadBalancerArn', option: 'load-balancer-arn', inName: balancerArn },
  DescribeTargetGroupAttributes: { field: 'TargetGroupArn', option: 'target-group-arn', inName: groupArn },
  DescribeTargetHealth: { field: 'TargetGroupArn', option: 'target-group-arn', inName: groupArn },
  GetManagedPrefixListEntries: { field: 'PrefixListId', option: 'prefix-list-id', inName: /pl-[0-9a-f]{8,17}/ },
  SearchTransitGatewayRoutes: {
    field: 'TransitGatewayRouteTableId',
    option: 'transit-gateway-route-table-id',
    inName: /tgw-rtb-[0-9a-f]{8,17}/,
  },
  ListHostedZonesByVPC: { field: 'VPCId', option: 'vpc-id', inName: /vpc-[0-9a-f]{8,17}/ },
  ListProfileResourceAssociations: { field: 'ProfileId', option: 'profile-id', inName: /rp-[0-9a-f]{8,17}/ },
  DescribeFirewall: { field: 'FirewallArn', option: 'firewall-arn', inName: /arn:[\w-]+:network-firewall:[\w-]+:\d{12}:firewall\/[\w-]+/ },
  ListResourceRecordSets: { field: 'HostedZoneId', option: 'hosted-zone-id', inName: /Z[A-Z0-9]{8,31}/ },
};

/** The field that names what an operation is called for; `null` where it is not called per resource, or its answer always tells. */
export function subjectField(operation: Operation): string | null {
  return rules[operation.operation]?.field ?? null;
}

/** The id in a file name such as `describe-vpc-attribute.vpc-0a1b2c3d.json`. */
export function subjectInName(operation: Operation, fileName: string): string | null {
  return rules[operation.operation]?.inName.exec(decoded(fileName))?.[0] ?? null;
}

/** The id a call was about; `null` where nothing tells, or where the operation is not called per resource. */
export function subjectOf(operation: Operation, answer: Wire, command: Command | null, fileName: string): string | null {
  const rule = rules[operation.operation];
  if (rule === undefined) return null;
  return text(answer, rule.field) ?? (command?.options.get(rule.option) || null) ?? subjectInName(operation, fileName);
}

/** The answer with its subject where the records are parsed from: in itself, or in every entry of its list. */
export function withSubject(operation: Operation, answer: Wire, subject: string | null, command: Command | null): Wire {
  const rule = rules[operation.operation];
  if (rule === undefined || subject === null) return answer;
  const vpcRegion = text(answer, 'VPCRegion') ?? command?.options.get('vpc-region');
  const added = operation.operation === 'ListHostedZonesByVPC' && vpcRegion !== undefined ? { VPCRegion: vpcRegion } : {};
  if (operation.member === null) return { ...answer, [rule.field]: subject };
  const entries = answer[operation.member];
  if (!Array.isArray(entries)) return answer;
  const named = entries.map((entry: unknown) => (isWire(entry) ? { [rule.field]: subject, ...added, ...entry } : entry));
  return { ...answer, [operation.member]: named };
}

/** What makes one call of an operation different from another: its subject, and the attribute asked for. */
export function callName(operation: Operation, answer: Wire, subject: string | null, fallback: string): string {
  if (rules[operation.operation] === undefined) return '';
  if (subject === null) return fallback;
  if (operation.operation !== 'DescribeVpcAttribute') return subject;
  return `${subject} ${'EnableDnsSupport' in answer ? 'EnableDnsSupport' : 'EnableDnsHostnames'}`;
}

function decoded(fileName: string): string {
  try {
    return decodeURIComponent(fileName);
  } catch {
    return fileName;
  }
}
