/** Pages and their tokens, alike for every service of the fake. */
import type { CollectionName, RecordOf } from '#shared/model/collections.ts';
import type { FakeRequest } from './request.ts';

/** What the paging faults change about an answer: entries twice, or none, or the last of the page before once more, and another token. */
export interface PageChange {
  readonly entries?: 'twice' | 'none' | 'moved';
  readonly token?: string;
}

export interface Page {
  readonly records: readonly RecordOf<CollectionName>[];
  readonly token: string | null;
  /** The last entry of the page before. */
  readonly before: readonly RecordOf<CollectionName>[];
}

/** The page a token names; `null` where the token is not one of ours for this call. */
export function pageOf(request: FakeRequest, records: readonly RecordOf<CollectionName>[], most: number): Page | null {
  const token = request.parameters.get('NextToken') ?? request.parameters.get('Marker');
  const start = token === undefined ? 0 : tokenOffset(token, request.action);
  if (start === null || start > records.length) return null;
  const asked = Number(request.parameters.get('MaxResults') ?? request.parameters.get('PageSize') ?? most);
  const end = start + Math.min(asked, most);
  return {
    records: records.slice(start, end),
    token: end < records.length ? tokenOf(request.action, end) : null,
    before: records.slice(Math.max(0, start - 1), start),
  };
}

/** The page as a paging fault changes it. */
export function changedPage(page: Page, change: PageChange): Pick<Page, 'records' | 'token'> {
  return { records: changedRecords(page, change.entries ?? 'as they are'), token: change.token ?? page.token };
}

function changedRecords({ records, before }: Page, entries: NonNullable<PageChange['entries']> | 'as they are'): Page['records'] {
  switch (entries) {
    case 'none':
      return [];
    case 'twice':
      return records.flatMap((record) => [record, record]);
    case 'moved':
      return [...before, ...records];
    case 'as they are':
      return records;
  }
}

/** An opaque token; the part behind `#`, if any, is noise that the paging faults add. */
export function tokenOf(action: string, offset: number, noise = ''): string {
  return Buffer.from(`${action}@${offset}#${noise}`).toString('base64url');
}

/** Where the page of a token begins, `null` where it belongs to another action. */
export function tokenOffset(token: string, action: string): number | null {
  const found = /^([A-Za-z0-9]+)@(\d+)#/.exec(Buffer.from(token, 'base64url').toString());
  return found?.[1] === action ? Number(found[2]) : null;
}
