/** All AWS-service interface endpoints of the scope in one hub VPC; the NAT gateways stay, or go behind the gate. */
import { sortedBy } from '#shared/base/sort.ts';
import type { Proposal } from './assemble.ts';
import type { Baseline } from './baseline.ts';
import type { Candidate } from './candidates.ts';
import { type Decision, type HubDecision, natsOf, noChange, serviceKey } from './decision.ts';
import { replaceGate } from './gate.ts';
import { hubDecision, type HubSite } from './hub.ts';
import { mostPeerings } from './hub-peering.ts';
import type { ModelVpc } from './model.ts';
import { publicNats } from './replace.ts';

export function centraliseProposal(baseline: Baseline, site: HubSite | null): Proposal | null {
  if (site === null) return null;
  const { model, demanded } = baseline;
  const hub = hubDecision(site, site.pairs);
  if (hub === null) return null;
  const removed = baseline.options.hubNat === 'goes' ? publicNats(model) : [];
  const removedNats = new Set(removed.map((nat) => nat.id));
  const losing = model.vpcs.filter((vpc) => natsOf(vpc).some((nat) => removedNats.has(nat.id)));
  const own = demanded.filter((entry) => staysLocal(hub, losing, entry));
  const moved = demanded.filter((entry) => hub.moves.has(serviceKey(entry.vpc.vpcId, entry.service)));
  const decision: Decision = {
    ...noChange,
    added: own.map((entry) => entry.added),
    hub,
    removedNats,
    repairs: new Set(losing.map((vpc) => vpc.vpcId)),
  };
  const rows = [...own.map((entry) => baseline.row(entry)), ...moved.map((entry) => baseline.row(entry, 'hub'))];
  return {
    id: 'centralise',
    decision,
    candidates: [...own, ...moved],
    serviceTable: sortedBy(rows, (row) => [row.vpcId, row.service]),
    ...(removed.length === 0 ? {} : { eligibility: replaceGate(model) }),
    assumptions: [...baseline.assumptions, ...natWords(removed.length, losing), ...hubWords(site)],
  };
}

/** Gateway endpoints stay in each VPC; where the NAT gateway goes, so does every other service that the hub cannot carry. */
function staysLocal(hub: HubDecision, losing: readonly ModelVpc[], entry: Candidate): boolean {
  if (entry.added.how === 'gateway') return true;
  return losing.includes(entry.vpc) && !hub.moves.has(serviceKey(entry.vpc.vpcId, entry.service));
}

function natWords(removed: number, losing: readonly ModelVpc[]): string[] {
  if (removed === 0) return ['NAT stays.'];
  const unmeasured = losing.filter((vpc) => vpc.demand === null).map((vpc) => vpc.vpcId);
  return [
    'NAT goes: public NAT gateways, their default routes and, after the transition, their addresses; services that the hub cannot carry get an endpoint of their own.',
    ...(unmeasured.length === 0 ? [] : [`No traffic figures for ${unmeasured.join(', ')}: what else needs a path there is not known.`]),
  ];
}

function hubWords({ hub, via, unpeered }: HubSite): string[] {
  const name = `The hub is ${hub.vpcId} (${hub.node.vpc.name ?? 'no name'}), with an endpoint in each of its zones`;
  const common = ['Gateway endpoints stay in each VPC; custom services stay where they are; endpoints of the spokes are removed.'];
  if (via !== 'peering') {
    return [
      `${name}.`,
      ...common,
      'Each GB is billed once by the transit gateway, to its sender; who pays follows its metering policy, which was not read.',
      'One private hosted zone per service name.',
    ];
  }
  return [
    `${name}, reached over VPC peering.`,
    ...common,
    'Peering costs no hours and nothing within a zone; what crossing zones over it to an endpoint costs is not documented: $0 to $0.02 per GB.',
    ...(unpeered.length === 0
      ? []
      : [`${unpeered.length} peering connections are missing, with routes both ways: ${unpeered.join(', ')}.`]),
    ...(unpeered.length > mostPeerings ? [`A VPC takes at most ${mostPeerings} peering connections.`] : []),
    'Address ranges may not overlap. One private hosted zone per service name.',
  ];
}
