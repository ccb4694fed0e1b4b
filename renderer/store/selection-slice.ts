import { type MapView, wholeViews } from '#renderer/workers/protocol.ts';
import type { InspectorTab, Inspection } from '#renderer/workers/inspection.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { SliceTools } from './app-state.ts';
import { problemOf } from './problem.ts';
import { elementOf, elementOn, itemsByKey, subjectElement } from './selectors.ts';

export interface SelectionSlice {
  readonly selected: Subject | null;
  /** The node or edge that was clicked; several may stand for one thing. */
  readonly elementId: string | null;
  /** `null` while it is being made, and where nothing is selected. */
  readonly inspection: Inspection | null;
  readonly inspectorTab: InspectorTab;
  readonly subjectSelected: (subject: Subject) => void;
  /** A click on the map; `null` is a click beside everything. */
  readonly elementSelected: (elementId: string | null) => void;
  /** Selects and shows it on the map. */
  readonly subjectRevealed: (subject: Subject) => void;
  readonly selectionCleared: () => void;
  readonly inspectorTabChanged: (tab: InspectorTab) => void;
  /** A search went to this element. */
  readonly matchReached: (elementId: string) => void;
  /** Another document, or more of the same: what is selected stays selected where it still exists. */
  readonly documentReplaced: () => void;
}

/** The inspector takes its room first; what is revealed then lies in the middle of what is left. */
const inspectorOpensMs = 60;

export function createSelectionSlice({ set, get, engine }: SliceTools): SelectionSlice {
  const load = (subject: Subject): void => {
    engine
      .ask('inspect', subject)
      .then((inspection) => {
        const { selected } = get();
        if (selected !== null && subjectKey(selected) === subjectKey(subject)) set({ inspection });
      })
      .catch((error: unknown) => set({ documentProblem: problemOf(error) }));
  };
  const select = (subject: Subject | null, elementId: string | null): void => {
    const { selected } = get();
    const isSame = subject !== null && selected !== null && subjectKey(subject) === subjectKey(selected);
    set({ selected: subject, elementId, ...(isSame ? {} : { inspection: null }) });
    if (subject !== null && !isSame) load(subject);
  };
  return {
    selected: null,
    elementId: null,
    inspection: null,
    inspectorTab: 'overview',
    subjectSelected: (subject) => select(subject, subjectElement(get(), subject)),
    elementSelected: (elementId) => {
      const element = elementId === null ? undefined : elementOf(get(), elementId);
      select(element?.subject ?? null, element?.subject == null ? null : elementId);
    },
    subjectRevealed: (subject) => revealSubject(get, select, subject),
    selectionCleared: () => select(null, null),
    inspectorTabChanged: (inspectorTab) => set({ inspectorTab }),
    matchReached: (elementId) => {
      get().elementSelected(elementId);
      revealElement(get, elementId);
    },
    documentReplaced: () => {
      const { selected } = get();
      set({ costs: null, costsStatus: 'empty', currentMatch: -1 });
      set({ changes: null, changesStatus: 'empty' });
      if (get().view === 'costs') void get().costsNeeded();
      if (get().view === 'changes') void get().changesNeeded();
      if (get().lastMap === 'vpc') get().vpcNeeded();
      if (selected === null) return;
      if (itemsByKey(get()).has(subjectKey(selected))) load(selected);
      else select(null, null);
    },
  };
}

type Select = (subject: Subject | null, elementId: string | null) => void;

/** On the map that is shown, else on the first that has it; a map that was not made yet is made first. */
function revealSubject(get: SliceTools['get'], select: Select, subject: Subject): void {
  const places = [get().lastMap, 'consumers', 'providers'] as const;
  const placeOf = (): MapView | undefined => places.find((view) => elementOn(get(), view, subject));
  const show = (place: MapView): void => {
    if (get().view !== place) get().viewChanged(place);
    const elementId = subjectElement(get(), subject);
    select(subject, elementId);
    if (elementId !== null) revealElement(get, elementId);
  };
  const place = placeOf();
  const missing = wholeViews.filter((view) => view !== 'estate' && get().opened?.diagrams[view] === undefined);
  if (place !== undefined || missing.length === 0) return show(place ?? 'consumers');
  select(subject, null);
  void Promise.all(missing.map((view) => get().mapNeeded(view))).then(() => {
    if (get().selected === subject) show(placeOf() ?? 'consumers');
  });
}

function revealElement(get: SliceTools['get'], elementId: string): void {
  setTimeout(() => get().canvasAsked('reveal', elementId), inspectorOpensMs);
}
