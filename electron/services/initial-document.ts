/** The document a host was started with. */
import { stat } from 'node:fs/promises';
import type { IsoTime } from '#shared/base/ids.ts';
import type { Outcome, Problem } from '#shared/base/outcome.ts';
import type { Opened } from './open-bytes.ts';

export interface InitialDocument {
  /** Opens it before anybody asks: a browser takes longer to start than most documents take to open. */
  readonly openAhead: () => Promise<unknown>;
  /** What was opened ahead, once and while the file is the same; else as it is now. */
  readonly open: () => Promise<Outcome<Opened, Problem>>;
}

interface Ahead {
  /** Tells two states of the file apart; `null` for a folder, or where there is nothing. */
  readonly stamp: string | null;
  readonly opened: Outcome<Opened, Problem>;
}

export function initialDocument(file: string, app: string, now: () => IsoTime): InitialDocument {
  let ahead: Promise<Ahead> | null = null;
  return {
    openAhead: () => {
      // The stamp first: a file that changes while it is read is then read again.
      ahead ??= stampOf(file).then(async (stamp) => ({ stamp, opened: await opened(file, app, now()) }));
      return ahead;
    },
    open: async () => {
      const before = await ahead;
      ahead = null;
      const isSame = before !== null && before.stamp !== null && before.stamp === (await stampOf(file));
      return isSame ? before.opened : opened(file, app, now());
    },
  };
}

/** What opening needs is loaded when there is something to open. */
async function opened(...what: [file: string, app: string, now: IsoTime]): Promise<Outcome<Opened, Problem>> {
  const { openPath } = await import('./document-files.ts');
  return openPath(...what);
}

async function stampOf(file: string): Promise<string | null> {
  try {
    const found = await stat(file);
    return found.isFile() ? `${String(found.mtimeMs)} ${String(found.size)} ${String(found.ino)}` : null;
  } catch {
    return null;
  }
}
