import { hoursBetween } from '#shared/base/time.ts';
import type { ConnectionNode } from '#shared/analysis/topology/topology.ts';
import { ownServices } from '../own-services.ts';
import { connectionSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

/** CN-01: a consumer waits for the provider to accept. */
export const cn01: Rule = {
  id: 'CN-01',
  title: 'Endpoint connection waits for acceptance',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointConnections'],
  trigger: 'A connection is in the state PendingAcceptance. High after 24 hours.',
  consequence: 'The consumer cannot reach the service, and may already be paying for the endpoint.',
  remedy: 'The provider accepts or rejects the connection.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  check: (context) => [
    ...context.topology.connections.map((connection) => judge(context, connection)),
    ...unreadRegions(
      context,
      ownServices(context.topology).map((own) => own.configuration),
      ['DescribeVpcEndpointConnections'],
    ),
  ],
};

function judge(context: RuleContext, connection: ConnectionNode): Judgement {
  const isPending = connection.consumerState === 'PendingAcceptance' || connection.providerState === 'PendingAcceptance';
  if (!isPending) return pass(connectionSubject(connection));
  const created =
    connection.connection?.creationTimestamp ?? context.topology.endpointNode(connection.endpointId)?.endpoint.creationTimestamp ?? null;
  const hours = created === null ? null : hoursBetween(created, context.takenAt);
  return {
    status: 'fail',
    subjects: [connectionSubject(connection)],
    severity: hours !== null && hours > 24 ? 'high' : 'medium',
    summary: `${connection.endpointId} of ${told(connection.consumer.accountId, 'an unknown account')} waits for ${connection.serviceId} to accept it${ageText(hours)}.`,
    evidence: [
      { api: 'DescribeVpcEndpoints', fields: { State: told(connection.consumerState, 'not seen') } },
      {
        api: 'DescribeVpcEndpointConnections',
        fields: { VpcEndpointState: told(connection.providerState, 'not seen'), CreationTimestamp: told(created) },
      },
    ],
    remedy: `In the provider's account: aws ec2 accept-vpc-endpoint-connections --service-id ${connection.serviceId} --vpc-endpoint-ids ${connection.endpointId} --region ${connection.provider.region}`,
  };
}

function ageText(hours: number | null): string {
  if (hours === null || hours < 1) return '';
  return hours < 48 ? ` for ${Math.floor(hours)} hours` : ` for ${Math.floor(hours / 24)} days`;
}
