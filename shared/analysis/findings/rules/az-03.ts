import type { ZoneId } from '#shared/base/ids.ts';
import { indexBy } from '#shared/base/sort.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { areCallersSure, hiddenCallers } from '../hidden-callers.ts';
import { rowSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** AZ-03: callers in a zone that the service offers and the endpoint does not use. */
export const az03: Rule = {
  id: 'AZ-03',
  title: 'Zone with callers is not covered by the endpoint',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets', 'DescribeNetworkInterfaces', 'DescribeVpcEndpointServices'],
  trigger: 'Callers stand in a zone that the service offers, and the endpoint has no network interface there.',
  consequence: 'Calls from that zone cross to another one: more latency, and the callers depend on a zone they do not stand in.',
  remedy: 'Add a subnet of that zone to the endpoint.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  // Endpoints that are judged as a union are one case.
  const cases = indexBy(context.alignment.toReversed(), (row) => row.group ?? row.endpointId);
  return [...cases.values()].flatMap((row) => {
    const judged = row.mode !== 'cross-region' && row.verdict !== 'not-applicable' && row.verdict !== 'not-connected';
    return judged && row.serviceName !== null ? [judge(context, row)] : [];
  });
}

function judge(context: RuleContext, row: AlignmentRow): Judgement {
  const subject = rowSubject(row);
  const vpc = row.vpcId === null ? undefined : context.topology.vpcNode(row.vpcId);
  const areCallersSeen = vpc?.callers.from === 'interfaces';
  const waiting = vpc === undefined || row.uncovered.length === 0 ? [] : zonesOnTheWay(vpc, row);
  const uncovered = row.uncovered.filter((zone) => !waiting.includes(zone));
  if (areCallersSeen && uncovered.length > 0 && row.verdict !== 'unknown') return failing(context, row, uncovered);
  if (row.unknownBecause[0] !== undefined) return unknown(subject, row.unknownBecause[0]);
  if (!areCallersSeen || !isComplete(vpc.callers.zones)) {
    return unknown(
      subject,
      context.missing(row.accountId, row.region, ['DescribeNetworkInterfaces', 'DescribeSubnets']) ??
        'not every account that shares the VPC was read, so callers may be missing',
    );
  }
  return areCallersSure(context, row) ? pass(subject) : unknown(subject, hiddenCallers);
}

/** Zones in which another endpoint of the service waits to become available: CN-01 says so, and no subnet is missing. */
function zonesOnTheWay(vpc: VpcNode, row: AlignmentRow): readonly ZoneId[] {
  const waiting = vpc.endpoints.filter(
    ({ endpoint }) => endpoint.serviceName === row.serviceName && (endpoint.state === 'PendingAcceptance' || endpoint.state === 'Pending'),
  );
  return waiting.flatMap((node) => node.zones?.zones ?? []);
}

function failing(context: RuleContext, row: AlignmentRow, uncovered: readonly ZoneId[]): Judgement {
  const zones = uncovered.join(', ');
  // A Gateway Load Balancer endpoint has one subnet for good.
  const isGateway = context.topology.endpointNode(row.endpointId)?.endpoint.vpcEndpointType === 'GatewayLoadBalancer';
  return {
    status: 'fail',
    subjects: [rowSubject(row)],
    summary: `${row.shortName} (${row.endpointId}) has callers in ${zones} but no network interface there; the service offers ${uncovered.length === 1 ? 'that zone' : 'those zones'}.`,
    evidence: [
      {
        api: 'DescribeSubnets',
        fields: {
          'AvailabilityZoneId of the endpoint': row.endpointZones.join(', '),
          'AvailabilityZoneId of callers': row.workloadZones.join(', '),
        },
      },
      {
        api: row.serviceZonesFrom === 'provider' ? 'DescribeVpcEndpointServiceConfigurations' : 'DescribeVpcEndpointServices',
        fields: { AvailabilityZoneIds: (row.serviceZones ?? []).join(', ') },
      },
    ],
    remedy: isGateway
      ? `Create an endpoint in ${zones}, and lead the route tables of that zone to it: aws ec2 create-vpc-endpoint --vpc-endpoint-type GatewayLoadBalancer --service-name ${row.serviceName ?? ''} --vpc-id ${row.vpcId ?? ''} --subnet-ids <subnet> --region ${row.region}`
      : `Add a subnet of ${zones}: aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${row.endpointId} --add-subnet-ids <subnet> --region ${row.region}`,
  };
}
