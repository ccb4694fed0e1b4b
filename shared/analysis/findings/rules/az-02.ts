import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { rowSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-02: an endpoint that stands in one zone goes away with it. */
export const az02: Rule = {
  id: 'AZ-02',
  title: 'Endpoint in a single Availability Zone',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets'],
  trigger:
    'An interface or resource endpoint, together with the other endpoints of its service in the VPC, has network interfaces in one zone only. High where callers stand in more than one zone.',
  consequence: 'When that zone fails, every caller in the VPC loses the service.',
  remedy: 'Add a subnet in a second zone that the service offers.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',
  knownAs: ['Trusted Advisor c1dfprch10', 'Prowler vpc_endpoint_multi_az_enabled'],
  check,
};

const singleZoneTypes: ReadonlySet<string> = new Set(['Interface', 'Resource']);

function check(context: RuleContext): readonly Judgement[] {
  const rows = context.alignment.filter((row) => {
    const node = context.topology.endpointNode(row.endpointId);
    return (
      node !== undefined &&
      row.mode !== 'cross-region' &&
      node.endpoint.state === 'Available' &&
      singleZoneTypes.has(node.endpoint.vpcEndpointType)
    );
  });
  return [...groupBy(rows, (row) => row.group ?? row.endpointId).values()].map((group) => judge(context, group));
}

function judge(context: RuleContext, group: readonly AlignmentRow[]): Judgement {
  const [row] = group;
  if (row === undefined) throw new Error('a group is never empty');
  const subject = rowSubject(row);
  const zones = group.length === 1 ? row.endpointZones : [...new Set(group.flatMap((member) => member.endpointZones))];
  if (zones.length > 1) return pass(subject);
  const nodes = group.flatMap((member) => context.topology.endpointNode(member.endpointId) ?? []);
  // What stands in one known zone may stand in a second that nobody could tell.
  if (nodes.some((node) => node.zones === null || !isComplete(node.zones)))
    return unknown(subject, told(row.unknownBecause[0], 'the zones of the endpoint are not known'));
  if (zones.length === 0) return pass(subject);
  const zone = zones.join();
  return {
    status: 'fail',
    subjects: group.map(rowSubject),
    severity: row.workloadZones.length > 1 ? 'high' : 'medium',
    summary: `${row.shortName} (${row.endpointId}) stands in ${zone} only${row.workloadZones.length > 1 ? `; callers stand in ${row.workloadZones.join(', ')}` : ''}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { SubnetIds: nodes.flatMap((node) => node.endpoint.subnetIds).join(', ') } },
      { api: 'DescribeSubnets', fields: { AvailabilityZoneId: zone } },
    ],
    remedy: remedyFor(row),
  };
}

function remedyFor(row: AlignmentRow): string {
  if (row.addable.length === 0) {
    return row.serviceZones === null
      ? 'Add a subnet in a second zone that the service offers.'
      : 'The service offers no second zone: ask its provider to enable one.';
  }
  return `Add a subnet in one of ${row.addable.join(', ')}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${row.endpointId} --add-subnet-ids <subnet> --region ${row.region}`;
}
