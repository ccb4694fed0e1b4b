/** What could be changed about a thing in a what-if. */
import type { NatGatewayId, VpcEndpointId } from '#shared/base/ids.ts';
import { sortedBy } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import type { Subject } from '#shared/model/subject.ts';
import { zonesOf } from '#shared/analysis/scenario/endpoint-place.ts';
import type { EndpointNode, Topology } from '#shared/analysis/topology/topology.ts';
import type { Held } from './held.ts';

export interface EditChoice {
  /** What it does, as a command: `Add zone use1-az2`. */
  readonly label: string;
  readonly edit: ScenarioEdit;
}

/** In the order in which they are offered; none for kinds that no edit is about. */
export function editChoices({ topology }: Held, subject: Subject): readonly EditChoice[] {
  if (subject.kind === 'nat-gateway') return natChoices(topology, subject.id as NatGatewayId);
  if (subject.kind !== 'vpc-endpoint') return [];
  const node = topology.endpoints.find(({ endpoint }) => endpoint.vpcEndpointId === subject.id);
  return node === undefined ? [] : endpointChoicesOf(topology, node);
}

function endpointChoicesOf(topology: Topology, node: EndpointNode): EditChoice[] {
  const { endpoint } = node;
  const endpointId = endpoint.vpcEndpointId;
  const remove: EditChoice = { label: 'Remove this endpoint', edit: { op: 'remove-endpoint', endpointId } };
  const vpc = endpoint.vpcId === null ? undefined : topology.vpcNode(endpoint.vpcId);
  if (endpoint.vpcEndpointType === 'Gateway') return [...tableChoices(topology, node), remove];
  if (endpoint.vpcEndpointType !== 'Interface' || vpc === undefined || node.zones === null) return [remove];
  const own = node.zones.zones;
  const more = zonesOf(vpc).filter((zone) => !own.includes(zone));
  return [
    ...more.map((zoneId): EditChoice => ({ label: `Add zone ${zoneId}`, edit: { op: 'add-zone', endpointId, zoneId } })),
    ...(own.length < 2
      ? []
      : own.map((zoneId): EditChoice => ({ label: `Remove zone ${zoneId}`, edit: { op: 'remove-zone', endpointId, zoneId } }))),
    ...privateDnsChoice(endpointId, endpoint.privateDnsEnabled),
    remove,
  ];
}

function privateDnsChoice(endpointId: VpcEndpointId, isOn: boolean | null): EditChoice[] {
  if (isOn === null) return [];
  return [{ label: isOn ? 'Turn private DNS off' : 'Turn private DNS on', edit: { op: 'set-private-dns', endpointId, enabled: !isOn } }];
}

/** The tables of its VPC that do not lead to it yet. */
function tableChoices(topology: Topology, { endpoint }: EndpointNode): EditChoice[] {
  const tables = topology.index.snapshot.routeTables.filter(
    (table) => table.vpcId === endpoint.vpcId && !endpoint.routeTableIds.includes(table.routeTableId),
  );
  return sortedBy(tables, (table) => table.routeTableId).map(({ routeTableId, name }) => ({
    label: `Associate ${name ?? routeTableId}`,
    edit: { op: 'associate-route-table', endpointId: endpoint.vpcEndpointId, routeTableId },
  }));
}

function natChoices(topology: Topology, natGatewayId: NatGatewayId): EditChoice[] {
  const { natGateways } = topology.index.snapshot;
  const nat = natGateways.find((each) => each.natGatewayId === natGatewayId);
  if (nat === undefined || !isLiveNatGateway(nat)) return [];
  const heirs = natGateways.filter(
    (each) => each.vpcId === nat.vpcId && each !== nat && isLiveNatGateway(each) && each.connectivityType === nat.connectivityType,
  );
  return [
    ...sortedBy(heirs, (each) => each.natGatewayId).map(
      (heir): EditChoice => ({
        label: `Remove it; its routes lead to ${heir.name ?? heir.natGatewayId}`,
        edit: { op: 'remove-nat', natGatewayId, routesTo: heir.natGatewayId },
      }),
    ),
    { label: 'Remove it with its routes', edit: { op: 'remove-nat', natGatewayId } },
  ];
}
