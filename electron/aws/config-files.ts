/** The two files AWS's tools share, found and read as they do it. */
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { Region } from '#shared/base/ids.ts';
import type { IgnoredLine, ProfileFile } from '#electron/discovery/profile-list.ts';
import { readConfigText } from './config-text.ts';
import { type IniFile, parseIni, type Section } from './ini.ts';
import { withoutSecrets } from './without-secrets.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One profile with the values of both files; those of the credentials file win, key by key, as in the SDK. */
export interface ProfileData {
  readonly name: string;
  /** Where it stands, shortened with `~`; both where it is in both. */
  readonly file: string;
  readonly values: ReadonlyMap<string, string>;
}

export interface AwsConfig {
  readonly profiles: ReadonlyMap<string, ProfileData>;
  readonly ssoSessions: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly files: readonly ProfileFile[];
  readonly ignored: readonly IgnoredLine[];
}

/** Reads the configuration of an environment. Resolves nothing, runs nothing, never throws. */
export function readAwsConfig(env: Environment): AwsConfig {
  const home = homeOf(env);
  const config = readIni(set(env, 'AWS_CONFIG_FILE') ?? join(home, '.aws', 'config'), home, 'config');
  const credentials = readIni(set(env, 'AWS_SHARED_CREDENTIALS_FILE') ?? join(home, '.aws', 'credentials'), home, 'credentials');
  const profiles = new Map<string, ProfileData>();
  for (const { file, sections } of [config, credentials]) {
    for (const section of sections) {
      if (section.kind === 'profile') profiles.set(section.name, merged(profiles.get(section.name), section, file.path));
    }
  }
  const own = environmentProfile(env);
  if (own !== null && !profiles.has(own.name)) profiles.set(own.name, own);
  const sessions = config.sections.filter((section) => section.kind === 'sso-session');
  return {
    profiles,
    ssoSessions: new Map(sessions.map((section) => [section.name, section.values])),
    files: [config.file, credentials.file],
    ignored: [...config.ignored, ...credentials.ignored],
  };
}

/** The home folder as AWS's tools find it. */
export function homeOf(env: Environment): string {
  const path = set(env, 'HOMEPATH');
  const windows = path === undefined ? undefined : `${set(env, 'HOMEDRIVE') ?? `C:${sep}`}${path}`;
  return set(env, 'HOME') ?? set(env, 'USERPROFILE') ?? windows ?? homedir();
}

/** A variable of the environment. One that is set to nothing counts as not set, as in the SDK. */
export function set(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

/** The name under which the keys of the environment are offered. */
export const environmentName = 'environment';

/** Keys that the shell or a CI system hands on, as a profile of their own; no other profile uses them unasked. */
function environmentProfile(env: Environment): ProfileData | null {
  const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
  const values = variables.flatMap((name) => {
    const value = set(env, name)?.trim();
    return value === undefined ? [] : [[name.toLowerCase(), value] as const];
  });
  const hasKeys = set(env, 'AWS_ACCESS_KEY_ID') !== undefined && set(env, 'AWS_SECRET_ACCESS_KEY') !== undefined;
  if (!hasKeys) return null;
  return { name: environmentName, file: 'environment variables', values: new Map([...values, ...regionValue(env)]) };
}

function regionValue(env: Environment): [string, string][] {
  const region = environmentRegion(env);
  return region === undefined ? [] : [['region', region]];
}

/** The Region a profile names, as it stands there, else that of the environment. */
export function regionOf({ values }: ProfileData, env: Environment): Region | null {
  const named = values.get('region');
  return (named === undefined ? (environmentRegion(env) ?? null) : withoutSecrets(named)) as Region | null;
}

/** The Region the environment names for profiles without one. */
export function environmentRegion(env: Environment): string | undefined {
  return set(env, 'AWS_REGION') ?? set(env, 'AWS_DEFAULT_REGION');
}

function merged(known: ProfileData | undefined, section: Section, path: string): ProfileData {
  if (known === undefined) return { name: section.name, file: path, values: section.values };
  return { name: section.name, file: `${known.file}, ${path}`, values: new Map([...known.values, ...section.values]) };
}

interface ReadIni {
  readonly file: ProfileFile;
  readonly sections: readonly Section[];
  readonly ignored: readonly IgnoredLine[];
}

function readIni(path: string, home: string, kind: IniFile): ReadIni {
  const absolute = path.startsWith('~/') ? join(home, path.slice(2)) : path;
  const shown = absolute.startsWith(home + sep) ? `~${absolute.slice(home.length)}` : absolute;
  const text = readConfigText(absolute);
  if (typeof text !== 'string') return { file: { path: shown, ...text }, sections: [], ignored: [] };
  const { sections, ignored } = parseIni(text, kind);
  const message = text.trim() === '' ? 'The file is empty.' : null;
  return { file: { path: shown, status: 'read', message }, sections, ignored: ignored.map((line) => ({ file: shown, ...line })) };
}
