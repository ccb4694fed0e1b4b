import { expect, it } from 'vitest';
import { browserCommand } from '#electron/loopback/open-browser.ts';

const url = 'http://127.0.0.1:1/launch?token=a&b';

it.each([
  ['darwin', {}, { program: 'open', args: [url] }],
  ['win32', {}, { program: 'rundll32', args: ['url.dll,FileProtocolHandler', url] }],
  ['linux', { DISPLAY: ':0' }, { program: 'xdg-open', args: [url] }],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, { program: 'xdg-open', args: [url] }],
  ['linux', { DISPLAY: '' }, null],
] as const)('on %s with %o', (platform, env, command) => {
  expect(browserCommand(url, platform, env)).toEqual(command);
});
