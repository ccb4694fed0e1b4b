/** A world as its AWS answers: what each account and Region would print, kept loose so that a plant can change any field. */
import { operationNamed } from '#shared/model/operation.ts';

/** One object of an answer, with AWS's own field names. */
export type Wire = Record<string, unknown>;

/** An account's view of a Region, and how the account names the zones there. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** Zone letter -> AZ ID. */
  readonly zones: Readonly<Record<string, string>>;
}

/** A call per resource: what it was about, and what came back. */
export interface Call {
  readonly place: Place;
  readonly operation: string;
  readonly subject: string;
  readonly command: string;
  readonly answer: Wire;
}

export interface World {
  readonly places: Place[];
  /** Entries of a list, by `account/region` and operation. */
  readonly lists: Map<string, Map<string, Wire[]>>;
  calls: Call[];
}

export function newWorld(places: readonly Place[]): World {
  return { places: [...places], lists: new Map(places.map((place) => [nameOf(place), new Map<string, Wire[]>()])), calls: [] };
}

export function nameOf(place: Place): string {
  return `${place.account}/${place.region}`;
}

/** An id as AWS makes them: seventeen hexadecimal digits, here from a name. */
export function id(prefix: string, name: string): string {
  let high = 0x811c9dc5;
  let low = 0x1000193;
  for (const letter of name) {
    high = Math.imul(high ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    low = Math.imul(low + letter.charCodeAt(0), 0x85ebca6b) >>> 0;
  }
  return `${prefix}-0${high.toString(16).padStart(8, '0')}${low.toString(16).padStart(8, '0')}`;
}

export function listOf(world: World, place: Place, operation: string): Wire[] {
  const lists = world.lists.get(nameOf(place));
  if (lists === undefined) throw new Error(`no such place: ${nameOf(place)}`);
  const found = lists.get(operation) ?? [];
  lists.set(operation, found);
  return found;
}

export function add(world: World, place: Place, operation: string, ...entries: Wire[]): void {
  if (operationNamed(operation).member === null) throw new Error(`${operation} has no list`);
  listOf(world, place, operation).push(...entries);
}

export function addCall(world: World, place: Place, operation: string, subject: string, command: string, answer: Wire): void {
  world.calls = world.calls.filter(
    (call) => call.operation !== operation || call.subject !== subject || nameOf(call.place) !== nameOf(place),
  );
  world.calls.push({ place, operation, subject, command, answer });
}

/** Every entry of an operation, wherever it was read, whose fields have these values. */
export function entries(world: World, operation: string, wanted: Wire): Wire[] {
  const all = [...world.lists.values()].flatMap((lists) => lists.get(operation) ?? []);
  const found = all.filter((entry) => Object.entries(wanted).every(([key, value]) => entry[key] === value));
  if (found.length === 0) throw new Error(`nothing in ${operation} is ${JSON.stringify(wanted)}`);
  return found;
}

/** Changes fields wherever the thing was read. `undefined` takes a field away. */
export function change(world: World, operation: string, wanted: Wire, fields: Wire): void {
  for (const entry of entries(world, operation, wanted)) {
    for (const [key, value] of Object.entries(fields)) {
      if (value === undefined) delete entry[key];
      else entry[key] = structuredClone(value);
    }
  }
}

/** Takes entries away. */
export function drop(world: World, operation: string, wanted: Wire): void {
  const gone = new Set(entries(world, operation, wanted));
  for (const lists of world.lists.values()) {
    const list = lists.get(operation);
    if (list !== undefined)
      lists.set(
        operation,
        list.filter((entry) => !gone.has(entry)),
      );
  }
}

/** Changes the answer of one call per resource. */
export function changeCall(world: World, operation: string, subject: string, changed: (answer: Wire) => Wire): void {
  let count = 0;
  world.calls = world.calls.map((call) => {
    if (call.operation !== operation || !call.subject.startsWith(subject)) return call;
    count += 1;
    return { ...call, answer: changed(call.answer) };
  });
  if (count === 0) throw new Error(`no call of ${operation} about ${subject}`);
}
