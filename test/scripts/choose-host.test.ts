import { expect, it } from 'vitest';
import { chooseHost, type HostFacts } from '../../scripts/choose-host.ts';

const desk: HostFacts = {
  args: [],
  wanted: '',
  platform: 'linux',
  hasDisplay: true,
  isRoot: false,
  electronPresent: true,
  isTerminal: true,
  isCi: false,
};

it.each<[string, Partial<HostFacts>, string, string]>([
  ['a desk', {}, 'electron', 'Electron is installed'],
  ['--browser', { args: ['--browser'] }, 'loopback', '--browser was given'],
  ['--browser before LINKSCAPE_HOST', { args: ['--browser'], wanted: 'electron' }, 'loopback', '--browser was given'],
  ['LINKSCAPE_HOST=loopback', { wanted: 'loopback' }, 'loopback', 'LINKSCAPE_HOST is loopback'],
  ['LINKSCAPE_HOST=electron without a display', { wanted: 'electron', hasDisplay: false }, 'electron', 'LINKSCAPE_HOST is electron'],
  ['LINKSCAPE_HOST=electron without Electron', { wanted: 'electron', electronPresent: false }, 'fetch', 'LINKSCAPE_HOST is electron'],
  ['no display', { hasDisplay: false }, 'loopback', 'this machine has no display'],
  ['macOS needs no DISPLAY', { platform: 'darwin', hasDisplay: false }, 'electron', 'Electron is installed'],
  ['root', { isRoot: true }, 'loopback', 'Electron does not run as root'],
  ['a terminal without Electron', { electronPresent: false }, 'fetch', 'Electron is not installed yet'],
  ['CI without Electron', { electronPresent: false, isCi: true }, 'loopback', 'Electron is not installed'],
  ['no terminal and no Electron', { electronPresent: false, isTerminal: false }, 'loopback', 'Electron is not installed'],
])('%s', (_name, facts, host, because) => {
  expect(chooseHost({ ...desk, ...facts })).toEqual({ host, because });
});
