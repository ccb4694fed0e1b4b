/**
 * The search language: free words and `field:value` terms, all of which must
 * hold. Commas are "or", a leading minus is "not", quotes keep spaces together:
 * `type:endpoint state:pending,failed account:prod -az:use1-az4 "core vpc"`.
 */
import type { InventoryItem } from './inventory.ts';

/** Fields and what they match, as the search box suggests them. */
export const queryFields = {
  type: 'kind of resource: endpoint, service, vpc, subnet, nat, connection, lb',
  state: 'state as AWS says it: available, pending, rejected',
  account: 'account name or id',
  region: 'Region',
  az: 'AZ ID',
  vpc: 'VPC name or id',
  service: 'service name: s3, ecr.api, a custom service',
  verdict: 'alignment verdict: aligned, single-zone, broken',
  finding: 'rule id: AZ-02',
  severity: 'critical, high, medium, low, info',
} as const;
export type QueryField = keyof typeof queryFields;

export interface QueryTerm {
  /** `null`: free text. */
  readonly field: QueryField | null;
  /** Any of them; lower case. */
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

const termPattern = /(-)?(?:([a-zA-Z]+):)?("[^"]*"|\S+)/g;

/** Reads a query; a field that nobody knows is taken as free text, colon and all. */
export function parseQuery(query: string): QueryTerm[] {
  return [...query.matchAll(termPattern)].flatMap((match): QueryTerm[] => {
    const isNegated = match[1] !== undefined;
    const name = (match[2] ?? '').toLowerCase();
    const raw = (match[3] ?? '').toLowerCase();
    if (name in queryFields) {
      const values = unquoted(raw)
        .split(',')
        .filter((value) => value !== '');
      return values.length === 0 ? [] : [{ field: name as QueryField, values, isNegated }];
    }
    const text = unquoted(name === '' ? raw : `${name}:${raw}`);
    return text === '' ? [] : [{ field: null, values: [text], isNegated }];
  });
}

/** Whether an item satisfies every term. */
export function matchesQuery(terms: readonly QueryTerm[], item: InventoryItem): boolean {
  return terms.every((term) => term.values.some((value) => matchesValue(term.field, value, item)) !== term.isNegated);
}

/** Free words are matched as they are written; a term with a field cannot hold for a thing that has only text. */
export function matchesText(terms: readonly QueryTerm[], text: string): boolean {
  return terms.every((term) => {
    if (term.field !== null) return false;
    return term.values.some((value) => text.includes(value)) !== term.isNegated;
  });
}

const kindsByWord: Readonly<Record<string, string>> = {
  account: 'account',
  endpoint: 'vpc-endpoint',
  service: 'endpoint-service',
  connection: 'endpoint-connection',
  vpc: 'vpc',
  subnet: 'subnet',
  nat: 'nat-gateway',
  lb: 'load-balancer',
  nlb: 'load-balancer',
  gwlb: 'load-balancer',
};

function matchesValue(field: QueryField | null, value: string, item: InventoryItem): boolean {
  const { subject } = item;
  switch (field) {
    case null:
      return item.haystack.includes(value);
    case 'type': {
      const kind = kindsByWord[value];
      return kind === undefined ? item.kind.toLowerCase().includes(value) : subject.kind === kind;
    }
    case 'state':
      return plain(item.state).includes(plain(value));
    case 'account':
      return subject.accountId.includes(value.replace(/\s/g, '')) || lower(item.accountName).includes(value);
    case 'region':
      return subject.region.includes(value);
    case 'az':
      return item.zones.some((zone) => zone.includes(value));
    case 'vpc':
      return lower(item.vpcName).includes(value) || lower(item.vpcId).includes(value);
    case 'service':
      return lower(item.service).includes(value);
    case 'verdict':
      return item.verdict === value || plain(item.verdict).startsWith(plain(value));
    case 'finding':
      return item.rules.some((rule) => rule.toLowerCase().startsWith(value));
    case 'severity':
      return item.severity === value;
  }
}

function lower(text: string | null): string {
  return (text ?? '').toLowerCase();
}

/** Without case and separators, so that `pending` finds `PendingAcceptance`. */
function plain(text: string | null): string {
  return lower(text).replace(/[^a-z0-9]/g, '');
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}
