/** Where the window was when it closed, so that it opens there again. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** In device-independent pixels, as Electron gives them. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window the layout is made for. */
export const smallestWindow = { width: 1024, height: 640 };

/** What a first start opens: the system chooses the place. */
export const firstWindow = { width: 1440, height: 900 };

/** How much of the window must be on a screen for a person to be able to move it. */
const graspable = { width: 120, height: 40 };

/**
 * Where to open: the saved place if enough of it lies on a screen that is there
 * now (`workAreas`), else the size alone, else the first size.
 */
export function restoredBounds(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds | { width: number; height: number } {
  if (saved === null) return firstWindow;
  const size = { width: Math.max(saved.width, smallestWindow.width), height: Math.max(saved.height, smallestWindow.height) };
  const bounds = { x: saved.x, y: saved.y, ...size };
  return workAreas.some((area) => isGraspable(bounds, area)) ? bounds : size;
}

function isGraspable(bounds: Bounds, area: Bounds): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const top = bounds.y >= area.y && bounds.y + graspable.height <= area.y + area.height;
  return width >= graspable.width && top;
}

/** The saved place; `null` where there is none or the file is not what we wrote. */
export function readBounds(folder: string): Bounds | null {
  try {
    const value: unknown = JSON.parse(readFileSync(fileIn(folder), 'utf8'));
    return isBounds(value) ? value : null;
  } catch {
    return null;
  }
}

/** Saves the place; a full or read-only disk must not keep a window from closing, so failures are passed over. */
export function writeBounds(folder: string, bounds: Bounds): void {
  const file = fileIn(folder);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(bounds), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // The next start opens at the first size.
  }
}

function fileIn(folder: string): string {
  return path.join(folder, 'window.json');
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const record = new Map<string, unknown>(Object.entries(value));
  return ['x', 'y', 'width', 'height'].every((name) => Number.isSafeInteger(record.get(name)));
}
