/** Files in lots: what is read at once, so that memory and progress do not depend on how many files there are. */
import { stat } from 'node:fs/promises';
import type { FileGroup } from './files.ts';

/** Files of one form that are read together. */
export interface Lot {
  readonly group: Omit<FileGroup, 'files'>;
  readonly files: readonly string[];
  /** On disk. */
  readonly bytes: number;
}

/** Every open file holds a few buffers of the engine. */
const mostFiles = 400;
/** One larger file is a lot of its own. */
const mostBytes = 512 * 2 ** 20;

/** The files of the groups, in their order. */
export async function lotsOf(groups: readonly FileGroup[]): Promise<Lot[]> {
  const lots: Lot[] = [];
  for (const { files, ...group } of groups) {
    let lot: { group: typeof group; files: string[]; bytes: number } = { group, files: [], bytes: 0 };
    for (const file of files) {
      const { size } = await stat(file);
      if (lot.files.length === mostFiles || (lot.files.length > 0 && lot.bytes + size > mostBytes)) {
        lots.push(lot);
        lot = { group, files: [], bytes: 0 };
      }
      lot.files.push(file);
      lot.bytes += size;
    }
    if (lot.files.length > 0) lots.push(lot);
  }
  return lots;
}
