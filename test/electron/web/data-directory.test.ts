import { expect, it } from 'vitest';
import { dataDirectory } from '#electron/web/data-directory.ts';

it.each([
  ['linux', {}, '/home/ann/.config/linkscape'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/linkscape'],
  // The XDG specification says to pass over relative paths.
  ['linux', { XDG_CONFIG_HOME: 'cfg' }, '/home/ann/.config/linkscape'],
  ['darwin', {}, '/home/ann/Library/Application Support/linkscape'],
  ['linux', { LINKSCAPE_DATA: '/data' }, '/data'],
] as const)('on %s with %o it is %s', (platform, env, expected) => {
  expect(dataDirectory(platform, env, '/home/ann')).toBe(expected);
});
