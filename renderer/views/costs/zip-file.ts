/** Text files as one ZIP archive: code for several accounts comes as one download. */
import { strToU8, zipSync } from 'fflate';

export interface ZippedText {
  /** With its folder, `/` between; no two files share one. */
  readonly name: string;
  readonly text: string;
}

/** The archive's bytes, stored without compression and with the first day that a ZIP knows: the same files give the same bytes. */
export function zipFile(files: readonly ZippedText[]): Uint8Array<ArrayBuffer> {
  const entries = Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]));
  return zipSync(entries, { level: 0, mtime: new Date(1980, 0, 1) });
}
