/** One file of an import as the answers, failed calls and notices it holds. Never throws. */
import { isDeeperThan, maximumJsonDepth } from '#shared/base/json-depth.ts';
import { type Operation, operations } from '#shared/model/operation.ts';
import { inner, isWire, wires } from '#shared/model/wire.ts';
import type { Found, FailedCall, ImportFile, Notice, Origin } from './answer.ts';
import { type CallError, cliErrorIn, statusOfCode, unknownError } from './call-error.ts';
import { decodeText } from './decode-text.ts';
import { foreignJson, foreignText, isGzip } from './foreign.ts';
import { jsonValues } from './json-values.ts';
import { operationOfFileName } from './operation-name.ts';
import { foundInValue } from './read-value.ts';
import { isEmptyCollected } from './recognise.ts';
import { subjectInName } from './subject.ts';

/** Larger files are refused: no AWS answer comes near it. */
export const maximumFileBytes = 256 * 1024 * 1024;

/** What a file holds; a file that should hold an answer by its name and does not gives a failed call, so that the ledger shows it. */
export function readFile(file: ImportFile): Found[] {
  const origin: Origin = { file: file.name, folder: file.folder, names: [...file.names, baseName(file.name)] };
  // Recorders that call per resource make a folder per operation and name the files by the resource.
  const hint = operationOfFileName(baseName(file.name)) ?? operationOfFileName(baseName(file.folder));
  if (isGzip(file.bytes)) return [notice(origin, 'unsupported', 'compressed; a Linkscape document is opened, not imported')];
  if (file.bytes.length > maximumFileBytes) return broken(origin, hint, 'larger than 256 MB');
  const text = decodeText(file.bytes);
  if (text.trim() === '') return broken(origin, hint, 'empty');
  if (isDeeperThan(text, maximumJsonDepth)) return broken(origin, hint, `nested deeper than ${maximumJsonDepth} levels`);
  const parsed = parseJson(text);
  if (parsed.kind === 'value') return foundInJson(parsed.value, origin, hint);
  return foundInText(text, parsed.message, origin, hint);
}

function foundInJson(value: unknown, origin: Origin, hint: Operation | null): Found[] {
  const foreign = foreignJson(value);
  if (foreign !== null) return [notice(origin, 'unsupported', foreign)];
  const found = foundInValue(value, { origin, hint, command: null, isExample: false });
  if (found.length > 0 || isEmptyCollected(value)) return found;
  if (hint !== null) return broken(origin, hint, `holds no answer of ${hint.operation}`);
  return [notice(origin, 'not-recognised', `not recognised as an answer this version uses${keysOf(value)}`)];
}

function foundInText(text: string, why: string, origin: Origin, hint: Operation | null): Found[] {
  const error = errorIn(text, origin);
  if (error !== null) {
    const operation = (error.operation === null ? undefined : operations.get(error.operation)) ?? hint;
    if (operation === null) return [notice(origin, 'not-recognised', `an error of a call this version does not use: ${error.message}`)];
    const call = subjectInName(operation, origin.file) ?? origin.file;
    const { code, message } = error;
    return [{ kind: 'failed', origin, operation, status: statusOfCode(code), code, message: message || code, call }];
  }
  const foreign = foreignText(text);
  if (foreign !== null) return [notice(origin, 'unsupported', foreign)];
  return broken(origin, hint, `not valid JSON (${why})`);
}

/** What the AWS CLI said where a call failed. In a file that is named for it any text is one. */
function errorIn(text: string, origin: Origin): CallError | null {
  const isNamed = /\.(?:error|err|stderr)$/i.test(origin.file);
  if (/^\s*[[{]/.test(text)) return null;
  return cliErrorIn(text) ?? (isNamed ? unknownError(text) : null);
}

function broken(origin: Origin, hint: Operation | null, why: string): (FailedCall | Notice)[] {
  const told = notice(origin, 'unreadable', why);
  if (hint === null) return [told];
  const message = `${origin.file}: ${why}`;
  return [told, { kind: 'failed', origin, operation: hint, status: 'malformed', code: null, message, call: origin.file }];
}

function notice(origin: Origin, reason: Notice['reason'], text: string): Notice {
  return { kind: 'notice', origin, reason, text };
}

function keysOf(value: unknown): string {
  if (!isWire(value)) return '';
  const example = wires(value, 'examples')[0];
  const shown = 'status_code' in value ? inner(value, 'data') : example === undefined ? value : inner(example, 'output');
  const keys = Object.keys(shown)
    .filter((key) => key !== 'ResponseMetadata')
    .slice(0, 4)
    .map((key) => key.slice(0, 40));
  if (keys.includes('LoadBalancerDescriptions')) return ' (classic load balancers cannot carry PrivateLink)';
  return keys.length === 0 ? '' : ` (it holds ${keys.join(', ')})`;
}

function parseJson(text: string): { kind: 'value'; value: unknown } | { kind: 'error'; message: string } {
  try {
    return { kind: 'value', value: JSON.parse(text) };
  } catch (error) {
    const values = jsonValues(text);
    if (values !== null && values.length > 1) return { kind: 'value', value: values };
    return { kind: 'error', message: error instanceof Error ? error.message.slice(0, 160) : String(error) };
  }
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
