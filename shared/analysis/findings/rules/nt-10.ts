import { decimal, type Exact, product, roundedText } from '#shared/base/decimal.ts';
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { demandedService, endpointServiceName } from '#shared/analysis/cost/service-demand.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import { tablesBehindNat } from '../gateway-routes.ts';
import { gigabytesOf, isAbout, measuredRows } from '../measured.ts';
import { regionSubject, vpcSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { distinctPlaces, placeKey } from '../unread-regions.ts';
import { told } from '../told.ts';

const hoursPerMonth = 730;

/** NT-10: services whose own endpoint would cost less than NAT does. The cost comparison weighs all of them together. */
export const nt10: Rule = {
  id: 'NT-10',
  title: 'Interface endpoint would cost less than NAT',
  severity: 'info',
  needs: ['DescribeNatGateways', 'DescribeRouteTables', 'DescribeVpcEndpoints'],
  lists: ['DescribeNatGateways', 'DescribeRouteTables'],
  trigger:
    "A VPC has no interface endpoint of a service, and NAT charges more for the service's measured traffic than an endpoint in the zones of its callers would cost.",
  consequence: 'The NAT gateway processes traffic that an endpoint would carry for less.',
  remedy: 'Create the interface endpoints; the cost comparison shows the whole sum.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html',
  check,
};

function check(context: RuleContext): readonly Judgement[] {
  const rows = groupBy(
    measuredRows(context).filter((row) => row.kind === 'demand' && row.path === 'nat'),
    (row) => row.scope,
  );
  const behindNat = context.topology.vpcs.filter((vpc) => tablesBehindNat(context.topology, vpc).length > 0);
  const unmeasured = behindNat.filter((vpc) => !rows.has(vpc.vpc.vpcId)).map(({ vpc }) => vpc);
  const counts = groupBy(unmeasured, placeKey);
  return [
    ...behindNat.flatMap((vpc) => judge(context, vpc, rows.get(vpc.vpc.vpcId) ?? [])),
    ...distinctPlaces(unmeasured).map((place) => unmeasuredRegion(place, counts.get(placeKey(place))?.length ?? 0)),
  ];
}

function unmeasuredRegion(place: { readonly accountId: string; readonly region: string }, count: number): Judgement {
  const vpcs = count === 1 ? 'one VPC' : `${count} VPCs`;
  return unknown(
    regionSubject(place),
    `nobody measured which services ${vpcs} behind NAT ${count === 1 ? 'uses' : 'use'} (flow logs with pkt-dst-aws-service, or an import of usage)`,
  );
}

interface Candidate {
  readonly service: string;
  readonly gb: Exact;
  readonly saving: Exact;
}

function judge(context: RuleContext, vpc: VpcNode, rows: readonly UsageRow[]): readonly Judgement[] {
  if (rows.length === 0) return [];
  const { accountId, region, vpcId } = vpc.vpc;
  const subject = vpcSubject(vpc.vpc);
  const inReach = rows.filter(
    (row) => (row.class ?? demandedService(context.topology.index, accountId, region, row.service).class) === 'P',
  );
  const bare = inReach.filter(
    (row) =>
      !vpc.endpoints.some(
        ({ endpoint }) => endpoint.serviceName !== null && endpoint.state === 'Available' && isAbout(row, endpoint.serviceName),
      ),
  );
  const unknownPrice = ['nat.zonal.gb', 'endpoint.interface.gb', 'endpoint.interface.hour']
    .map((item) => context.book.lookup(item, region))
    .find((price) => price.kind === 'unknown');
  if (unknownPrice?.kind === 'unknown' && bare.length > 0) return [unknown(subject, unknownPrice.reason)];
  const candidates = [...groupBy(bare, (row) => row.service)]
    .map(([service, group]) => candidateOf(context, vpc, service, group))
    .filter((candidate) => candidate.saving.gt(0))
    .sort((a, b) => b.saving.comparedTo(a.saving) || (a.service < b.service ? -1 : 1));
  if (candidates.length === 0) return [pass(subject)];
  const text = (candidate: Candidate): string =>
    `${candidate.service} (${roundedText(candidate.gb, 0)} GB, ${roundedText(candidate.saving, 2)} USD less a month)`;
  const names = candidates.map((candidate) => endpointServiceName(region, candidate.service));
  return [
    {
      status: 'fail',
      subjects: [subject],
      summary: `${told(vpc.vpc.name, vpcId)} sends through NAT what an interface endpoint would carry for less: ${candidates.map(text).join(', ')}.`,
      evidence: [
        {
          api: 'GetMetricData',
          fields: Object.fromEntries(
            candidates.map((candidate) => [`${candidate.service} through NAT, GB a month`, roundedText(candidate.gb, 1)]),
          ),
        },
        { api: 'DescribeVpcEndpoints', fields: { 'endpoints of these services': 'none' } },
      ],
      remedy: names
        .map(
          (name) =>
            `aws ec2 create-vpc-endpoint --vpc-id ${vpcId} --vpc-endpoint-type Interface --service-name ${name} --subnet-ids <one per zone> --region ${region}`,
        )
        .join('; '),
    },
  ];
}

/** What NAT charges for the GB, less what an endpoint in the callers' zones costs. Prices were looked up before. */
function candidateOf(context: RuleContext, vpc: VpcNode, service: string, rows: readonly UsageRow[]): Candidate {
  const price = (item: string): Exact => {
    const found = context.book.lookup(item, vpc.vpc.region);
    return decimal(found.kind === 'price' ? found.usd : '0');
  };
  const gb = gigabytesOf(rows);
  const zones = sortedUnique(rows.flatMap((row) => row.from_zone ?? []));
  const count = Math.max(zones.length > 0 ? zones.length : vpc.callers.zones.zones.length, 1);
  const hourly = product(price('endpoint.interface.hour'), decimal(hoursPerMonth), decimal(count));
  return { service, gb, saving: gb.times(price('nat.zonal.gb').minus(price('endpoint.interface.gb'))).minus(hourly) };
}
