import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBounds, restoredBounds, writeBounds } from '#electron/desktop/window-bounds.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 2560, height: 1440 };
const saved = { x: 2000, y: 100, width: 1200, height: 800 };

describe('the window opens', () => {
  it.each([
    ['at the first size where nothing is saved', null, [screen], { width: 1440, height: 900 }],
    ['where it was', saved, [screen, right], saved],
    ['at its size where its screen is gone', saved, [screen], { width: 1200, height: 800 }],
    ['at its size where only a corner would show', { ...saved, x: 1850, y: 50 }, [screen], { width: 1200, height: 800 }],
    ['at its size where its title bar would be above the screen', { ...saved, x: 0, y: 0 }, [screen], { width: 1200, height: 800 }],
    ['no smaller than the layout allows', { x: 0, y: 30, width: 10, height: 10 }, [screen], { x: 0, y: 30, width: 1024, height: 640 }],
  ])('%s', (_name, bounds, areas, expected) => {
    expect(restoredBounds(bounds, areas)).toEqual(expected);
  });
});

describe('the saved place', () => {
  it('is read as it was written, without a left-over file', () => {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'linkscape-bounds-')), 'new');
    writeBounds(folder, saved);
    expect(readBounds(folder)).toEqual(saved);
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  it.each(['', '{', 'null', '[]', '{"x":1}', '{"x":1,"y":2,"width":"3","height":4}', '{"x":1,"y":2,"width":1e999,"height":4}'])(
    'is passed over where it is %s',
    (text) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-bounds-'));
      writeFileSync(path.join(folder, 'window.json'), text);
      expect(readBounds(folder)).toBeNull();
    },
  );

  it('may be on a disk that cannot be written', () => {
    expect(() => writeBounds('/dev/null/not-a-folder', saved)).not.toThrow();
  });
});
