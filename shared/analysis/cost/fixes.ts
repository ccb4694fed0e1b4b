/** Endpoints that exist while their service's bytes still pass the NAT: repairing them costs nothing. */
import { decimalText, sum } from '#shared/base/decimal.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { Candidate } from './candidates.ts';
import type { CostFix } from './comparison.ts';
import { existingEndpoint, movableClasses, noChange } from './decision.ts';
import { carriedMeters } from './endpoint-meters.ts';
import { priceMeters, sumLines } from './line.ts';
import type { CostModel, ModelVpc } from './model.ts';
import { oldPathCost } from './path-costs.ts';

export function costFixes(model: CostModel): CostFix[] {
  return model.vpcs.flatMap((vpc) => {
    const flows = (vpc.demand?.flows ?? []).filter(
      (flow) => flow.path === 'nat' && movableClasses.has(flow.class) && existingEndpoint(vpc, flow) !== null,
    );
    return sortedBy(
      groupBy(flows, (flow) => flow.service),
      ([service]) => service,
    ).map(([service, own]) => fixOf(model, vpc, service, own));
  });
}

function fixOf(model: CostModel, vpc: ModelVpc, service: string, flows: Candidate['flows']): CostFix {
  const endpoint = flows[0] === undefined ? null : existingEndpoint(vpc, flows[0]);
  const before = oldPathCost(model, { vpc }, flows);
  const target = endpoint?.type === 'Gateway' ? 'gateway' : 'endpoint';
  const routed = flows.map((flow) => ({ flow, vpc, target, added: null, endpoint, nat: null }) as const);
  const after = sumLines(priceMeters(model.book, carriedMeters(model.book, noChange, routed))).total;
  return {
    vpcId: vpc.vpcId,
    service,
    endpointId: endpoint?.id ?? '',
    gb: decimalText(sum(flows.map((flow) => flow.gb))),
    savingUsd: before === null || after === null ? null : decimalText(before.minus(after)),
    what:
      target === 'gateway'
        ? 'Associate the route tables of the subnets that send this traffic.'
        : 'Check private DNS, the DNS attributes of the VPC and the security group of the endpoint.',
  };
}
