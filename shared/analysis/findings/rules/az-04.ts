import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { isComplete } from '#shared/analysis/topology/zone-set.ts';
import { areCallersSure, hiddenCallers } from '../hidden-callers.ts';
import { rowSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-04: callers in a zone the service does not offer: only the provider can change that. */
export const az04: Rule = {
  id: 'AZ-04',
  title: 'Callers in a zone the service does not offer',
  severity: 'low',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets', 'DescribeNetworkInterfaces', 'DescribeVpcEndpointServices'],
  trigger: 'Callers stand in a zone that is not among the zones of the service.',
  consequence: 'Their calls always cross to another zone, and no subnet of theirs can hold the endpoint.',
  remedy: 'Move the callers to a zone the service offers, or ask the provider to enable theirs. Cross-Region access is no way around it.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html',
  check: (context) =>
    context.alignment
      .filter(
        (row) =>
          row.mode !== 'cross-region' && row.serviceName !== null && row.verdict !== 'not-connected' && row.verdict !== 'not-applicable',
      )
      .map((row) => judge(context, row)),
};

function judge(context: RuleContext, row: AlignmentRow): Judgement {
  const subject = rowSubject(row);
  if (row.unknownBecause[0] !== undefined) return unknown(subject, row.unknownBecause[0]);
  const missing = context.missing(row.accountId, row.region, ['DescribeNetworkInterfaces', 'DescribeSubnets']);
  const callers = row.vpcId === null ? undefined : context.topology.vpcNode(row.vpcId)?.callers;
  if (callers?.from !== 'interfaces') return unknown(subject, told(missing, 'who calls was not read'));
  if (row.unsupportedWorkload.length === 0) {
    if (!isComplete(callers.zones)) return unknown(subject, told(missing, 'not every caller of the VPC, or its zone, is known'));
    return areCallersSure(context, row) ? pass(subject) : unknown(subject, hiddenCallers);
  }
  const zones = isContradicted(row) ? row.unsupportedWorkload.filter((zone) => !row.misaligned.includes(zone)) : row.unsupportedWorkload;
  if (zones.length === 0)
    return unknown(
      subject,
      `views disagree whether ${row.shortName} is offered in ${row.unsupportedWorkload.join(', ')}: scan the provider again`,
    );
  return {
    status: 'fail',
    subjects: [subject],
    summary: `Callers of ${row.shortName} (${row.endpointId}) stand in ${zones.join(', ')}, where the service is not offered${row.serviceZonesFrom === 'consumer' ? ' to this account' : ''}.`,
    evidence: [
      { api: 'DescribeNetworkInterfaces', fields: { 'AvailabilityZoneId of callers': row.workloadZones.join(', ') } },
      {
        api: row.serviceZonesFrom === 'provider' ? 'DescribeVpcEndpointServiceConfigurations' : 'DescribeVpcEndpointServices',
        fields: { AvailabilityZoneIds: (row.serviceZones ?? []).join(', ') },
      },
    ],
  };
}

/** An endpoint stands where the service seems not to be offered, which AWS does not allow: the zone is offered, or was until lately. */
function isContradicted(row: AlignmentRow): boolean {
  return row.verdict === 'contradicted' || row.tags.includes('contradicted');
}
