/**
 * The few file operations that storage uses, as a port: tests fail the Nth of
 * them and look at what is left on the disk.
 */
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Every call may reject with a Node error whose `code` says why. */
export interface FileSystem {
  /** Makes a new file that only its owner may read and writes it to the disk itself; fails if the path exists, even as a link. */
  writeNew(path: string, bytes: Uint8Array): Promise<void>;
  /** Waits until a folder's entries are on the disk; does nothing where the system cannot. */
  syncFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  readFile(path: string): Promise<Uint8Array>;
  readdir(path: string): Promise<string[]>;
  makeFolder(path: string): Promise<void>;
  /** In bytes. */
  size(path: string): Promise<number>;
  /** The path with every symbolic link resolved. */
  realpath(path: string): Promise<string>;
  /** Whether a process of that id runs on this machine. */
  isRunning(pid: number): boolean;
  wait(milliseconds: number): Promise<void>;
}

export const nodeFileSystem: FileSystem = {
  writeNew,
  syncFolder,
  rename,
  unlink,
  readFile: async (path) => await readFile(path),
  readdir: async (path) => await readdir(path),
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  size: async (path) => (await stat(path)).size,
  realpath: async (path) => await realpath(path),
  isRunning,
  wait: async (milliseconds) => {
    await wait(milliseconds);
  },
};

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags, 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The `code` of a Node error, e.g. `ENOSPC`; the error's own text where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
