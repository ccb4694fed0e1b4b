/**
 * A lenient reader of AWS's configuration files. The SDK's own reader gives up
 * the whole file for one bad line and drops odd names without a word; this one
 * keeps what is good and says of every line it leaves out why.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
import type { IgnoredLine } from '#electron/discovery/profile-list.ts';
import { brief } from './without-secrets.ts';

export type SectionKind = 'profile' | 'sso-session' | 'services';

/** One section; sections of the same name in one file are one. */
export interface Section {
  readonly kind: SectionKind;
  readonly name: string;
  readonly line: number;
  readonly values: Map<string, string>;
}

export interface ParsedIni {
  readonly sections: readonly Section[];
  readonly ignored: readonly Omit<IgnoredLine, 'file'>[];
}

/** Which of the two files it is: they write profile names differently. */
export type IniFile = 'config' | 'credentials';

interface Header {
  readonly kind: SectionKind;
  readonly name: string;
}

/** Names that break programs that keep profiles in plain objects; the SDK drops the whole file for the first. */
const unusableNames: ReadonlySet<string> = new Set(['__proto__']);

/** Longer names cannot be asked for anywhere. */
const longestName = 256;

/** Reads the text of a file. Never throws. */
export function parseIni(text: string, file: IniFile): ParsedIni {
  const sections = new Map<string, Section>();
  const ignored = ignoredLines();
  let current: Section | null = null;
  let isSkipping = false;
  let isNested = false;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const content = (raw.split(/(?:^|\s)[;#]/, 1)[0] ?? '').trim();
    if (content === '') continue;
    if (content.startsWith('[')) {
      const header = parseHeader(content, file);
      current = typeof header === 'object' && header !== null ? openSection(sections, header, line) : null;
      isSkipping = current === null;
      isNested = false;
      if (typeof header === 'string') ignored.add({ line, text: shortened(content), why: header });
      continue;
    }
    if (isSkipping || (isNested && /^\s/.test(raw))) continue;
    const why = current === null ? 'it stands before the first [section]' : refusal(content);
    if (why !== null || current === null) {
      ignored.add({ line, text: hidden(content), why: why ?? '' });
      continue;
    }
    const equals = content.indexOf('=');
    const value = content.slice(equals + 1).trim();
    isNested = value === '';
    if (!isNested) current.values.set(content.slice(0, equals).trim().toLowerCase(), value);
  }
  return { sections: [...sections.values()], ignored: ignored.list };
}

/** More would bury what matters, and a file that is no configuration has one in every line. */
const mostIgnored = 200;

function ignoredLines(): { readonly list: Omit<IgnoredLine, 'file'>[]; readonly add: (line: Omit<IgnoredLine, 'file'>) => void } {
  const list: Omit<IgnoredLine, 'file'>[] = [];
  const add = (entry: Omit<IgnoredLine, 'file'>): void => {
    if (list.length < mostIgnored) list.push(entry);
    else if (list.length === mostIgnored) list.push({ line: entry.line, text: '…', why: 'from here on further lines were ignored too' });
  };
  return { list, add };
}

/** Headers are shown as they stand, but for secrets and not without end. */
function shortened(text: string): string {
  return brief(text, 120);
}

function openSection(sections: Map<string, Section>, header: Header, line: number): Section {
  const key = `${header.kind} ${header.name}`;
  const known = sections.get(key) ?? { ...header, line, values: new Map<string, string>() };
  sections.set(key, known);
  return known;
}

/** Sections of the AWS CLI's own that have nothing to do with profiles. */
const otherSections: ReadonlySet<string> = new Set(['plugins', 'preview']);

/** What a `[…]` line opens, why it is ignored, or `null` where it is rightly none of ours. */
function parseHeader(content: string, file: IniFile): Header | string | null {
  if (!content.endsWith(']')) return 'the section header has no closing ]';
  const header = content.slice(1, -1).trim();
  const [, word = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(header) ?? [];
  const name = unquoted(rest.trim());
  if (file === 'credentials') {
    if (word === 'profile') return `in the credentials file write [${shortened(name)}], without "profile"`;
    if (word === 'sso-session' || word === 'services') return `[${word} …] belongs into the config file`;
    return named('profile', unquoted(header));
  }
  if (otherSections.has(header)) return null;
  if (['profile', 'sso-session', 'services'].includes(header)) return 'the section has no name';
  if (unquoted(header) === 'default') return named('profile', 'default');
  if (word === 'profile' || word === 'sso-session' || word === 'services') return named(word, name);
  return `in the config file write [profile ${shortened(header)}]`;
}

function named(kind: SectionKind, name: string): Header | string {
  if (name === '') return 'the section has no name';
  if (name.length > longestName) return `its name has ${name.length} characters; AWS's tools and this one take ${longestName}`;
  if (unusableNames.has(name)) return `a profile cannot be named ${name}; rename it`;
  return { kind, name };
}

function unquoted(name: string): string {
  return /^"(.*)"$/.exec(name)?.[1] ?? /^'(.*)'$/.exec(name)?.[1] ?? name;
}

function refusal(content: string): string | null {
  const equals = content.indexOf('=');
  if (equals < 0) return 'it has no "=" and is no [section]';
  return equals === 0 ? 'nothing stands before the "="' : null;
}

/** An ignored line may be a secret on its own; only a key is shown, and only where it looks like one. */
function hidden(content: string): string {
  const key = /^([a-z_]{1,40})\s*=/.exec(content)?.[1];
  return key === undefined ? '…' : `${key} = …`;
}
