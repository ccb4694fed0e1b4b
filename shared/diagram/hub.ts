/** Services a VPC reaches through the endpoints of another VPC: a private hosted zone leads their names there. */
import type { VpcId } from '#shared/base/ids.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import type { VpcNode } from '#shared/analysis/topology/topology.ts';
import type { LayoutContext } from './context.ts';
import { counted, listed } from './words.ts';

export interface HubLink {
  readonly vpcId: VpcId;
  readonly hubName: string;
  readonly services: readonly string[];
  /** `4 services via shared-services`. */
  readonly text: string;
  readonly description: string;
}

/** One link per hub, in the order of their names. */
export function hubLinks(context: LayoutContext, vpc: VpcNode): readonly HubLink[] {
  const elsewhere = (context.hubZones.endpointsFor(vpc) ?? []).filter(
    (node) => node.endpoint.vpcId !== null && node.endpoint.vpcId !== vpc.vpc.vpcId,
  );
  const links = [...groupBy(elsewhere, (node) => node.endpoint.vpcId as VpcId)].map(([vpcId, nodes]) => {
    const hub = context.topology.vpcNode(vpcId)?.vpc;
    const hubName = hub?.name ?? vpcId;
    const services = sortedUnique(nodes.map((node) => node.shortName));
    const text = `${counted(services.length, 'service')} via ${hubName}`;
    return {
      vpcId,
      hubName,
      services,
      text,
      description: `A private hosted zone leads the names of ${listed(services)} to endpoints in ${hubName}.`,
    };
  });
  return sortedBy(links, (link) => [link.hubName, link.vpcId]);
}
