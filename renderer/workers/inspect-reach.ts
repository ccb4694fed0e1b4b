/** How subnets reach AWS services and the internet. */
import { type HostedZoneIndex, hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { ReachKind } from '#shared/analysis/topology/reach-endpoint.ts';
import { type ReachRow, reachOf } from '#shared/analysis/topology/reach.ts';
import type { SubnetNode, Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { SubnetId } from '#shared/base/ids.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { Section } from './inspection.ts';

const words: Readonly<Record<ReachKind, string>> = {
  gateway: 'gateway endpoint',
  interface: 'interface endpoint',
  hub: 'endpoint in a hub',
  nat: 'NAT gateway',
  'hub-egress': 'central egress',
  public: 'internet gateway',
  none: 'not at all',
  unknown: 'unknown',
};

const zoneMemory = new WeakMap<Topology, HostedZoneIndex>();

/** Reading the hosted zones of an organisation takes longer than one VPC's answer. */
function zonesOf(topology: Topology): HostedZoneIndex {
  const known = zoneMemory.get(topology) ?? hostedZoneIndex(topology);
  zoneMemory.set(topology, known);
  return known;
}

/** A VPC's services, those that are reached alike together. */
export function vpcReachSections(topology: Topology, node: VpcNode): Section[] {
  if (node.subnets.length === 0) return [];
  const rows = reachOf(topology, node.vpc.vpcId, zonesOf(topology));
  const names = new Map(node.subnets.map(({ subnet }) => [subnet.subnetId, subnet.name ?? subnet.subnetId]));
  const line = (path: Path) => ({
    term: words[path.how],
    id: path.via,
    detail:
      path.subnets.length === names.size && names.size > 1
        ? `from all ${String(names.size)} subnets`
        : `from ${path.subnets.map((id) => names.get(id) ?? id).join(', ')}`,
  });
  return [
    {
      kind: 'groups',
      title: 'How the subnets reach services',
      groups: alike(rows).map(({ services, paths }) => ({ label: listed(topology, services), lines: paths.map(line) })),
      empty: 'Subnets were not read.',
    },
  ];
}

/** One subnet's services with the reason. */
export function subnetReachSections(topology: Topology, node: SubnetNode): Section[] {
  const { vpcId, subnetId } = node.subnet;
  const rows = reachOf(topology, vpcId, zonesOf(topology)).filter((row) => row.subnetId === subnetId);
  const groups = [...groupBy(rows, (row) => `${row.how}/${row.via ?? ''}/${row.because}`).values()];
  return [
    {
      kind: 'groups',
      title: 'How it reaches services',
      groups: groups.flatMap((group) => {
        const [first] = group;
        if (first === undefined) return [];
        const label = listed(
          topology,
          group.map((row) => row.service),
        );
        return [{ label, lines: [{ term: words[first.how], id: first.via, detail: first.because }] }];
      }),
      empty: 'Unknown: the routes of this subnet were not read.',
    },
  ];
}

interface Path {
  readonly how: ReachKind;
  readonly via: string | null;
  readonly subnets: readonly SubnetId[];
}

interface Alike {
  readonly services: readonly string[];
  readonly paths: readonly Path[];
}

function alike(rows: readonly ReachRow[]): Alike[] {
  const byService = [...groupBy(rows, (row) => row.service)].map(([service, own]) => ({ service, paths: pathsOf(own) }));
  return [...groupBy(byService, ({ paths }) => JSON.stringify(paths)).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ services: group.map(({ service }) => service), paths: first.paths }];
  });
}

function pathsOf(rows: readonly ReachRow[]): Path[] {
  return [...groupBy(rows, (row) => `${row.how}/${row.via ?? ''}`).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ how: first.how, via: first.via, subnets: group.map((row) => row.subnetId) }];
  });
}

/** More services than this are counted. */
const named = 16;

function listed(topology: Topology, services: readonly string[]): string {
  const names = services.map((name) => topology.services.find((service) => service.serviceName === name)?.shortName ?? name);
  const rest = names.length - named;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, named).join(', ')} and ${String(rest)} more`;
}
