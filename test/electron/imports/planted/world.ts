/**
 * A small world in the words of the AWS CLI: what `aws … --output json` would
 * print for two accounts. Written by hand, field by field, so that it shares
 * nothing with the product's own estates but the names of the operations.
 */
import { operationNamed } from '#shared/model/operation.ts';

export type Item = Readonly<Record<string, unknown>>;

/** The entries of each answer, by `account Region operation`, or with the id that a call per resource was about. */
export type World = Map<string, readonly Item[]>;

export const shop = '111122223333';
export const ledger = '444455556666';
export const stranger = '777788889999';
export const home = 'us-east-1';

/** `idOf('vpc', 'c1')` is `vpc-000000000000000c1`: hexadecimal and 17 long, as AWS has them. */
export function idOf(kind: string, name: string): string {
  return `${kind}-${name.padStart(17, '0')}`;
}

/** Where the answers of an operation stand: the shop's account in us-east-1 unless told. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
  /** What a call per resource was about. */
  readonly of?: string;
}

function keyOf(operation: string, { account = shop, region = home, of = '' }: Place): string {
  return [account, region, operation, of].join(' ').trim();
}

/** Adds entries to an answer; the answer exists from then on, also where there is none to add. */
export function add(world: World, operation: string, items: readonly Item[], place: Place = {}): void {
  const key = keyOf(operation, place);
  world.set(key, [...(world.get(key) ?? []), ...items]);
}

/** Changes the entries of an answer that some field identifies by this id. */
export function change(world: World, operation: string, id: string, fields: Item | ((item: Item) => Item), place: Place = {}): void {
  const key = keyOf(operation, place);
  const items = world.get(key) ?? [];
  if (!items.some((item) => isNamed(item, id))) throw new Error(`${key} has no ${id}`);
  world.set(
    key,
    items.map((item) => (isNamed(item, id) ? { ...item, ...(typeof fields === 'function' ? fields(item) : fields) } : item)),
  );
}

/** Takes entries out of an answer; the answer stays, with what is left. */
export function drop(world: World, operation: string, id: string, place: Place = {}): void {
  const key = keyOf(operation, place);
  const items = world.get(key) ?? [];
  if (!items.some((item) => isNamed(item, id))) throw new Error(`${key} has no ${id}`);
  world.set(
    key,
    items.filter((item) => !isNamed(item, id)),
  );
}

function isNamed(item: Item, id: string): boolean {
  return Object.values(item).some((value) => value === id);
}

/** The files a person would import: one for each call. */
export function filesOf(world: World): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  return [...world].flatMap(([key, items]) => {
    const [account = '', region = '', operation = '', of = ''] = key.split(' ');
    const { member } = operationNamed(operation);
    const verb = operation.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
    const name = `${account}/${region}/${verb}${of === '' ? '' : `.${encodeURIComponent(of)}`}`;
    const answers = member === null ? items : [{ [member]: items }];
    return answers.map((answer, index) => ({
      name: `${name}${index === 0 ? '' : `.${index}`}.json`,
      bytes: new TextEncoder().encode(JSON.stringify(answer, null, 4)),
    }));
  });
}
