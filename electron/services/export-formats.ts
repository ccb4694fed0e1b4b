import { exportFormatNames } from '#shared/api/contract.ts';
import type { PageName } from '#electron/render/pdf-pages.ts';

/** What an export can be. */
export const exportFormats = exportFormatNames;
export type ExportFormat = (typeof exportFormats)[number];

/** Formats of the views that are tables. */
export const tableFormats: ReadonlySet<ExportFormat> = new Set<ExportFormat>(['csv', 'json', 'md']);

/** Paper that PDF can be cut to; `one` is a single page as large as the picture. */
export const paperNames: readonly PageName[] = ['a4', 'a3', 'letter', 'one'];

/** What to export and how. */
export interface ExportRequest {
  readonly view: string;
  readonly format: ExportFormat;
  readonly theme: 'light' | 'dark';
  /** Stand-ins for account ids, names, addresses, ids of resources and DNS names; new ones for every export. */
  readonly redact?: boolean | undefined;
  /** The search language of the application; what it does not find is left out of the diagram. */
  readonly filter?: string | undefined;
  /** Keys of what is left out of the diagram or table, where there is no filter. */
  readonly leftOut?: readonly string[] | undefined;
  /** PNG: pixels per unit of the diagram. */
  readonly scale?: number | undefined;
  readonly page?: PageName | undefined;
}

/** Told while a picture is drawn: parts that are done, of all. False ends it. */
export type ExportProgress = (done: number, total: number) => boolean;

/** A file of an export. Most exports are one; `suffix` tells several apart. */
export interface ExportFile {
  readonly suffix: string;
  /** Where it is another than the one asked for, e.g. `.svg`. */
  readonly extension?: string;
  readonly content: string | Uint8Array;
}
