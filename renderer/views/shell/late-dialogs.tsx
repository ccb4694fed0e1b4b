import { lazy, Suspense } from 'react';

/** Nobody sees them in the first paint, so they load after it. */
const ScanDialog = lazy(() => import('../scan/scan-dialog.tsx').then((loaded) => ({ default: loaded.ScanDialog })));
const PricesDialog = lazy(() => import('../prices/prices-dialog.tsx').then((loaded) => ({ default: loaded.PricesDialog })));
const ExportDialog = lazy(() => import('./export-dialog.tsx').then((loaded) => ({ default: loaded.ExportDialog })));
const AddEndpointDialog = lazy(() =>
  import('../scenario/add-endpoint-dialog.tsx').then((loaded) => ({ default: loaded.AddEndpointDialog })),
);
const CompareDialog = lazy(() => import('../scenario/compare-dialog.tsx').then((loaded) => ({ default: loaded.CompareDialog })));

/** The dialogs that are no part of the first paint. */
export function LateDialogs() {
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
