/**
 * Answers inside a JSON value: bare as the AWS CLI prints them, with the
 * command that gave them, wrapped by recorders with a status code, as examples
 * of a manual, or below keys that name account, Region or call.
 */
import { unknownAccount, unknownRegion, type AccountId, type Partition, type Region } from '#shared/base/ids.ts';
import { recordKey, type CollectionName, type RecordOf } from '#shared/model/collections.ts';
import { type Operation, readAnswer } from '#shared/model/operation.ts';
import { inner, isWire, text, type Wire } from '#shared/model/wire.ts';
import type { Answer, FailedCall, Found, Origin } from './answer.ts';
import { statusOfCode } from './call-error.ts';
import { type Command, isNarrowed, kebab, operationOfFileName, parseCommand } from './operation-name.ts';
import { isRegionName } from './places.ts';
import { recognise, type Recognised } from './recognise.ts';
import { callName, subjectField, subjectOf, withSubject } from './subject.ts';

/** What is known around a value. */
interface Surroundings {
  readonly origin: Origin;
  /** The operation that the file name tells. */
  readonly hint: Operation | null;
  readonly command: Command | null;
  readonly isExample: boolean;
}

/** What a value holds; empty where nothing in it is recognised. */
export function foundInValue(value: unknown, around: Surroundings): Found[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => (isWire(item) ? foundInValue(item, around) : []));
  if (!isWire(value)) return [];
  const examples = value['examples'];
  if (Array.isArray(examples)) {
    return examples.flatMap((example: unknown) => (isWire(example) ? foundInRecorded(example, { ...around, isExample: true }) : []));
  }
  if ('command' in value && 'output' in value) return foundInRecorded(value, around);
  if ('status_code' in value && isWire(value['data'])) return foundInBoto(withDates(value['data']), around);
  if (isWire(value['Error']) && text(inner(value, 'Error'), 'Code') !== null) return foundInBoto(value, around);
  return foundInAnswer(value, around, 0);
}

function foundInRecorded(value: Wire, around: Surroundings): Found[] {
  const command = parseCommand(text(value, 'command') ?? '');
  return foundInValue(value['output'], { ...around, command, hint: command.operation ?? around.hint });
}

/** An answer as boto returns it: an error is an answer with `Error`. */
function foundInBoto(data: Wire, around: Surroundings): Found[] {
  const error = inner(data, 'Error');
  const code = text(error, 'Code');
  if (code === null) return foundInAnswer(data, around, 0);
  if (around.hint === null) return [];
  const message = text(error, 'Message') ?? code;
  const call = subjectOf(around.hint, data, around.command, around.origin.file) ?? around.origin.file;
  return [{ kind: 'failed', origin: around.origin, operation: around.hint, status: statusOfCode(code), code, message, call }];
}

/** How many keys (account, Region, call) an answer may stand below. */
const maximumKeys = 5;

function foundInAnswer(value: Wire, around: Surroundings, keys: number): Found[] {
  const identity = identityIn(value, around);
  if (identity !== null) return [identity];
  const found = recognise(value, around.hint).flatMap((recognised) => attributed(recognised, around, keys > 0));
  if (found.length > 0 || keys === maximumKeys) return found;
  return Object.entries(value).flatMap(([key, below]) => (isWire(below) ? foundInAnswer(below, belowKey(around, key), keys + 1) : []));
}

function belowKey(around: Surroundings, key: string): Surroundings {
  const { origin } = around;
  const folder = `${origin.folder}/${key}`;
  const hint = operationOfFileName(kebab(key)) ?? around.hint;
  return { ...around, hint, origin: { file: `${origin.file} at ${key}`, folder, names: [...origin.names, key] } };
}

function identityIn(value: Wire, around: Surroundings): Found | null {
  const account = text<AccountId>(value, 'Account');
  if (account === null || !/^\d{12}$/.test(account) || text(value, 'UserId') === null || text(value, 'Arn') === null) return null;
  if (around.isExample)
    return { kind: 'notice', origin: around.origin, reason: 'not-recognised', text: 'the identity of an example: not used' };
  return { kind: 'identity', origin: around.origin, accountId: account };
}

function attributed(recognised: Recognised, around: Surroundings, isNested: boolean): Found[] {
  const { operation, wire } = recognised;
  const { origin, command } = around;
  const subject = subjectOf(operation, wire, command, origin.file);
  const named = withSubject(operation, wire, subject, command);
  const readable = readability(operation, named);
  if (readable.placeholder !== null) {
    const why = `its ids are placeholders (${readable.placeholder}), so its resources cannot be told apart`;
    return [{ kind: 'notice', origin, reason: 'not-recognised', text: why }];
  }
  if (readable.state !== 'some' && isNested) return [];
  if (readable.state === 'none') return unreadable(operation, around, subject);
  const region = command?.options.get('region') ?? '';
  const narrowed = command !== null && isNarrowed(command) ? 'the command asked for a part only' : recognised.narrowed;
  const answer: Answer = {
    kind: 'answer',
    origin,
    operation,
    wire: named,
    call: callName(operation, named, subject, origin.file),
    hasNext: hasNext(wire),
    narrowed,
    commandRegion: isRegionName(region) ? (region as Region) : null,
    isExample: around.isExample,
  };
  return [answer];
}

/** Entries without the id that makes them one: of another API, or of a call per resource that does not say which. */
function unreadable(operation: Operation, around: Surroundings, subject: string | null): FailedCall[] {
  const field = subjectField(operation);
  const isAboutUnknown = field !== null && subject === null;
  if (!isAboutUnknown && around.hint?.operation !== operation.operation) return [];
  const message = isAboutUnknown
    ? `${around.origin.file} does not say which ${field} it is about`
    : `${around.origin.file}: no entry has an id`;
  return [{ kind: 'failed', origin: around.origin, operation, status: 'malformed', code: null, message, call: around.origin.file }];
}

interface Readability {
  readonly state: 'some' | 'none' | 'empty';
  readonly placeholder: string | null;
}

/** Whether the answer gives records. A list that is no list counts as empty here: the ledger will call it malformed. */
function readability(operation: Operation, wire: Wire): Readability {
  const read = readAnswer(operation, wire, { accountId: unknownAccount, region: unknownRegion, partition: 'aws' as Partition });
  if (read.kind === 'problem' || read.value.items + read.value.unreadable === 0) return { state: 'empty', placeholder: null };
  const records = read.value.parts[operation.collection] ?? [];
  const keys = records.slice(0, 100).map((record) => recordKey(operation.collection, record as RecordOf<CollectionName> as never));
  const placeholder = keys.map((key) => /<[\w-]+(:\d+)?>/.exec(key)?.[0]).find((match) => match !== undefined);
  return { state: records.length === 0 ? 'none' : 'some', placeholder: placeholder ?? null };
}

function hasNext(wire: Wire): boolean {
  return (
    text(wire, 'NextToken') !== null ||
    text(wire, 'NextMarker') !== null ||
    wire['IsTruncated'] === true ||
    wire['AdditionalRoutesAvailable'] === true
  );
}

/** Recordings of botocore write times as `{__class__: "datetime", year, …}`. */
function withDates(value: Wire): Wire {
  return revived(value) as Wire;
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (!isWire(value)) return value;
  if (value['__class__'] === 'datetime') return isoTime(value);
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, revived(inside)]));
}

function isoTime(value: Wire): string {
  const part = (name: string, width: number): string => String(Number(value[name] ?? 0)).padStart(width, '0');
  return `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}T${part('hour', 2)}:${part('minute', 2)}:${part('second', 2)}Z`;
}
