/** All AWS-service interface endpoints of the scope in one hub VPC; the NAT gateways stay. */
import { sortedBy } from '#shared/base/sort.ts';
import type { Baseline, Proposal } from './assemble.ts';
import type { Decision } from './decision.ts';
import { noChange } from './decision.ts';
import { hubDecision, type HubSite } from './hub.ts';
import { commonAssumptions } from './offload.ts';

export function centraliseProposal(baseline: Baseline, site: HubSite | null): Proposal | null {
  if (site === null) return null;
  const { model } = baseline;
  const hub = hubDecision(site, site.pairs);
  if (hub === null) return null;
  const { demanded } = baseline;
  const gateways = demanded.filter((entry) => entry.added.how === 'gateway');
  const moved = demanded.filter((entry) => hub.moves.has(`${entry.vpc.vpcId}/${entry.service}`));
  const decision: Decision = { ...noChange, added: gateways.map((entry) => entry.added), hub };
  const rows = [...gateways.map((entry) => baseline.row(entry, 'gateway')), ...moved.map((entry) => baseline.row(entry, 'hub'))];
  return {
    id: 'centralise',
    decision,
    candidates: [...gateways, ...moved],
    serviceTable: sortedBy(rows, (row) => [row.vpcId, row.service]),
    assumptions: [
      ...commonAssumptions(model),
      'NAT stays.',
      `The hub is ${site.hub.vpcId} (${site.hub.node.vpc.name ?? 'no name'}), with an endpoint in each of its zones.`,
      'Gateway endpoints stay in each VPC; custom services stay where they are; endpoints of the spokes are removed.',
      'Each GB is billed once by the transit gateway, to its sender; who pays follows its metering policy, which was not read.',
      'One private hosted zone per service name.',
    ],
  };
}
