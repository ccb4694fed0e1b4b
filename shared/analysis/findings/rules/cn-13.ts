import { serviceStanding } from '#shared/analysis/topology/service-standing.ts';
import type { EndpointNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import type { Evidence } from '../finding.ts';
import { type OwnService, ownServices } from '../own-services.ts';
import { remembered } from '#shared/base/remembered.ts';
import { endpointSubject, loadBalancerSubject, serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** CN-13: what an endpoint, its names and the load balancers behind the service speak: IPv4, IPv6 or both. */
export const cn13: Rule = {
  id: 'CN-13',
  title: 'IP address types do not fit',
  severity: 'medium',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServices', 'DescribeVpcEndpointServiceConfigurations', 'DescribeLoadBalancers'],
  lists: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServiceConfigurations'],
  trigger:
    'An endpoint has an IP address type the service does not support, or DNS records of a type the endpoint has no address for; or a service supports IPv6 with a load balancer that speaks IPv4 only.',
  consequence: 'Callers that use the type that does not fit cannot connect.',
  remedy: 'Give endpoint, DNS records, service and load balancers the same IP address types.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  check: (context) => [
    ...context.topology.endpoints.flatMap((node) => judgeEndpoint(context, node) ?? []),
    ...ownServices(context.topology).flatMap((own) => judgeService(own) ?? []),
  ],
};

function judgeEndpoint(context: RuleContext, node: EndpointNode): Judgement | undefined {
  const { endpoint, shortName } = node;
  const type = endpoint.ipAddressType?.toLowerCase() ?? null;
  const isJudged = endpoint.vpcEndpointType === 'Interface' || endpoint.vpcEndpointType === 'GatewayLoadBalancer';
  if (!isJudged || type === null || endpoint.serviceName === null || endpoint.state === 'Deleted') return undefined;
  const subject = endpointSubject(endpoint);
  const service = context.topology.serviceOf(node);
  const supported = service === undefined ? [] : supportedTypes(service);
  const wanted = type === 'dualstack' ? ['ipv4', 'ipv6'] : [type];
  const names = endpoint.dnsRecordIpType?.toLowerCase() ?? 'service-defined';
  const own: Evidence = {
    api: 'DescribeVpcEndpoints',
    fields: { IpAddressType: type, 'DnsOptions.DnsRecordIpType': told(endpoint.dnsRecordIpType) },
  };
  if (type !== 'dualstack' && names !== 'service-defined' && names !== type)
    return mismatch(endpointSubject(endpoint), `${shortName} (${endpoint.vpcEndpointId}) has ${type} addresses and ${names} DNS records.`, [
      own,
    ]);
  if (supported.length === 0 && serviceStanding(context.topology, node).kind === 'gone') return undefined;
  if (supported.length === 0)
    return unknown(
      subject,
      context.missing(endpoint.accountId, endpoint.region, ['DescribeVpcEndpointServices']) ??
        `nobody tells the IP address types of ${shortName}`,
    );
  if (wanted.every((one) => supported.includes(one))) return pass(subject);
  return mismatch(subject, `${shortName} (${endpoint.vpcEndpointId}) is ${type}; the service supports ${supported.join(' and ')} only.`, [
    own,
    { api: 'DescribeVpcEndpointServices', fields: { SupportedIpAddressTypes: supported.join(', ') } },
  ]);
}

/** The provider's word before the consumers'. */
const supportedTypes = remembered((service: ServiceNode): readonly string[] => {
  const own = service.configuration?.supportedIpAddressTypes ?? [];
  const seen = own.length > 0 ? own : service.details.flatMap((detail) => detail.supportedIpAddressTypes);
  return [...new Set(seen.map((type) => type.toLowerCase()))].sort();
});

function judgeService({ service, configuration }: OwnService): Judgement | undefined {
  const supported = configuration.supportedIpAddressTypes.map((type) => type.toLowerCase());
  if (!supported.includes('ipv6')) return undefined;
  const narrow = service.loadBalancers.filter((node) => node.loadBalancer.ipAddressType?.toLowerCase() === 'ipv4');
  const subject = serviceSubject(configuration);
  if (narrow.length === 0)
    return service.unreadLoadBalancers.length > 0
      ? unknown(subject, `${told(service.unreadLoadBalancers[0], '')} was not read`)
      : pass(subject);
  const names = narrow.map((node) => told(node.loadBalancer.name, node.loadBalancer.loadBalancerArn)).join(', ');
  return {
    ...mismatch(subject, `${service.shortName} (${configuration.serviceId}) supports IPv6, and ${names} speaks IPv4 only.`, [
      { api: 'DescribeVpcEndpointServiceConfigurations', fields: { SupportedIpAddressTypes: supported.join(', ') } },
      { api: 'DescribeLoadBalancers', fields: { [`IpAddressType of ${names}`]: 'ipv4' } },
    ]),
    subjects: [subject, ...narrow.map((node) => loadBalancerSubject(node.loadBalancer))],
    remedy: `aws elbv2 set-ip-address-type --load-balancer-arn ${told(narrow[0]?.loadBalancer.loadBalancerArn, '<arn>')} --ip-address-type dualstack --region ${configuration.region}`,
  };
}

function mismatch(subject: Judgement['subjects'][number], summary: string, evidence: readonly Evidence[]) {
  return {
    status: 'fail' as const,
    subjects: [subject],
    summary,
    evidence,
    remedy: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${subject.id} --ip-address-type <type both sides have> --dns-options DnsRecordIpType=<the same type> --region ${subject.region}`,
  };
}
