/** Makes an answer of the SDK what the model's parsers read: complete with the id that was asked for, and refused where it is no answer at all. */
import type { ReadCall } from '#electron/discovery/ports.ts';

/** Answers that do not say what they are about: the id comes from the call. */
const subjectField: Readonly<Record<string, string>> = {
  DescribeVpcAttribute: 'VpcId',
  DescribeLoadBalancerAttributes: 'LoadBalancerArn',
  DescribeTargetGroupAttributes: 'TargetGroupArn',
  DescribeTargetHealth: 'TargetGroupArn',
  GetManagedPrefixListEntries: 'PrefixListId',
};

/** Lists whose entries do not say what they belong to. */
const entryField: Readonly<Record<string, readonly [list: string, field: string]>> = {
  DescribeVpcEndpointServicePermissions: ['AllowedPrincipals', 'ServiceId'],
  SearchTransitGatewayRoutes: ['Routes', 'TransitGatewayRouteTableId'],
  ListHostedZonesByVPC: ['HostedZoneSummaries', 'VPCId'],
  ListResourceRecordSets: ['ResourceRecordSets', 'HostedZoneId'],
  ListProfileResourceAssociations: ['ProfileResourceAssociations', 'ProfileId'],
};

/** What an answer without a list of records must hold, so that an HTML page with status 200 is not taken for one. */
const mustHold: Readonly<Record<string, (answer: Answer, call: ReadCall) => boolean>> = {
  DescribeVpcAttribute: (answer, call) =>
    isObject(answer[call.input.attribute === 'enableDnsHostnames' ? 'EnableDnsHostnames' : 'EnableDnsSupport']),
  DescribeLoadBalancerAttributes: (answer) => Array.isArray(answer['Attributes']),
  DescribeTargetGroupAttributes: (answer) => Array.isArray(answer['Attributes']),
  DescribeTargetHealth: (answer) => Array.isArray(answer['TargetHealthDescriptions']),
  GetManagedPrefixListEntries: (answer) => Array.isArray(answer['Entries']),
  DescribeFirewall: (answer) => isObject(answer['Firewall']),
};

type Answer = Readonly<Record<string, unknown>>;

/** The answer with the ids added; `null` where it lacks what every such answer has. */
export function completeAnswer(answer: object, call: ReadCall): Answer | null {
  const given = answer as Answer;
  if (mustHold[call.operation]?.(given, call) === false) return null;
  const id = call.input.ids?.[0];
  const subject = subjectField[call.operation];
  if (subject !== undefined && id !== undefined) return { ...given, [subject]: id };
  const entry = entryField[call.operation];
  if (entry === undefined || id === undefined) return given;
  const [list, field] = entry;
  const entries = given[list];
  if (!Array.isArray(entries)) return given;
  return { ...given, [list]: entries.map((item: unknown) => (isObject(item) ? { [field]: id, ...withoutGaps(item) } : item)) };
}

/** The SDK sets absent fields to `undefined`, which must not hide the id that is added. */
function withoutGaps(item: Answer): Answer {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
