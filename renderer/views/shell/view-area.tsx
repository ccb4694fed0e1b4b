import { lazy, Suspense } from 'react';
import { viewCounts } from '#renderer/store/selectors.ts';
import { isMapView, type ViewName, views } from '#renderer/store/view-slice.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState, SkeletonLanes } from '#renderer/ui/state-views.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { assertNever } from '#shared/base/assert-never.ts';
import { AlignmentView } from '../alignment/alignment-view.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { ChangesView } from '../changes/changes-view.tsx';
import { FindingsView } from '../findings/findings-view.tsx';
import { MapView } from '../map/map-view.tsx';
import { ServicesView } from '../services/services-view.tsx';
import { TableView } from '../table/table-view.tsx';
import { MapActions } from '../map/map-actions.tsx';
import styles from './app.module.css';

/** Its charts are no part of the first paint, so they load when somebody asks for them. */
const CostsView = lazy(() => import('../costs/costs-view.tsx').then((loaded) => ({ default: loaded.CostsView })));

const titles: Readonly<Record<ViewName, string>> = {
  consumers: 'Consumers',
  providers: 'Providers',
  estate: 'Estate',
  vpc: 'VPC',
  alignment: 'Alignment',
  coverage: 'Coverage',
  findings: 'Findings',
  costs: 'Costs',
  changes: 'Changes',
  table: 'Table',
};

/** One VPC; money instead of things; nothing until somebody chooses what to compare with. */
const uncounted: ReadonlySet<ViewName> = new Set<ViewName>(['vpc', 'costs', 'changes']);

/** The tabs and the view they choose. */
export function ViewArea() {
  const view = useApp((state) => state.view);
  const counts = useApp(viewCounts);
  const { viewChanged } = useActions();
  return (
    <Tabs
      label="Views"
      selected={view}
      onSelect={viewChanged}
      items={views.map((id) => ({
        id,
        label: titles[id],
        ...(uncounted.has(id) && counts[id] === undefined ? {} : { count: counts[id]?.count ?? null }),
        isAlarming: counts[id]?.isAlarming ?? false,
      }))}
      trailing={isMapView(view) ? <MapActions /> : null}
    >
      <section className={styles['main']} aria-label={titles[view]}>
        <Content view={view} />
      </section>
    </Tabs>
  );
}

function Content({ view }: { readonly view: ViewName }) {
  const status = useApp((state) => state.documentStatus);
  // A map is there before all that is to be said about it.
  const isPending = useApp((state) => state.opened !== null && state.opened.inventory === null);
  if (status === 'loading') return <SkeletonLanes text="Opening the document" />;
  if (isPending && !isMapView(view)) return <SkeletonLanes text="Analysing the estate" />;
  if (status === 'empty' || status === 'problem') return <Nothing />;
  switch (view) {
    case 'consumers':
    case 'providers':
    case 'estate':
    case 'vpc':
      return <MapView />;
    case 'alignment':
      return <AlignmentView />;
    case 'coverage':
      return <ServicesView />;
    case 'findings':
      return <FindingsView />;
    case 'costs':
      return (
        <Suspense fallback={<SkeletonLanes text="Comparing the costs" />}>
          <CostsView />
        </Suspense>
      );
    case 'changes':
      return <ChangesView />;
    case 'table':
      return <TableView />;
    default:
      return assertNever(view);
  }
}

function Nothing() {
  const { demoRequested, dialogOpened } = useActions();
  return (
    <EmptyState
      icon="file"
      title="Nothing is open"
      actions={
        <>
          <Button onPress={() => void demoRequested()}>Open the demo estate</Button>
          <Button variant="primary" icon="scan" onPress={() => dialogOpened('scan')}>
            Scan my profiles
          </Button>
        </>
      }
    >
      Scan your AWS profiles, drop a file on this window, or look at the demo.
    </EmptyState>
  );
}
