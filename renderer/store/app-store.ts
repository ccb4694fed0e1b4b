import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '#renderer/workers/protocol.ts';
import type { Client } from '#shared/api/client.ts';
import type { AppState, SliceTools } from './app-state.ts';
import { createBillSlice } from './bill-slice.ts';
import { createChangesSlice } from './changes-slice.ts';
import { createCommandSlice } from './command-slice.ts';
import { createCostSlice } from './cost-slice.ts';
import { createDocumentSlice } from './document-slice.ts';
import { createExportSlice } from './export-slice.ts';
import { createFoldSlice } from './fold-slice.ts';
import { createHistorySlice } from './history-slice.ts';
import { createKeepingSlice } from './keeping-slice.ts';
import { createLinkSlice } from './link-slice.ts';
import { createLookSlice } from './look-slice.ts';
import { createMapSlice } from './map-slice.ts';
import { createNarrowSlice } from './narrow-slice.ts';
import { createPriceSlice } from './price-slice.ts';
import { createPlanSlice } from './plan-slice.ts';
import { createScanSlice } from './scan-slice.ts';
import { createScenarioSlice } from './scenario-slice.ts';
import { createSearchSlice } from './search-slice.ts';
import { createSelectionSlice } from './selection-slice.ts';
import { createTrafficSlice } from './traffic-slice.ts';
import { createViewSlice } from './view-slice.ts';
import { createSpotlightSlice } from './spotlight-slice.ts';
import { createVpcSlice } from './vpc-slice.ts';

export type AppStore = StoreApi<AppState>;

/** One store for the window; it listens to the host from the start. */
export function createAppStore(client: Client, engine: Engine): AppStore {
  const store = createStore<AppState>()((set, get) => {
    const tools: SliceTools = { set, get, client, engine };
    return {
      ...createDocumentSlice(tools),
      ...createSelectionSlice(tools),
      ...createSearchSlice(tools),
      ...createViewSlice(tools),
      ...createVpcSlice(tools),
      ...createCostSlice(tools),
      ...createBillSlice(tools),
      ...createPlanSlice(tools),
      ...createPriceSlice(tools),
      ...createScenarioSlice(tools),
      ...createScanSlice(tools),
      ...createCommandSlice(tools),
      ...createKeepingSlice(tools),
      ...createExportSlice(tools),
      ...createFoldSlice(tools),
      ...createHistorySlice(tools),
      ...createLookSlice(tools),
      ...createMapSlice(tools),
      ...createNarrowSlice(tools),
      ...createLinkSlice(tools),
      ...createSpotlightSlice(tools),
      ...createTrafficSlice(tools),
      ...createChangesSlice(tools),
    };
  });
  client.on('scan.progress', (progress) => store.getState().scanProgressed(progress));
  client.on('export.progress', (progress) => store.getState().exportProgressed(progress));
  client.on('traffic.progress', (progress) => store.getState().trafficProgressed(progress));
  client.on('scan.question', (question) => store.getState().questionAsked(question));
  client.on('app.command', ({ command }) => store.getState().hostCommandChosen(command));
  client.on('app.link', ({ link }) => void store.getState().linkOpened(link));
  client.on('document.offered', (offer) => void store.getState().documentOffered(offer));
  return store;
}
