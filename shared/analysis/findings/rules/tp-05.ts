import type { ConnectionNode, EndpointNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { ownServices } from '../own-services.ts';
import { remembered } from '#shared/base/remembered.ts';
import { connectionSubject, endpointSubject, serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext } from '../rule.ts';
import { unreadRegions } from '../unread-regions.ts';
import { told } from '../told.ts';

type Payers = EndpointNode['endpoint']['payerResponsibilities'];

/** TP-05: usually whoever owns the endpoint pays for it. */
export const tp05: Rule = {
  id: 'TP-05',
  title: 'The other side pays',
  severity: 'info',
  needs: [
    'DescribeVpcEndpoints',
    'DescribeVpcEndpointServices',
    'DescribeVpcEndpointServiceConfigurations',
    'DescribeVpcEndpointConnections',
  ],
  lists: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServiceConfigurations'],
  trigger:
    'The provider pays the endpoint charges of its consumers (PayerResponsibility ServiceOwner, or vpc-endpoint-service-account for one endpoint), or a consumer pays the charges of a resource gateway.',
  consequence: 'The bill of one account grows with what another one does.',
  remedy: 'Nothing to repair if it was agreed; plan the costs on the side that pays.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  check: (context) => [
    ...ownServices(context.topology).map(({ configuration, service }) =>
      judge(
        serviceSubject(configuration),
        isOwnerPays(configuration.payerResponsibility),
        `${service.shortName} (${configuration.serviceId}) pays the endpoints of all its consumers.`,
        {
          api: 'DescribeVpcEndpointServiceConfigurations',
          fields: { PayerResponsibility: told(configuration.payerResponsibility) },
        },
      ),
    ),
    ...context.topology.endpoints.flatMap((node) =>
      node.endpoint.vpcEndpointType === 'Gateway' || isUntold(context, node) ? [] : [judgeEndpoint(context, node)],
    ),
    ...context.topology.connections.flatMap((connection) => judgeStranger(connection) ?? []),
    ...unreadRegions(context, untold(context), ['DescribeVpcEndpointServices']),
    ...unreadRegions(
      context,
      ownServices(context.topology).map((own) => own.configuration),
      ['DescribeVpcEndpointConnections'],
    ),
  ],
};

/** Endpoints of services outside whose answers say nothing about who pays: only the services' own answers could. */
function untold(context: RuleContext) {
  return context.topology.endpoints.filter((node) => isUntold(context, node)).map((node) => node.endpoint);
}

function isUntold(context: RuleContext, node: EndpointNode): boolean {
  if (node.reference?.kind !== 'custom' || node.endpoint.payerResponsibilities.length > 0) return false;
  const service = context.topology.serviceOf(node);
  return service?.configuration === null && service.details.length === 0;
}

function judgeEndpoint(context: RuleContext, node: EndpointNode): Judgement {
  const { endpoint, shortName } = node;
  const service = context.topology.serviceOf(node);
  // A configuration that was read has a finding of its own.
  const isTold = service?.configuration === null && isSeenAsPayer(service);
  const surprise = surpriseOf(endpoint.payerResponsibilities) ?? (isTold ? 'the provider pays for it' : null);
  if (surprise === null) return pass(endpointSubject(endpoint));
  return judge(endpointSubject(endpoint), true, `${shortName} (${endpoint.vpcEndpointId}): ${surprise}.`, {
    api: isTold ? 'DescribeVpcEndpointServices' : 'DescribeVpcEndpoints',
    fields: { PayerResponsibilities: payerText(endpoint.payerResponsibilities), PayerResponsibility: isTold ? 'ServiceOwner' : 'not told' },
  });
}

/** Whether some consumer's view says that the provider pays. */
const isSeenAsPayer = remembered((service: ServiceNode): boolean =>
  service.details.some((detail) => isOwnerPays(detail.payerResponsibility)),
);

/** A connection whose endpoint nobody here can read. */
function judgeStranger(connection: ConnectionNode): Judgement | undefined {
  if (connection.connection === null || connection.seenFrom.includes('consumer')) return undefined;
  const payers = connection.connection.payerResponsibilities;
  const surprise = surpriseOf(payers);
  return judge(
    connectionSubject(connection),
    surprise !== null,
    `${connection.endpointId} of ${told(connection.consumer.accountId, 'an unknown account')}: ${told(surprise, '')}.`,
    { api: 'DescribeVpcEndpointConnections', fields: { PayerResponsibilities: payerText(payers) } },
  );
}

function judge(
  subject: Judgement['subjects'][number],
  isSurprise: boolean,
  summary: string,
  evidence: { readonly api: string; readonly fields: Readonly<Record<string, string>> },
): Judgement {
  return isSurprise ? { status: 'fail', subjects: [subject], summary, evidence: [evidence] } : pass(subject);
}

function isOwnerPays(payer: string | null): boolean {
  return payer?.toLowerCase() === 'serviceowner';
}

function surpriseOf(payers: Payers): string | null {
  if (payers.some((one) => one.payer === 'vpc-endpoint-service-account')) return 'the provider pays for it';
  const isGatewayPaid = payers.some((one) => one.scope === 'resource-gateway-charges' && one.payer === 'vpc-endpoint-account');
  return isGatewayPaid ? 'its owner pays the resource gateway of the provider' : null;
}

function payerText(payers: Payers): string {
  return payers.map((one) => `${told(one.scope, 'charges')}: ${told(one.payer)}`).join(', ') || 'none told';
}
