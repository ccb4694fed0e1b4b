import { lazy, Suspense, useState } from 'react';
import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '../app-context.tsx';

/** Nobody sees them in the first paint, so they load after it. */
const ScanDialog = lazy(() => import('../scan/scan-dialog.tsx').then((loaded) => ({ default: loaded.ScanDialog })));
const PricesDialog = lazy(() => import('../prices/prices-dialog.tsx').then((loaded) => ({ default: loaded.PricesDialog })));
const ExportDialog = lazy(() => import('./export-dialog.tsx').then((loaded) => ({ default: loaded.ExportDialog })));
const AddEndpointDialog = lazy(() =>
  import('../scenario/add-endpoint-dialog.tsx').then((loaded) => ({ default: loaded.AddEndpointDialog })),
);
const CompareDialog = lazy(() => import('../scenario/compare-dialog.tsx').then((loaded) => ({ default: loaded.CompareDialog })));

/** Nothing is being opened any more, or somebody wants a dialog sooner than that. */
function areDue({ documentStatus, opened, dialog }: AppState): boolean {
  return dialog !== null || (documentStatus !== 'loading' && opened?.findings !== null);
}

/** The dialogs that are no part of the first paint. They stay once they are there: what is typed into them must not go. */
export function LateDialogs() {
  const isDue = useApp(areDue);
  const [isThere, setThere] = useState(false);
  if (isDue && !isThere) setThere(true);
  if (!isThere) return null;
  return (
    <Suspense fallback={null}>
      <ScanDialog />
      <PricesDialog />
      <ExportDialog />
      <AddEndpointDialog />
      <CompareDialog />
    </Suspense>
  );
}
