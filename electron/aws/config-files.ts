/** The two files AWS's tools share, found and read as they do it. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { IgnoredLine, ProfileFile } from '#electron/discovery/profile-list.ts';
import { type IniFile, parseIni, type Section } from './ini.ts';

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
  const config = readIni(env['AWS_CONFIG_FILE'] ?? join(home, '.aws', 'config'), home, 'config');
  const credentials = readIni(env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials'), home, 'credentials');
  const profiles = new Map<string, ProfileData>();
  for (const { file, sections } of [config, credentials]) {
    for (const section of sections) {
      if (section.kind === 'profile') profiles.set(section.name, merged(profiles.get(section.name), section, file.path));
    }
  }
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
  const windows = env['HOMEPATH'] === undefined ? undefined : `${env['HOMEDRIVE'] ?? `C:${sep}`}${env['HOMEPATH']}`;
  return env['HOME'] ?? env['USERPROFILE'] ?? windows ?? homedir();
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
  const text = readText(absolute);
  if (typeof text !== 'string') return { file: { path: shown, ...text }, sections: [], ignored: [] };
  const { sections, ignored } = parseIni(text, kind);
  const message = text.trim() === '' ? 'The file is empty.' : null;
  return { file: { path: shown, status: 'read', message }, sections, ignored: ignored.map((line) => ({ file: shown, ...line })) };
}

function readText(path: string): string | Pick<ProfileFile, 'status' | 'message'> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'absent', message: null };
    return { status: 'unreadable', message: whyUnreadable(code) };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return text;
    return { status: 'unreadable', message: `Not a text file, line ${lineOf(text)}.` };
  } catch {
    const line = lineOf(bytes.toString('utf8'));
    return { status: 'unreadable', message: `Not UTF-8, line ${line}. Save the file as UTF-8.` };
  }
}

/** The line of the first character that is no text. */
function lineOf(text: string): number {
  const at = text.search(/[\0\uFFFD]/);
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

function whyUnreadable(code: string): string {
  if (code === 'EISDIR') return 'It is a folder, not a file.';
  if (code === 'EACCES' || code === 'EPERM') return 'This user may not read it; check its permissions.';
  return `It could not be read (${code}).`;
}
