/** What can follow what was typed in the search box: fields, then values that occur. */
import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { type QueryField, queryFields } from '#shared/diagram/query.ts';
import { compareText, nameKey } from '#shared/base/sort.ts';

export interface Suggestion {
  /** The whole query with the suggestion taken. */
  readonly query: string;
  /** What is added, as it is typed: `state:pendingacceptance`. */
  readonly text: string;
  /** What the field means, or how many things have the value. */
  readonly hint: string;
}

/** How many are offered at once. */
const most = 8;

/** Suggestions for the word at the end of the query; none while it is finished by a space and nothing follows. */
export function suggestionsFor(query: string, items: readonly InventoryItem[]): readonly Suggestion[] {
  const match = /^(.*?)(-?)([^\s"]*)$/s.exec(query);
  const [, before = '', minus = '', word = ''] = match ?? [];
  if (word === '') return [];
  const colon = word.indexOf(':');
  if (colon < 0) return fieldSuggestions(before + minus, word);
  const field = word.slice(0, colon).toLowerCase();
  if (!isField(field)) return [];
  const values = word.slice(colon + 1).split(',');
  const typed = (values.at(-1) ?? '').toLowerCase();
  const earlier = [...values.slice(0, -1), ''].join(',');
  return valueCounts(field, items)
    .filter(({ value }) => value.startsWith(typed) && value !== typed)
    .slice(0, most)
    .map(({ value, count }) => {
      const text = `${minus}${field}:${earlier}${value}`;
      return { query: `${before}${text} `, text, hint: count.toLocaleString('en-US') };
    });
}

function fieldSuggestions(before: string, word: string): Suggestion[] {
  return Object.entries(queryFields)
    .filter(([field]) => field.startsWith(word.toLowerCase()))
    .map(([field, meaning]) => ({ query: `${before}${field}:`, text: `${field}:`, hint: meaning }));
}

function isField(text: string): text is QueryField {
  return text in queryFields;
}

interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** The values of a field that occur, most frequent first; a value with a space cannot be typed without quotes and is left out. */
function valueCounts(field: QueryField, items: readonly InventoryItem[]): ValueCount[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const value of new Set(valuesOf(field, item))) {
      const plain = value.toLowerCase();
      if (plain !== '' && !/[\s",]/.test(plain)) counts.set(plain, (counts.get(plain) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareText(nameKey(a.value), nameKey(b.value)));
}

const typeWords: Readonly<Record<string, string>> = {
  'vpc-endpoint': 'endpoint',
  'endpoint-service': 'service',
  'endpoint-connection': 'connection',
  vpc: 'vpc',
  subnet: 'subnet',
  'nat-gateway': 'nat',
  'load-balancer': 'lb',
  account: 'account',
};

function valuesOf(field: QueryField, item: InventoryItem): readonly string[] {
  switch (field) {
    case 'type':
      return [typeWords[item.subject.kind] ?? ''];
    case 'state':
      return [item.state ?? ''];
    case 'account':
      return [item.accountName ?? item.subject.accountId];
    case 'region':
      return [item.subject.region];
    case 'az':
      return item.zones;
    case 'vpc':
      return [item.vpcName ?? item.vpcId ?? ''];
    case 'service':
      return [item.service ?? ''];
    case 'verdict':
      return [item.verdict ?? ''];
    case 'finding':
      return item.rules;
    case 'severity':
      return [item.severity ?? ''];
  }
}
