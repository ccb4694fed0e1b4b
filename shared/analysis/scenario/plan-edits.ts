/** A plan as a what-if: the edits that do what it does, so that maps, findings and costs can show it. */
import type { VpcId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { ChosenPath, Plan } from '#shared/analysis/cost/plan/plan.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';

/** Sentences of `leftOut` say what a scenario has no edit for. */
export interface EditsOfPlan {
  readonly edits: readonly ScenarioEdit[];
  readonly leftOut: readonly string[];
}

/**
 * Endpoints first, then the NAT gateways that go. What moves to a hub needs
 * hosted zones and associations, which no edit makes: those VPCs keep their
 * endpoints and their NAT gateways, so that no traffic is left without a way.
 */
export function planEdits(plan: Plan, topology: Topology): EditsOfPlan {
  const moved = plan.chosen.filter((path) => path.how === 'hub');
  const users = new Set<string>(moved.map((path) => path.vpcId));
  const nats = plan.removedNatGateways.map((id) => ({ id, vpcId: vpcOfNat(topology, id) }));
  const kept = nats.filter(({ vpcId }) => vpcId !== null && users.has(vpcId));
  const gone = nats.filter((nat) => !kept.includes(nat));
  return {
    edits: [
      ...plan.chosen.filter((path) => path.how !== 'hub').map(addEdit),
      ...gone.map(
        ({ id }): ScenarioEdit => ({ op: 'remove-nat', natGatewayId: id as Extract<ScenarioEdit, { op: 'remove-nat' }>['natGatewayId'] }),
      ),
    ],
    leftOut: [
      ...sortedUnique(moved.map((path) => path.vpcId)).map((vpcId) => hubSentence(vpcId, moved)),
      ...kept.map(({ id }) => `${id} stays: its VPC is to use the hub.`),
    ],
  };
}

function addEdit({ vpcId, service, how, zones }: ChosenPath): ScenarioEdit {
  const type = how === 'gateway' ? 'Gateway' : 'Interface';
  return { op: 'add-endpoint', vpcId, service, type, ...(type === 'Gateway' || zones.length === 0 ? {} : { zones: [...zones] }) };
}

function hubSentence(vpcId: VpcId, moved: readonly ChosenPath[]): string {
  const services = sortedUnique(moved.filter((path) => path.vpcId === vpcId).map((path) => path.service));
  return `${services.join(', ')} of ${vpcId} goes through the hub: a scenario has no edit for hosted zones and attachments, so it stays on its way.`;
}

function vpcOfNat(topology: Topology, id: string): VpcId | null {
  return topology.index.snapshot.natGateways.find((nat) => nat.natGatewayId === id)?.vpcId ?? null;
}
