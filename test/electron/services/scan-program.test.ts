import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scanProgramBeside } from '#electron/services/scan.ts';

const places = [
  '/opt/Linkscape/resources/app.asar/out/electron/main.js',
  '/home/ä b#c%20d/Linkscape.app/Contents/Resources/app.asar/out/electron/scan-aB3.js',
];

describe('the program of the scan thread', () => {
  it.each(places)('is found beside %s, also inside an archive', (main) => {
    const folder = main.slice(0, main.lastIndexOf('/'));
    const program = scanProgramBeside(pathToFileURL(main).href, (file) => fileURLToPath(file) === `${folder}/scan-worker.js`);
    expect(program === null ? null : fileURLToPath(program)).toBe(`${folder}/scan-worker.js`);
  });

  it('is the source where nothing is built, and none where there is none', () => {
    const source = new URL('../../../electron/services/scan.ts', import.meta.url).href;
    expect(scanProgramBeside(source, existsSync)?.pathname.endsWith('/electron/services/scan-worker.ts')).toBe(true);
    expect(scanProgramBeside(source, () => false)).toBeNull();
  });
});
