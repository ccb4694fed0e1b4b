import { useCallback, useMemo } from 'react';
import { type CanvasCommand, DiagramCanvas } from '#renderer/flow/diagram-canvas.tsx';
import { Segmented } from '#renderer/ui/fields.tsx';
import { EmptyState } from '#renderer/ui/state-views.tsx';
import type { Changes } from '#renderer/workers/changes.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Subject } from '#shared/model/subject.ts';
import { useActions, useApp } from '../app-context.tsx';
import { LegendPanel } from '../map/legend-panel.tsx';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { useTheme } from '../shell/use-theme.ts';
import type { Reveal } from './changes-view.tsx';
import styles from './changes.module.css';

const nothing: ReadonlySet<string> = new Set();

/** Both snapshots in one picture: what is gone stands where it was, dashed. */
export function ChangesMap({ changes, reveal }: { readonly changes: Changes; readonly reveal: Reveal | null }) {
  const view = useApp((state) => state.changesMap);
  const onlyChanged = useApp((state) => state.showsOnlyChanged);
  const isLegendOpen = useApp((state) => state.isLegendOpen);
  const selected = useApp((state) => state.selected);
  const theme = useTheme();
  const { subjectSelected, selectionCleared, changesMapChosen } = useActions();
  const diagram = (onlyChanged ? changes.onlyChanged : changes.everything)[view];
  const bySubject = useMemo(() => nodesBySubject(diagram), [diagram]);
  const command = useMemo(() => revealCommand(reveal, bySubject), [reveal, bySubject]);
  const onSelect = useCallback(
    (id: string | null) => {
      const subject = diagram.nodes.find((node) => node.id === id)?.subject ?? diagram.edges.find((edge) => edge.id === id)?.subject;
      if (subject === null || subject === undefined) selectionCleared();
      else subjectSelected(subject);
    },
    [diagram, subjectSelected, selectionCleared],
  );
  return (
    <div className={styles['map']}>
      <div className={styles['switch']}>
        <Segmented label="Map" choices={maps} selected={view} onSelect={changesMapChosen} />
      </div>
      {diagram.nodes.length === 0 ? (
        <EmptyState title="Nothing on this map changed">The list beside names what did; the other maps may show it.</EmptyState>
      ) : (
        <ErrorBoundary what="The map" resetKey={view}>
          <DiagramCanvas
            key={`${view}/${String(onlyChanged)}`}
            diagram={diagram}
            theme={theme}
            selectedId={selected === null ? null : (bySubject.get(subjectKey(selected)) ?? null)}
            matches={null}
            hidden={nothing}
            onSelect={onSelect}
            {...(command === null ? {} : { command })}
          />
        </ErrorBoundary>
      )}
      {isLegendOpen ? <LegendPanel diagram={diagram} theme={theme} /> : null}
    </div>
  );
}

const maps = [
  { id: 'consumers', label: 'Consumers' },
  { id: 'providers', label: 'Providers' },
  { id: 'estate', label: 'Estate' },
] as const;

/** Nonces of this map's own commands are negative, so that they are never taken for one of the others'. */
function revealCommand(reveal: Reveal | null, bySubject: ReadonlyMap<string, string>): CanvasCommand | null {
  const id = reveal === null ? undefined : bySubject.get(subjectKey(reveal.subject));
  return reveal === null || id === undefined ? null : { kind: 'reveal', id, nonce: -reveal.nonce };
}

function nodesBySubject(diagram: Diagram): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const node of diagram.nodes) {
    const subject: Subject | null = node.subject;
    if (subject !== null && node.kind !== 'lane' && !ids.has(subjectKey(subject))) ids.set(subjectKey(subject), node.id);
  }
  return ids;
}
