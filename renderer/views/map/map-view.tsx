import { DiagramCanvas } from '#renderer/flow/diagram-canvas.tsx';
import { isFiltering } from '#renderer/store/filters.ts';
import { isRunning } from '#renderer/store/scan-slice.ts';
import {
  currentDiagram,
  elementOf,
  foundSet,
  hiddenOnMap,
  selectedElement,
  spotlightNodes,
  visibleItems,
} from '#renderer/store/selectors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState, SkeletonLanes } from '#renderer/ui/state-views.tsx';
import { useCallback } from 'react';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { useTheme } from '../shell/use-theme.ts';
import { WelcomeCard } from '../welcome/welcome-card.tsx';
import { LegendPanel } from './legend-panel.tsx';
import { ShownCount } from './shown-count.tsx';
import styles from './map.module.css';

/** The consumer or the provider graph, with what lies over it. */
export function MapView() {
  const diagram = useApp(currentDiagram);
  const theme = useTheme();
  const selectedId = useApp(selectedElement);
  const found = useApp(foundSet);
  const lit = useApp(spotlightNodes);
  const hidden = useApp(hiddenOnMap);
  const command = useApp((state) => state.canvasCommand);
  const isScanning = useApp((state) => isRunning(state.scan));
  const isLegendOpen = useApp((state) => state.isLegendOpen);
  const anchor = useApp((state) => state.foldAnchor);
  const { elementSelected, cameraMoved, foldToggled, lastFolded } = useActions();
  const activate = useActivation();
  if (diagram === null) return <SkeletonLanes />;
  if (diagram.nodes.length === 0) return isScanning ? <SkeletonLanes /> : <NothingToDraw view={diagram.view} />;
  return (
    <>
      <WelcomeCard />
      <div className={styles['map']}>
        <ErrorBoundary what="The map" resetKey={diagram.view}>
          <DiagramCanvas
            key={`${diagram.view}/${diagram.view === 'vpc' ? diagram.title : ''}`}
            diagram={diagram}
            theme={theme}
            selectedId={selectedId}
            matches={found}
            spotlight={lit}
            onCamera={cameraMoved}
            hidden={hidden}
            onSelect={elementSelected}
            onActivate={activate}
            onFold={foldToggled}
            onEscape={lastFolded}
            anchor={anchor}
            {...(command === null ? {} : { command })}
          />
        </ErrorBoundary>
        <NothingLeft />
        <ShownCount />
        {isLegendOpen ? <LegendPanel diagram={diagram} theme={theme} /> : null}
      </div>
    </>
  );
}

/** Double click or Enter: a tile of the Estate view unfolds in its place, a VPC opens in its own view, anything else in the inspector. */
function useActivation(): (elementId: string) => void {
  const store = useAppStore();
  return useCallback(
    (elementId) => {
      const state = store.getState();
      const element = elementOf(state, elementId);
      const subject = element?.subject ?? null;
      const fold = element !== undefined && 'fold' in element ? element.fold : undefined;
      if (fold === 'folded' || (fold === 'unfolded' && subject?.kind === 'account')) state.foldToggled(elementId);
      else if (subject?.kind === 'vpc' && state.view !== 'vpc') state.vpcOpened(subject.id);
      else state.elementSelected(elementId);
    },
    [store],
  );
}

function NothingToDraw({ view }: { readonly view: string }) {
  const isProviders = view === 'providers';
  return (
    <EmptyState title={isProviders ? 'No endpoint service was found' : 'No VPC was found'}>
      {isProviders
        ? 'None of the accounts that were read offers an endpoint service, and none is connected to one. Click the call count at the foot of the window to see what could not be read.'
        : 'The accounts and Regions that were read hold no VPC. Click the call count at the foot of the window to see what could not be read.'}
    </EmptyState>
  );
}

/** Over an empty canvas: filters that leave nothing must say so. */
function NothingLeft() {
  const isEmpty = useApp((state) => state.opened?.inventory !== null && visibleItems(state).length === 0);
  const filtering = useApp((state) => isFiltering(state.filters));
  const { everythingShown } = useActions();
  if (!isEmpty) return null;
  return (
    <div className={styles['over']}>
      <EmptyState icon="filter" title="Nothing passes the filters" actions={<Button onPress={everythingShown}>Show everything</Button>}>
        {filtering ? 'Take a filter away in the left pane.' : 'No resource matches the search. Choose Find to see the whole map again.'}
      </EmptyState>
    </div>
  );
}
