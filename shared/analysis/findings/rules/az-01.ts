import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { rowSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/**
 * AZ-01: an endpoint in a zone its service does not offer. AWS refuses to make
 * one so and to withdraw a zone in use, so it is believed only where the
 * provider's own configuration says it with native IDs.
 */
export const az01: Rule = {
  id: 'AZ-01',
  title: 'Endpoint in a zone the service does not offer',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets', 'DescribeVpcEndpointServiceConfigurations'],
  trigger: "A zone of the endpoint is not among the zones of the service, as the provider's own configuration lists them by ID.",
  consequence: 'Connections through the network interface in that zone fail.',
  remedy: 'Ask the provider to enable the zone, or move the endpoint to a zone the service offers.',
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
  const node = context.topology.endpointNode(row.endpointId);
  if (node === undefined || node.zones === null || node.zones.confidence === 'unknown')
    return unknown(subject, told(row.unknownBecause[0], 'the zones of the endpoint are not known'));
  if (row.serviceZones === null) return unknown(subject, told(row.unknownBecause[0], 'the zones of the service are not known'));
  if (row.misaligned.length === 0) return pass(subject);
  const zones = row.misaligned.join(', ');
  const isProven =
    row.serviceZonesFrom === 'provider' &&
    row.confidence === 'native-id' &&
    row.verdict !== 'contradicted' &&
    !row.tags.includes('contradicted');
  if (!isProven)
    return unknown(
      subject,
      `${row.shortName} seems not to be offered in ${zones}, but this rests on ${row.serviceZonesFrom === 'consumer' ? "the consumer's view, which lists only common zones" : 'mapped names or views that disagree'}: scan the provider again`,
    );
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${row.shortName} (${row.endpointId}) stands in ${zones}, which the service does not offer.`,
    evidence: [
      { api: 'DescribeSubnets', fields: { AvailabilityZoneId: row.endpointZones.join(', ') } },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { AvailabilityZoneIds: (row.serviceZones ?? []).join(', ') } },
    ],
  };
}
