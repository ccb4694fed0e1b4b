import { expect, it } from 'vitest';
import { programVersion, rendererFolder } from '#electron/web/program-files.ts';

it('finds the project from the folder of its own source', () => {
  expect(programVersion()).toMatch(/^\d+\.\d+\.\d+$/);
  expect(rendererFolder).toMatch(/out[/\\]renderer$/);
});
