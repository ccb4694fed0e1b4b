import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { coversMonth, gigabytesOf, isAbout, measuredByScope } from '../measured.ts';
import { hiddenCallers } from '../hidden-callers.ts';
import { rowSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-05: a paid network interface where nobody calls. Two zones are kept for redundancy. */
export const az05: Rule = {
  id: 'AZ-05',
  title: 'Endpoint zone without callers',
  severity: 'low',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets', 'DescribeNetworkInterfaces'],
  trigger:
    'An interface or Gateway Load Balancer endpoint stands in more than two zones, and in one of them nobody in the VPC calls. With two zones only where the measured traffic of the idle one is zero.',
  consequence: 'The zone is paid by the hour and serves nobody who stands there.',
  remedy: 'Remove the subnet of that zone, keeping at least two zones.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',
  check: (context) =>
    context.alignment
      .filter((row) => row.mode !== 'cross-region' && row.verdict !== 'not-connected' && row.endpointZones.length > 1)
      .filter((row) => isPaidByZone(context, row))
      .flatMap((row) => judge(context, row) ?? []),
};

/** A resource endpoint costs the same in any number of zones, and one of a service network costs nothing by the hour. */
function isPaidByZone({ topology }: RuleContext, row: AlignmentRow): boolean {
  const type = topology.endpointNode(row.endpointId)?.endpoint.vpcEndpointType;
  return type === 'Interface' || type === 'GatewayLoadBalancer';
}

function judge(context: RuleContext, row: AlignmentRow): Judgement | undefined {
  const subject = rowSubject(row);
  if (row.endpointZones.length === 2) return unmeasured(context, row);
  const callers = row.vpcId === null ? undefined : context.topology.vpcNode(row.vpcId)?.callers;
  if (callers === undefined || callers.from !== 'interfaces' || callers.zones.confidence === 'unknown') {
    return unknown(
      subject,
      context.missing(row.accountId, row.region, ['DescribeNetworkInterfaces']) ??
        'not every account that shares the VPC was read, so callers may be missing',
    );
  }
  if (row.idle.length > 0) return failing(row, row.idle);
  return row.endpointZones.every((zone) => row.workloadZones.includes(zone)) ? pass(subject) : unknown(subject, hiddenCallers);
}

/** Two zones are kept for redundancy, unless a measurement says that not a byte passed one of them. */
function unmeasured(context: RuleContext, row: AlignmentRow): Judgement | undefined {
  const { serviceName } = row;
  const rows =
    serviceName === null
      ? []
      : (measuredByScope(context).get(row.vpcId ?? '') ?? []).filter(
          (one) => one.path === 'endpoint' && coversMonth(one) && isAbout(one, serviceName),
        );
  const silent = row.idle.filter((zone) => {
    const own = rows.filter((one) => one.to_zone === zone);
    return own.length > 0 && gigabytesOf(own).isZero();
  });
  return silent.length === 0 ? undefined : failing(row, silent);
}

function failing(row: AlignmentRow, zones: AlignmentRow['idle']): Judgement {
  const subject = rowSubject(row);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${row.shortName} (${row.endpointId}) is paid in ${zones.join(', ')}, where nobody calls.`,
    evidence: [
      {
        api: 'DescribeNetworkInterfaces',
        fields: {
          'AvailabilityZoneId of callers': row.workloadZones.join(', ') || 'none',
          'AvailabilityZoneId of the endpoint': row.endpointZones.join(', '),
        },
      },
    ],
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${row.endpointId} --remove-subnet-ids <subnet in ${told(zones[0], 'the zone')}> --region ${row.region}`,
  };
}
