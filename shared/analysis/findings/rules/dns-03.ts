import { sortedUnique } from '#shared/base/sort.ts';
import { shortServiceName } from '#shared/model/service-name.ts';
import { privateDnsOf } from '#shared/analysis/topology/private-dns.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { gigabytesOf, isAbout, measuredByScope } from '../measured.ts';
import { privateNames } from '../private-names.ts';
import { endpointSubject } from '../subjects.ts';
import { roundedText } from '#shared/base/decimal.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/**
 * DNS-03: private DNS answers for the names AWS lists for the endpoint service
 * and for no other. That a service has other names is no finding by itself:
 * there must be a sign that they matter.
 */
export const dns03: Rule = {
  id: 'DNS-03',
  title: 'Other names of the service pass by private DNS',
  severity: 'info',
  needs: ['DescribeVpcEndpoints', 'DescribeVpcEndpointServices', 'DescribeVpcAttribute'],
  trigger:
    'The only endpoint of a service in the VPC answers for its FIPS names and not for the usual ones; or traffic of a service was measured through NAT although an endpoint with private DNS answers for it, as FIPS, .api.aws, legacy and global names do.',
  consequence: 'Clients with another name of the service pass by the endpoint.',
  remedy: 'Use the regional name the endpoint answers for, or add an endpoint or a hosted zone for the other name.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => vpc.endpoints.flatMap((node) => judge(context, vpc, node) ?? [])),
};

function judge(context: RuleContext, vpc: VpcNode, node: EndpointNode): Judgement | undefined {
  const { endpoint, reference } = node;
  const isNamed = endpoint.vpcEndpointType === 'Interface' && endpoint.state === 'Available' && reference?.kind === 'aws';
  if (!isNamed || endpoint.privateDnsEnabled === false || endpoint.serviceName === null) return undefined;
  const subject = endpointSubject(endpoint);
  const answer = privateDnsOf(context.topology, node);
  if (answer.answers === 'unknown') return unknown(subject, answer.because);
  if (answer.answers === 'no') return undefined;
  const passedBy = usualNamePassesBy(context, vpc, node) ?? measuredPast(context, vpc, node);
  if (passedBy !== undefined) return passedBy;
  const attributes = context.topology.index.find('vpcDnsAttributes', vpc.vpc.vpcId);
  // Without them nobody knows that private DNS answers at all: EP-02 says so.
  return attributes === undefined ? undefined : pass(subject);
}

/** `kms-fips` answers for `kms-fips.<region>.amazonaws.com`; the usual name needs the endpoint of `kms`. */
function usualNamePassesBy(context: RuleContext, vpc: VpcNode, node: EndpointNode): Judgement | undefined {
  const { endpoint, shortName } = node;
  const usual = /^(.+)-fips$/.exec(shortName)?.[1];
  if (usual === undefined) return undefined;
  const isServed = vpc.endpoints.some(
    (other) =>
      other.endpoint.serviceName !== null && other.endpoint.state === 'Available' && shortServiceName(other.endpoint.serviceName) === usual,
  );
  const names = privateNames(context.topology, node);
  const name = `${usual}.${node.serviceRegion}.amazonaws.com`;
  if (isServed || names.includes(name)) return undefined;
  return {
    status: 'fail',
    subjects: [endpointSubject(endpoint)],
    summary: `${endpoint.vpcEndpointId} answers for ${names.join(', ')} only; ${name} passes by it.`,
    evidence: [
      { api: 'DescribeVpcEndpointServices', fields: { PrivateDnsNames: names.join(', ') } },
      { api: 'DescribeVpcEndpoints', fields: { [`endpoints of ${usual} in ${vpc.vpc.vpcId}`]: 'none' } },
    ],
    remedy: `Have clients use FIPS endpoints (AWS_USE_FIPS_ENDPOINT=true), or: aws ec2 create-vpc-endpoint --vpc-id ${vpc.vpc.vpcId} --vpc-endpoint-type Interface --service-name com.amazonaws.${node.serviceRegion}.${usual} --subnet-ids <one per zone> --region ${endpoint.region}`,
  };
}

function measuredPast(context: RuleContext, vpc: VpcNode, node: EndpointNode): Judgement | undefined {
  const { endpoint, shortName } = node;
  const { serviceName } = endpoint;
  if (serviceName === null) return undefined;
  const rows = (measuredByScope(context).get(vpc.vpc.vpcId) ?? []).filter(
    (row) => row.kind === 'demand' && row.path === 'nat' && isAbout(row, serviceName),
  );
  const total = gigabytesOf(rows);
  if (total.isZero()) return undefined;
  const names = privateNames(context.topology, node);
  return {
    status: 'fail',
    subjects: [endpointSubject(endpoint)],
    summary: `${roundedText(total, 1)} GB a month of ${shortName} pass NAT although ${endpoint.vpcEndpointId} answers for ${names.join(', ')}: clients use another name.`,
    evidence: [
      {
        api: 'GetMetricData',
        fields: {
          [`${shortName} through NAT, GB a month`]: roundedText(total, 1),
          zones: sortedUnique(rows.flatMap((row) => row.from_zone ?? [])).join(', ') || 'not told',
        },
      },
      { api: 'DescribeVpcEndpoints', fields: { PrivateDnsEnabled: 'true' } },
    ],
  };
}
