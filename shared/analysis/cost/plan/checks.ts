/** Everything that stops the plan, and everything a person must look at before it runs. */
import { decimal, roundedText } from '#shared/base/decimal.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { Constraints } from './constraints.ts';
import { dnsIssues } from './check-dns.ts';
import { gatewayQuotaIssues, roomIssues, zoneIssues } from './check-places.ts';
import type { PlanComparison, PlanIssue } from './plan.ts';
import type { Found, PlannedRegion } from './planned-region.ts';

export interface PlanIssues {
  readonly blockedBy: readonly PlanIssue[];
  readonly warnings: readonly PlanIssue[];
}

export function planIssues(
  topology: Topology,
  constraints: Constraints,
  regions: readonly PlannedRegion[],
  comparison: PlanComparison,
): PlanIssues {
  const found = [
    ...regions.flatMap((region) => regionIssues(topology, constraints, region)),
    {
      blocking: gatewayQuotaIssues(
        topology,
        regions.flatMap((region) => region.chosen),
      ),
      warning: [],
    },
    budgetIssues(constraints, comparison),
  ];
  const ordered = (issues: readonly PlanIssue[]): PlanIssue[] =>
    sortedBy(issues, (each) => [each.vpcId ?? '', each.service ?? '', each.code, each.what]);
  return { blockedBy: ordered(found.flatMap((each) => each.blocking)), warnings: ordered(found.flatMap((each) => each.warning)) };
}

function regionIssues(topology: Topology, constraints: Constraints, region: PlannedRegion): Found[] {
  const byVpc = groupBy(
    region.chosen.filter((path) => path.how !== 'hub'),
    (path) => path.vpcId,
  );
  const perVpc = region.model.vpcs.flatMap((vpc) => {
    const paths = byVpc.get(vpc.vpcId) ?? [];
    if (paths.length === 0) return [];
    return [
      ...paths.map((path) => zoneIssues(region.model, vpc, path, constraints)),
      roomIssues(vpc.node, paths),
      dnsIssues(topology, vpc.node, paths),
      { blocking: [], warning: unreadEndpoints(topology, region, vpc.vpcId) },
    ];
  });
  return [...perVpc, requiredIssues(region), usageIssues(region), { blocking: [], warning: natIssues(region) }];
}

function requiredIssues({ optimum, model }: PlannedRegion): Found {
  const issues = optimum.required.impossible.map((path): PlanIssue => {
    const isStrict = path.why === 'must-be-private';
    return {
      code: isStrict ? 'must-be-private' : 'not-offered',
      vpcId: path.vpcId,
      service: path.service,
      what: `${path.service} ${isStrict ? 'must be private in' : 'was asked for in'} ${path.vpcId}, but ${path.because}`,
      remedy: 'Correct the name, or take the service out of the constraints.',
      command: `aws ec2 describe-vpc-endpoint-services --filters Name=owner,Values=amazon --query ServiceNames --region ${model.region}`,
    };
  });
  return {
    blocking: issues.filter((each) => each.code === 'must-be-private'),
    warning: [...issues.filter((each) => each.code !== 'must-be-private'), ...model.vpcs.flatMap((vpc) => strayIssues(optimum, vpc))],
  };
}

/** Endpoints that exist while bytes of their service still pass the NAT. */
function strayIssues({ decision }: PlannedRegion['optimum'], vpc: PlannedRegion['model']['vpcs'][number]): PlanIssue[] {
  if (decision.repairs.has(vpc.vpcId)) return [];
  const services = new Set((vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat').map((flow) => flow.service));
  return vpc.endpoints
    .filter((endpoint) => services.has(endpoint.service))
    .map((endpoint) => ({
      code: 'endpoint-unused',
      vpcId: vpc.vpcId,
      service: endpoint.service,
      what: `${endpoint.id} exists, but traffic of ${endpoint.service} still passes the NAT gateway`,
      remedy: 'Repair it first: it costs nothing. See the repair step.',
      command: `aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${endpoint.id} --region ${vpc.region}`,
    }));
}

function usageIssues({ model }: PlannedRegion): Found {
  const problems = model.vpcs.flatMap((vpc) =>
    (vpc.demand?.problems ?? []).map((problem) => ({
      code: problem.code,
      vpcId: vpc.vpcId,
      service: null,
      what: problem.what,
      remedy: problem.remedy ?? 'Correct the usage.',
      command: null,
    })),
  );
  const unmeasured = model.vpcs
    .filter((vpc) => vpc.demand === null && (vpc.nats.length > 0 || vpc.remoteNats.length > 0))
    .map((vpc) => ({
      code: 'no-usage',
      vpcId: vpc.vpcId,
      service: null,
      what: `No traffic figures for ${vpc.vpcId}: only what was asked for is planned there, and nothing moves to a hub`,
      remedy: 'Attach usage of this VPC.',
      command: null,
    }));
  return { blocking: problems, warning: unmeasured };
}

/** Why NAT gateways that could have gone stay. */
function natIssues({ optimum, compared, model }: PlannedRegion): PlanIssue[] {
  const { eligibility } = compared.plan;
  if (optimum.decision.removedNats.size === 0 || eligibility === undefined || eligibility.verdict === 'eligible') return [];
  return eligibility.reasons.map((reason) => ({
    code: 'nat-not-proven',
    vpcId: null,
    service: null,
    what: `${model.region}: ${reason}`,
    remedy: 'Keep the NAT gateway until 30 days of its own log prove it idle.',
    command: null,
  }));
}

function unreadEndpoints(
  topology: Topology,
  { model }: PlannedRegion,
  vpcId: PlannedRegion['model']['vpcs'][number]['vpcId'],
): PlanIssue[] {
  const vpc = model.byId(vpcId);
  if (vpc === undefined || vpc.endpoints.length > 0) return [];
  if (topology.index.coverage.isRead(vpc.owner, vpc.region, 'DescribeVpcEndpoints')) return [];
  return [
    {
      code: 'endpoints-unread',
      vpcId,
      service: null,
      what: `The endpoints of ${vpcId} were not read: some of those planned may exist already`,
      remedy: `Allow ec2:DescribeVpcEndpoints in ${vpc.owner} and scan again.`,
      command: `aws ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=${vpcId} --region ${vpc.region}`,
    },
  ];
}

function budgetIssues({ budgetUsd }: Constraints, { planUsd, reason }: PlanComparison): Found {
  if (budgetUsd === null) return { blocking: [], warning: [] };
  const issue = (what: string): PlanIssue => ({
    code: 'budget',
    vpcId: null,
    service: null,
    what,
    remedy: 'Raise budgetUsd, cover fewer zones, or ask for fewer services.',
    command: null,
  });
  if (planUsd === null)
    return {
      blocking: [],
      warning: [issue(`Whether the plan keeps to $${budgetUsd} a month cannot be told: ${reason ?? 'an amount is unknown'}`)],
    };
  const isOver = decimal(planUsd).gt(decimal(budgetUsd));
  return {
    blocking: isOver
      ? [issue(`The cheapest plan costs $${roundedText(decimal(planUsd), 2)} a month, more than the $${budgetUsd} of the budget`)]
      : [],
    warning: [],
  };
}
