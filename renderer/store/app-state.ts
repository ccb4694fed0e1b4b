import type { Engine } from '#renderer/workers/protocol.ts';
import type { Client } from '#shared/api/client.ts';
import type { BillSlice } from './bill-slice.ts';
import type { ChangesSlice } from './changes-slice.ts';
import type { CommandSlice } from './command-slice.ts';
import type { CostSlice } from './cost-slice.ts';
import type { DocumentSlice } from './document-slice.ts';
import type { ExportSlice } from './export-slice.ts';
import type { FoldSlice } from './fold-slice.ts';
import type { HistorySlice } from './history-slice.ts';
import type { KeepingSlice } from './keeping-slice.ts';
import type { LinkSlice } from './link-slice.ts';
import type { LookSlice } from './look-slice.ts';
import type { MapSlice } from './map-slice.ts';
import type { NarrowSlice } from './narrow-slice.ts';
import type { PriceSlice } from './price-slice.ts';
import type { PlanSlice } from './plan-slice.ts';
import type { ScanSlice } from './scan-slice.ts';
import type { ScenarioSlice } from './scenario-slice.ts';
import type { SearchSlice } from './search-slice.ts';
import type { SelectionSlice } from './selection-slice.ts';
import type { SpotlightSlice } from './spotlight-slice.ts';
import type { TrafficSlice } from './traffic-slice.ts';
import type { ViewSlice } from './view-slice.ts';
import type { VpcSlice } from './vpc-slice.ts';

/** Everything the application knows beside the document itself, which the analysis worker holds. */
export interface AppState
  extends DocumentSlice,
    SelectionSlice,
    SearchSlice,
    ViewSlice,
    VpcSlice,
    CostSlice,
    BillSlice,
    PlanSlice,
    PriceSlice,
    ScenarioSlice,
    ScanSlice,
    CommandSlice,
    KeepingSlice,
    ExportSlice,
    FoldSlice,
    HistorySlice,
    LookSlice,
    MapSlice,
    NarrowSlice,
    LinkSlice,
    SpotlightSlice,
    TrafficSlice,
    ChangesSlice {}

/** What every slice is made with. */
export interface SliceTools {
  readonly set: (part: Partial<AppState>) => void;
  readonly get: () => AppState;
  readonly client: Client;
  readonly engine: Engine;
}
