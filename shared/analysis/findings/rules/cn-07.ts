import type { AccountId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { ConnectionNode } from '#shared/analysis/topology/topology.ts';
import { knownAccounts } from '../accounts.ts';
import { isLiveConnection, ownServices, withConnections } from '../own-services.ts';
import { connectionSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-07: somebody is connected whom nobody here knows. */
export const cn07: Rule = {
  id: 'CN-07',
  title: 'Connection of an unknown account',
  severity: 'low',
  needs: ['DescribeVpcEndpointConnections'],
  trigger: 'The owner of a connected endpoint was neither scanned nor listed by the organisation.',
  consequence: 'A customer, a partner, or somebody who should not be there: the data do not say which.',
  remedy: 'Find out who it is; reject the connection if nobody knows.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  check: (context) => [
    ...ownServices(context.topology).flatMap((own) => withConnections(context, own, () => [])),
    ...context.topology.connections
      .filter((connection) => connection.seenFrom.includes('provider') && isLiveConnection(connection))
      .map((connection) => judge(context, connection)),
  ],
};

function judge(context: RuleContext, connection: ConnectionNode): Judgement {
  const subject = connectionSubject(connection);
  const owner = connection.connection?.vpcEndpointOwner ?? null;
  const known = knownAccounts(context.topology);
  if (owner === null || known === null)
    return unknown(
      subject,
      owner === null
        ? `nobody tells which account owns ${connection.endpointId}`
        : 'the import does not say which account it holds, so nobody can be called a stranger',
    );
  if (known.has(owner)) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${connection.endpointId} of ${owner}, ${whoIs(context, owner)}, is connected to ${connection.serviceId}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpointConnections',
        fields: { VpcEndpointOwner: owner, VpcEndpointState: told(connection.providerState), ServiceId: connection.serviceId },
      },
    ],
    remedy: `If nobody can vouch for the account: aws ec2 reject-vpc-endpoint-connections --service-id ${connection.serviceId} --vpc-endpoint-ids ${connection.endpointId} --region ${connection.provider.region}`,
  };
}

/** An account that shares its VPC with a scanned one is no stranger, though nobody scanned or listed it. */
function whoIs(context: RuleContext, owner: string): string {
  const [vpc] = sortedBy(context.topology.index.having('vpcs', 'accountId', owner as AccountId), (one) => one.vpcId);
  if (vpc === undefined) return 'an account nobody here knows';
  return `which owns ${told(vpc.name, vpc.vpcId)} but was neither scanned nor listed by the organisation`;
}
