import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { elementOf, spotlightNodes } from './selectors.ts';

/** How far from the selection the light reaches; 0 is off. */
export type SpotlightReach = 0 | 1 | 2;

export interface SpotlightSlice {
  readonly spotlight: SpotlightReach;
  /** Asked again for the same reach, it goes out. */
  readonly spotlightAsked: (reach: 1 | 2) => void;
  /** Hides everything the light does not reach. */
  readonly restHidden: () => void;
}

export function createSpotlightSlice({ set, get }: SliceTools): SpotlightSlice {
  return {
    spotlight: 0,
    spotlightAsked: (reach) => {
      if (get().selected === null) return get().announced('Select something first');
      const spotlight = get().spotlight === reach ? 0 : reach;
      set({ spotlight });
      const lit = spotlightNodes(get());
      set({
        announcement: lit === null ? 'The spotlight is off' : `${String(lit.size)} lit, ${reach === 1 ? 'one step' : 'two steps'} away`,
      });
    },
    restHidden: () => {
      const lit = spotlightNodes(get());
      if (lit === null) return;
      const others = unlit(get().opened?.inventory ?? [], keysOf(get(), lit));
      set({ spotlight: 0 });
      get().thingsHidden(others);
    },
  };
}

function keysOf(state: AppState, ids: ReadonlySet<string>): ReadonlySet<string> {
  const subjects = [...ids].flatMap((id) => elementOf(state, id)?.subject ?? []);
  return new Set(subjects.map(subjectKey));
}

const ownKinds: ReadonlySet<string> = new Set(['vpc-endpoint', 'endpoint-service', 'nat-gateway']);

/** What can be hidden without taking something lit along: a VPC stays while something lit stands in it. */
function unlit(items: readonly InventoryItem[], lit: ReadonlySet<string>): string[] {
  const around = new Set(items.flatMap((item) => (lit.has(item.key) && item.vpcId !== null ? [item.vpcId] : [])));
  const goes = (item: InventoryItem): boolean =>
    ownKinds.has(item.subject.kind) || (item.subject.kind === 'vpc' && !around.has(item.subject.id));
  return items.filter((item) => !lit.has(item.key) && goes(item)).map((item) => item.key);
}
