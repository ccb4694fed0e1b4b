import { remembered } from '#shared/base/remembered.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { isEveryone } from '#shared/model/endpoint-service.ts';
import type { ConnectionNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { accountOfPrincipal } from '../accounts.ts';
import { type OwnService, ownServices, withConnections } from '../own-services.ts';
import { connectionSubject, serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-06: taking a principal off the list does not cut the connections it has. */
export const cn06: Rule = {
  id: 'CN-06',
  title: 'Connected consumer is no longer allowed',
  severity: 'medium',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeVpcEndpointServicePermissions', 'DescribeVpcEndpointConnections'],
  trigger: 'A connection is available and no allowed principal covers the account that owns the endpoint.',
  consequence: 'The consumer keeps its access although it was taken off the list; it only cannot connect anew.',
  remedy: 'Reject the connection if that was meant, else put the account back on the list.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  check: (context) =>
    ownServices(context.topology).flatMap((own) =>
      withConnections(context, own, (connections) => {
        const connected = connections.filter((connection) => connection.providerState === 'Available');
        return connected.length === 0 ? [] : judgeAll(context, own, connected);
      }),
    ),
};

function judgeAll(context: RuleContext, own: OwnService, connected: readonly ConnectionNode[]): readonly Judgement[] {
  const { service, configuration } = own;
  if (service.allowedPrincipals !== null) return connected.map((connection) => judge(own, connection));
  const missing = context.missing(configuration.accountId, configuration.region, ['DescribeVpcEndpointServicePermissions']);
  return [unknown(serviceSubject(configuration), told(missing, 'the allowed principals were not read'))];
}

function judge({ service, configuration }: OwnService, connection: ConnectionNode): Judgement {
  const subject = connectionSubject(connection);
  const principals = principalsOf(service);
  const owner = connection.connection?.vpcEndpointOwner ?? connection.consumer.accountId;
  if (owner === null) return unknown(subject, `nobody tells which account owns ${connection.endpointId}`);
  const isAllowed = owner === configuration.accountId || principals.isForEveryone || principals.accounts.has(owner);
  if (isAllowed || configuration.managesVpcEndpoints === true) return pass(subject);
  const [opaque] = principals.opaque;
  if (opaque !== undefined) return unknown(subject, `${opaque} may or may not hold ${owner}`);
  return {
    status: 'fail',
    subjects: [subject, serviceSubject(configuration)],
    summary: `${connection.endpointId} of ${owner} is connected to ${service.shortName}, which no longer allows that account.`,
    evidence: [
      {
        api: 'DescribeVpcEndpointConnections',
        fields: { VpcEndpointOwner: owner, VpcEndpointState: told(connection.providerState) },
      },
      {
        api: 'DescribeVpcEndpointServicePermissions',
        fields: { Principal: principals.all.join(', ') || 'none' },
      },
    ],
    remedy: `aws ec2 reject-vpc-endpoint-connections --service-id ${connection.serviceId} --vpc-endpoint-ids ${connection.endpointId} --region ${configuration.region}; or allow it again: aws ec2 modify-vpc-endpoint-service-permissions --service-id ${connection.serviceId} --add-allowed-principals arn:aws:iam::${owner}:root --region ${configuration.region}`,
  };
}

/** Whom a service allows: hundreds of connections ask, and lists are as long. */
const principalsOf = remembered((service: ServiceNode) => {
  const listed = sortedBy(service.allowedPrincipals ?? [], (one) => one.principal);
  const named = listed.map((one) => ({ principal: one.principal, accountId: accountOfPrincipal(one) }));
  return {
    all: listed.map((one) => one.principal),
    isForEveryone: listed.some(isEveryone),
    accounts: new Set(named.map((one) => one.accountId)),
    /** Services and organisational units, whose accounts nobody tells. */
    opaque: named.flatMap((one) => (one.accountId === null ? [one.principal] : [])),
  };
});
