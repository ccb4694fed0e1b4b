import { sortedBy } from '#shared/base/sort.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { ConnectionNode, EndpointNode } from '#shared/analysis/topology/topology.ts';
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
  const consumers = context.topology.endpoints.map((node) => judgeConsumer(context, node));
  const providerOnly = context.topology.connections
    .filter((connection) => !connection.seenFrom.includes('consumer'))
    .map((connection) => judgeProvider(connection));
  return [
    ...sortedBy(consumers.concat(providerOnly), (judgement) => told(judgement.subjects[0]?.id, '')),
    ...unreadRegions(
      context,
      ownServices(context.topology).map((own) => own.configuration),
      ['DescribeVpcEndpointConnections'],
    ),
  ];
}

function judgeConsumer(context: RuleContext, { endpoint, shortName }: EndpointNode): Judgement {
  const subject = endpointSubject(endpoint);
  const [seen] = context.topology.index.having('endpointConnections', 'vpcEndpointId', endpoint.vpcEndpointId);
  const bad = [endpoint.state, seen?.vpcEndpointState ?? null].find(isBad);
  if (bad === undefined || bad === null) return pass(subject);
  const lastError = endpoint.lastErrorMessage ?? told(endpoint.failureReason, 'none');
  const evidence = { api: 'DescribeVpcEndpoints', fields: { State: told(endpoint.state), LastError: lastError } };
  return broken(subject, `${shortName} (${endpoint.vpcEndpointId})`, bad, evidence);
}

function judgeProvider(connection: ConnectionNode): Judgement {
  const subject = connectionSubject(connection);
  const { providerState, endpointId, serviceId } = connection;
  if (providerState === null || !isBad(providerState)) return pass(subject);
  const name = `${endpointId} of ${told(connection.consumer.accountId, 'an unknown account')} to ${serviceId}`;
  const evidence = { api: 'DescribeVpcEndpointConnections', fields: { VpcEndpointState: told(providerState) } };
  return broken(subject, name, providerState, evidence);
}

function isBad(state: string | null): boolean {
  return badStates.has(state);
}

function broken(subject: Subject, name: string, state: string, evidence: Evidence): Judgement {
  return { status: 'fail', subjects: [subject], summary: `${name} is ${state.toLowerCase()}.`, evidence: [evidence] };
}
