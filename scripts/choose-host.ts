/** Which of the two hosts `npm start` starts. */

/** What the choice rests on. */
export interface HostFacts {
  readonly args: readonly string[];
  /** `LINKSCAPE_HOST`; empty where it is not set. */
  readonly wanted: string;
  readonly platform: NodeJS.Platform;
  readonly hasDisplay: boolean;
  readonly isRoot: boolean;
  /** The Electron program is on this disk. */
  readonly electronPresent: boolean;
  readonly isTerminal: boolean;
  readonly isCi: boolean;
}

/** `fetch`: Electron, once it has been downloaded. */
export interface HostChoice {
  readonly host: 'electron' | 'loopback' | 'fetch';
  /** Completes the sentence "… because …". */
  readonly because: string;
}

/** The first rule that fits decides. */
export function chooseHost(facts: HostFacts): HostChoice {
  const asked = askedFor(facts);
  if (asked !== null) return asked;
  if (facts.platform === 'linux' && !facts.hasDisplay) return { host: 'loopback', because: 'this machine has no display' };
  if (facts.isRoot) return { host: 'loopback', because: 'Electron does not run as root' };
  if (facts.electronPresent) return { host: 'electron', because: 'Electron is installed' };
  if (facts.isTerminal && !facts.isCi) return { host: 'fetch', because: 'Electron is not installed yet' };
  return { host: 'loopback', because: 'Electron is not installed' };
}

function askedFor(facts: HostFacts): HostChoice | null {
  if (facts.args.includes('--browser')) return { host: 'loopback', because: '--browser was given' };
  if (facts.wanted === '') return null;
  const because = `LINKSCAPE_HOST is ${facts.wanted}`;
  if (facts.wanted !== 'electron') return { host: 'loopback', because };
  return { host: facts.electronPresent ? 'electron' : 'fetch', because };
}
