import type { VpcId } from '#shared/base/ids.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import type { Analysed } from './analyse.ts';

/** The diagram of a view as the command line names it; `null` where the view is none, or a table. */
export function diagramOf(analysed: Analysed, view: string): Diagram | null {
  const [usage] = analysed.document.usage;
  const input = { ...analysed, ...(usage === undefined ? {} : { usage }) };
  if (view === 'consumers') return layOutConsumers(input);
  if (view === 'providers') return layOutProviders(input);
  if (view === 'estate') return layOutEstate(input);
  const vpcId = view.startsWith('vpc:') ? (view.slice(4) as VpcId) : null;
  return vpcId !== null && analysed.topology.vpcNode(vpcId) !== undefined ? layOutVpc(input, vpcId) : null;
}
