import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import { rowSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-13: a cross-Region endpoint in a zone that cannot hold one, or in one zone only. */
export const az13: Rule = {
  id: 'AZ-13',
  title: 'Cross-Region endpoint in an excluded or single zone',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeSubnets'],
  trigger:
    'An endpoint of a service in another Region stands in use1-az3, usw1-az2, apne1-az3, apne2-az2 or apne2-az4. Medium where it stands in one zone only.',
  consequence: 'The excluded zones do not support cross-Region access; with one zone the connection goes away with it.',
  remedy: 'Move the endpoint to at least two zones that support cross-Region access.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html',
  check: (context) =>
    context.alignment
      .filter((row) => row.mode === 'cross-region' && row.verdict !== 'not-connected' && row.verdict !== 'not-applicable')
      .map(judge),
};

function judge(row: AlignmentRow): Judgement {
  const subject = rowSubject(row);
  if (row.verdict === 'unknown') return unknown(subject, told(row.unknownBecause[0], 'the zones of the endpoint are not known'));
  const barred = Object.entries(row.cells)
    .filter(([, cell]) => cell === 'barred')
    .map(([zone]) => zone)
    .filter((zone) => row.endpointZones.some((own) => own === zone));
  if (barred.length === 0 && row.endpointZones.length !== 1) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    severity: barred.length > 0 ? 'high' : 'medium',
    summary: `${row.shortName} (${row.endpointId}) reaches another Region ${barred.length > 0 ? `from ${barred.join(', ')}, which is excluded from cross-Region access` : `from ${row.endpointZones.join()} only`}.`,
    evidence: [{ api: 'DescribeSubnets', fields: { AvailabilityZoneId: row.endpointZones.join(', ') } }],
  };
}
