import type { ConnectionNode } from '#shared/analysis/topology/topology.ts';
import { isLiveConnection, type OwnService, ownServices, withConnections } from '../own-services.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule } from '../rule.ts';
import { told } from '../told.ts';

/** CN-08: a service that nobody uses still costs its load balancers. One that somebody waits for (CN-01) is in use. */
export const cn08: Rule = {
  id: 'CN-08',
  title: 'Endpoint service without a connection',
  severity: 'low',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeVpcEndpointConnections'],
  trigger: 'A service has no connection, or none that is available or may become so.',
  consequence: 'The load balancers behind it are paid by the hour for nobody, unless they serve something else as well.',
  remedy: 'Delete the service, then its load balancers if nothing else uses them.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  check: (context) =>
    ownServices(context.topology)
      .filter(({ configuration }) => configuration.serviceState === null || configuration.serviceState === 'Available')
      .flatMap((own) => withConnections(context, own, (connections) => [judge(own, connections)])),
};

function judge({ service, configuration }: OwnService, connections: readonly ConnectionNode[]): Judgement {
  const subject = serviceSubject(configuration);
  if (connections.some(isLiveConnection)) return pass(subject);
  const balancers = [...configuration.networkLoadBalancerArns, ...configuration.gatewayLoadBalancerArns];
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${service.shortName} (${configuration.serviceId}) has no connection${connections.length === 0 ? '' : ' that works'}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpointConnections',
        fields: {
          VpcEndpointState: connections.map((one) => one.providerState ?? told(one.consumerState)).join(', ') || 'no connection',
        },
      },
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { 'load balancers': balancers.join(', ') || 'none' } },
    ],
    remedy: `aws ec2 delete-vpc-endpoint-service-configurations --service-ids ${configuration.serviceId} --region ${configuration.region}`,
  };
}
