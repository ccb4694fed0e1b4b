import { sortedBy } from '#shared/base/sort.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { Evidence } from '../finding.ts';
import { ownServices } from '../own-services.ts';
import { connectionSubject, endpointSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

const badStates: ReadonlySet<string | null> = new Set(['Rejected', 'Failed', 'Expired', 'Partial']);

/** CN-02: an endpoint or connection that does not work and will not by itself. */
export const cn02: Rule = {
  id: 'CN-02',
  title: 'Endpoint connection rejected, failed, expired or partial',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointConnections'],
  trigger: 'An endpoint, or its connection as the provider sees it, is in the state Rejected, Failed, Expired or Partial.',
  consequence: 'Nothing in the consumer VPC reaches the service through this endpoint.',
  remedy:
    'A rejected connection: the provider may still accept it (accept-vpc-endpoint-connections). Otherwise repair what the error names, then create the endpoint again; the state does not change by itself.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const consumers = context.topology.endpoints.map(({ endpoint, shortName }) => {
    const provider =
      context.topology.index.having('endpointConnections', 'vpcEndpointId', endpoint.vpcEndpointId)[0]?.vpcEndpointState ?? null;
    const evidence = [
      {
        api: 'DescribeVpcEndpoints',
        fields: { State: told(endpoint.state), LastError: endpoint.lastErrorMessage ?? told(endpoint.failureReason, 'none') },
      },
    ];
    return judge(endpointSubject(endpoint), `${shortName} (${endpoint.vpcEndpointId})`, [endpoint.state, provider], evidence);
  });
  const providerOnly = context.topology.connections
    .filter((connection) => !connection.seenFrom.includes('consumer'))
    .map((connection) =>
      judge(
        connectionSubject(connection),
        `${connection.endpointId} of ${told(connection.consumer.accountId, 'an unknown account')} to ${connection.serviceId}`,
        [connection.providerState],
        [{ api: 'DescribeVpcEndpointConnections', fields: { VpcEndpointState: told(connection.providerState) } }],
      ),
    );
  return [
    ...sortedBy([...consumers, ...providerOnly], (judgement) => told(judgement.subjects[0]?.id, '')),
    ...unreadRegions(
      context,
      ownServices(context.topology).map((own) => own.configuration),
      ['DescribeVpcEndpointConnections'],
    ),
  ];
}

function judge(subject: Subject, name: string, states: readonly (string | null)[], evidence: readonly Evidence[]): Judgement {
  const bad = states.find((state) => badStates.has(state));
  if (bad === undefined || bad === null) return pass(subject);
  return { status: 'fail', subjects: [subject], summary: `${name} is ${bad.toLowerCase()}.`, evidence };
}
