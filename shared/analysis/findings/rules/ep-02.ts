import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { endpointSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-02: private DNS needs both DNS attributes of the VPC; AWS checks that once, when it is turned on. */
export const ep02: Rule = {
  id: 'EP-02',
  title: 'DNS attributes of the VPC are off',
  severity: 'high',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcAttribute'],
  trigger: 'A VPC holds endpoints with private DNS, and its enableDnsSupport or enableDnsHostnames is off.',
  consequence: 'The private names do not resolve to the endpoints; callers leave by NAT or the internet, or fail.',
  remedy: 'Turn both attributes on.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
  check: (context) =>
    context.topology.vpcs.flatMap((vpc) => {
      const named = vpc.endpoints.filter((node) => node.endpoint.privateDnsEnabled === true && node.endpoint.state !== 'Deleted');
      return named.length === 0 ? [] : [judge(context, vpc, named)];
    }),
};

function judge(context: RuleContext, { vpc }: VpcNode, named: readonly EndpointNode[]): Judgement {
  const subject = vpcSubject(vpc);
  const attributes = context.topology.index.find('vpcDnsAttributes', vpc.vpcId);
  const { enableDnsSupport = null, enableDnsHostnames = null } = attributes ?? {};
  const values = { enableDnsSupport, enableDnsHostnames };
  const off = Object.entries(values).flatMap(([name, value]) => (value === false ? [name] : []));
  if (off.length === 0) {
    if (enableDnsSupport === true && enableDnsHostnames === true) return pass(subject);
    return unknown(
      subject,
      context.missing(vpc.accountId, vpc.region, ['DescribeVpcAttribute']) ?? `the DNS attributes of ${vpc.vpcId} are not told`,
    );
  }
  return {
    status: 'fail',
    subjects: [subject, ...named.map((node) => endpointSubject(node.endpoint))],
    summary: `${off.join(' and ')} of ${told(vpc.name, vpc.vpcId)} ${off.length === 1 ? 'is' : 'are'} off, so the private names of ${named.map((node) => node.shortName).join(', ')} do not resolve.`,
    evidence: [
      {
        api: 'DescribeVpcAttribute',
        fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? 'not told' : String(value)])),
      },
      { api: 'DescribeVpcEndpoints', fields: { 'PrivateDnsEnabled on': named.map((node) => node.endpoint.vpcEndpointId).join(', ') } },
    ],
    remedy: off
      .map(
        (name) =>
          `aws ec2 modify-vpc-attribute --vpc-id ${vpc.vpcId} --${name === 'enableDnsSupport' ? 'enable-dns-support' : 'enable-dns-hostnames'} --region ${vpc.region}`,
      )
      .join('; '),
  };
}
