import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { tones } from '#shared/diagram/diagram.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';
import { inventory, itemsByKey } from './selectors.ts';

export interface VpcSlice {
  /** The VPC of the VPC view. */
  readonly vpcId: string | null;
  /** `null` while it is being drawn. */
  readonly vpcDiagram: Diagram | null;
  /** A VPC was chosen for a closer look. */
  readonly vpcOpened: (vpcId: string) => void;
  /** The VPC view is shown: draws the chosen VPC, else the one of the selection, else the one that stands worst. */
  readonly vpcNeeded: () => void;
}

export function createVpcSlice({ set, get, engine }: SliceTools): VpcSlice {
  const draw = (vpcId: string): void => {
    set({ vpcId, ...(get().vpcId === vpcId ? {} : { vpcDiagram: null }) });
    engine
      .ask('vpc', vpcId)
      .then((vpcDiagram) => {
        if (get().vpcId === vpcId) set({ vpcDiagram });
      })
      .catch((error: unknown) => set({ documentProblem: problemOf(error) }));
  };
  return {
    vpcId: null,
    vpcDiagram: null,
    vpcOpened: (vpcId) => {
      draw(vpcId);
      if (get().view !== 'vpc') get().viewChanged('vpc');
    },
    vpcNeeded: () => {
      const { selected, vpcId } = get();
      const items = itemsByKey(get());
      const ofSelection = selected === null ? null : (items.get(subjectKey(selected))?.vpcId ?? null);
      const kept = vpcId !== null && items.has(`vpc/${vpcId}`) ? vpcId : null;
      const next = kept ?? ofSelection ?? worstVpc(get);
      if (next !== null) draw(next);
    },
  };
}

/** Where the worst endpoint stands; without endpoints, the first VPC. */
function worstVpc(get: SliceTools['get']): string | null {
  const items = inventory(get()).filter((item) => item.vpcId !== null);
  const endpoints = items.filter((item) => item.subject.kind === 'vpc-endpoint');
  const [worst] = (endpoints.length > 0 ? endpoints : items).toSorted((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone));
  return worst?.vpcId ?? null;
}
