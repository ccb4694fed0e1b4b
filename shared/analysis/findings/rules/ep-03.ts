import { ipv4Block } from '#shared/base/cidr.ts';
import type { Vpc } from '#shared/model/vpc.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** EP-03: only the Resolver of the VPC knows private names; other DNS servers have to ask it. */
export const ep03: Rule = {
  id: 'EP-03',
  title: 'Custom DNS servers in a VPC with private DNS',
  severity: 'low',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcs', 'DescribeDhcpOptions'],
  trigger: 'A VPC holds endpoints with private DNS, and its DHCP options name DNS servers other than the Resolver of the VPC.',
  consequence: 'Unless those servers forward to the Resolver, callers get the public addresses and pass by the endpoints.',
  remedy: 'Have the servers forward the names of AWS to the Resolver of the VPC, or use AmazonProvidedDNS.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
  check: (context) =>
    context.topology.vpcs
      .filter((vpc) => vpc.endpoints.some((node) => node.endpoint.privateDnsEnabled === true && node.endpoint.state !== 'Deleted'))
      .map((vpc) => judge(context, vpc)),
};

function judge(context: RuleContext, { vpc }: VpcNode): Judgement {
  const subject = vpcSubject(vpc);
  const options = vpc.dhcpOptionsId === null ? undefined : context.topology.index.find('dhcpOptions', vpc.dhcpOptionsId);
  if (options === undefined)
    return unknown(
      subject,
      context.missing(vpc.accountId, vpc.region, ['DescribeVpcs', 'DescribeDhcpOptions']) ??
        `the DHCP options of ${vpc.vpcId} are not told`,
    );
  const others = options.domainNameServers.filter((server) => !isResolver(vpc, server));
  if (others.length === 0) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject],
    summary: `${told(vpc.name, vpc.vpcId)} asks ${others.join(', ')} for names; they must forward to its Resolver for private DNS to work.`,
    evidence: [
      {
        api: 'DescribeDhcpOptions',
        fields: { DhcpOptionsId: options.dhcpOptionsId, 'domain-name-servers': options.domainNameServers.join(', ') },
      },
    ],
    remedy: `Forward amazonaws.com and the names of endpoint services from ${others.join(', ')} to the Resolver of the VPC (169.254.169.253), or: aws ec2 associate-dhcp-options --vpc-id ${vpc.vpcId} --dhcp-options-id <a set with AmazonProvidedDNS> --region ${vpc.region}`,
  };
}

/** The Resolver by its name, by its link-local addresses, or as the second address after the base of the VPC. */
function isResolver(vpc: Pick<Vpc, 'cidrBlocks'>, server: string): boolean {
  if (server === 'AmazonProvidedDNS' || server === '169.254.169.253' || server.toLowerCase() === 'fd00:ec2::253') return true;
  const address = ipv4Block(server)?.first;
  return address !== undefined && vpc.cidrBlocks.some((block) => (ipv4Block(block)?.first ?? Number.NaN) + 2 === address);
}
