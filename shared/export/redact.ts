/**
 * A snapshot that may be shown to others: account ids, names, addresses, ids of
 * resources, ARNs and DNS names are replaced, each by the same stand-in wherever
 * it occurs, so that the picture, the verdicts and the counts stay what they
 * were. Regions, zones, AWS's own services, times and prices stay: they are
 * everybody's.
 */
import { sortedUnique } from '#shared/base/sort.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { redactAddress } from './redact-address.ts';
import { idMap, replaceIds } from './redact-ids.ts';

/** What stands for what. Keep it where the original is; it turns the redaction back. */
export interface Redaction {
  readonly snapshot: Snapshot;
  readonly key: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  /** Ids of resources. */
  readonly ids: ReadonlyMap<string, string>;
}

/** `key` decides the stand-ins of addresses: whoever shares several files that belong together uses one key, and keeps it. */
export function redactSnapshot(snapshot: Snapshot, key: string): Redaction {
  const accounts = accountMap(snapshot);
  const names = new Map<string, string>();
  const ids = idMap(JSON.stringify(snapshot));
  const book: Book = {
    key,
    ids: (text) => replaceIds(text, ids),
    account: (id) => accounts.get(id) ?? id,
    name: (text) => {
      const known = names.get(text);
      if (known !== undefined) return known;
      const standIn = `name-${names.size + 1}`;
      names.set(text, standIn);
      return standIn;
    },
  };
  const redacted = walk(book, snapshot, '') as Snapshot;
  return { snapshot: redacted, key, accounts: Object.fromEntries(accounts), names: Object.fromEntries(names), ids };
}

/** The same stand-in as in the snapshot, for an id, an ARN, an address or an account; a text that was never in it stays. */
export function standInOf(redaction: Redaction, text: string): string {
  const book: Book = {
    key: redaction.key,
    ids: (value) => replaceIds(value, redaction.ids),
    account: (id) => redaction.accounts[id] ?? id,
    name: (value) => redaction.names[value] ?? value,
  };
  return plain(book, text);
}

interface Book {
  readonly key: string;
  ids(text: string): string;
  account(id: string): string;
  name(text: string): string;
}

const accountPattern = /(?<![0-9a-zA-Z])\d{12}(?![0-9a-zA-Z])/g;

/** Every account id that occurs anywhere, in order, so that the order of records stays. */
function accountMap(snapshot: Snapshot): Map<string, string> {
  const found = sortedUnique(JSON.stringify(snapshot).match(accountPattern) ?? []);
  return new Map(found.map((id, index) => [id, String(100_000_000_001 + index)]));
}

/** Fields that hold a name somebody chose, or free text. */
const nameFields = new Set(
  'name alias title groupName setIdentifier profile profiles serviceNetworkName privateDnsNameTxtName privateDnsNameTxtValue'.split(' '),
);
const domainFields = new Set(
  'zoneDomain recordName privateDnsName privateDnsNames domainName aliasTarget baseEndpointDnsNames dnsName'.split(' '),
);
/** A tag's key may hold a name as well as its value. */
const tagFields: Readonly<Record<string, string>> = { key: 'tagKey', value: 'name' };
const droppedFields = new Set('message endpointUrl failureMessage lastErrorMessage failureReason requestId'.split(' '));

function walk(book: Book, value: unknown, field: string): unknown {
  if (typeof value === 'string') return redactText(book, value, field);
  if (Array.isArray(value)) return value.map((item) => walk(book, item, field));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (droppedFields.has(key))
      return inner === null || inner === undefined
        ? [[key, inner]]
        : key.startsWith('fail') || key.startsWith('last')
          ? [[key, 'redacted']]
          : [];
    return [[key, walk(book, inner, field === 'tags' ? (tagFields[key] ?? key) : key)]];
  });
  return Object.fromEntries(entries);
}

function redactText(book: Book, text: string, field: string): string {
  if (text === '') return text;
  if (nameFields.has(field)) return isPublicName(text) ? book.ids(text) : book.name(text);
  if (field === 'tagKey') return text === 'Name' ? text : book.name(text);
  if (domainFields.has(field)) return domain(book, text);
  if (field === 'policyDocument') return policy(book, text);
  if (field === 'description') return words(book, text);
  if (field === 'prefixListName') return isPublicName(text) ? text : book.name(text);
  if (field === 'values') return redactAddress(text, book.key) ?? domain(book, text);
  return plain(book, text);
}

/** Ids, states, ARNs and addresses. */
function plain(book: Book, text: string): string {
  const address = redactAddress(text, book.key);
  if (address !== null) return address;
  if (text.startsWith('arn:')) return arn(book, text);
  return book.ids(text).replace(accountPattern, (id) => book.account(id));
}

/** Names that AWS gave are everybody's. */
function isPublicName(text: string): boolean {
  return /^(?:cn\.)?com\.amazonaws\./.test(text) || text === 'default' || /^vpce-svc-[0-9a-f]+$/.test(text);
}

function isPublicDomain(text: string): boolean {
  return /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|aws\.dev|api\.aws|amazonaws\.eu|compute\.internal|ec2\.internal|amazonprovideddns)$/i.test(
    text,
  );
}

/** Label by label, so that a name still lies inside its zone. */
function domain(book: Book, text: string): string {
  if (!isPublicDomain(text)) return namedLabels(book, text);
  const own = ownDomain.exec(text);
  if (own !== null) return `${namedLabels(book, own[1] ?? '')}${book.ids(own[2] ?? '')}`;
  return text
    .split('.')
    .map((part) => endpointLabel(book, part))
    .join('.')
    .replace(accountPattern, (id) => book.account(id));
}

/** What stands before these names of AWS was chosen by its owner. */
const ownDomain =
  /^(.*?)(\.(?:[a-z0-9-]+\.)?(?:elb|rds|cache|memorydb|es|aos|redshift|docdb|neptune|kafka|efs|fsx|mq|dax|execute-api|lambda-url|s3|s3-website|s3express|on)\.(?:[a-z0-9-]+\.)*(?:amazonaws|aws|api)\..*)$/i;

function namedLabels(book: Book, text: string): string {
  return text
    .split('.')
    .map((part) => (part === '' || part === '*' ? part : book.name(part)))
    .join('.');
}

/** `vpce-<id>-<suffix>` and, of one zone, `vpce-<id>-<suffix>-<zone>`. */
function endpointLabel(book: Book, label: string): string {
  const parts = /^(vpce-[0-9a-zA-Z]+)-([0-9a-z]{6,})(-.+)?$/.exec(label);
  if (parts === null) return book.ids(label);
  return `${book.ids(parts[1] ?? '')}-${book.name(parts[2] ?? '')}${parts[3] ?? ''}`;
}

/** `arn:partition:service:Region:account:resource`: partition, service, Region and kinds of resource stay, names go. */
function arn(book: Book, text: string): string {
  const [, partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  const resource = rest.join(':').split(/([/:])/);
  const tail = resource.map((part, index) => (index % 2 === 1 ? part : isStructural(part) ? book.ids(part) : book.name(part)));
  return ['arn', partition, service, region, book.account(account), tail.join('')].join(':');
}

const resourceWords = new Set(
  'loadbalancer net gwy app targetgroup listener root role user group vpc-endpoint vpc resourceconfiguration servicenetwork resourcegateway firewall secret key policy organization ou account *'.split(
    ' ',
  ),
);

/** Kinds of resources, AWS's own ids and wildcards. */
function isStructural(part: string): boolean {
  return (
    part === '' ||
    resourceWords.has(part) ||
    /^(?:[a-z]+-)*[0-9a-f]{8,17}$/.test(part) ||
    /^(?:vpc|vpce|eni|nat|i|sg|subnet)-[0-9A-Za-z]{8,}$/.test(part)
  );
}

/** Keeps the words by which AWS says what an interface is for, and ids; everything else in the text is a name. */
function words(book: Book, text: string): string {
  const kept =
    /^(?:ELB|app|net|gwy|VPC|Endpoint|Interface|for|NAT|Gateway|EFS|mount|target|RDSNetworkInterface|ElastiCache|AWS|Lambda|ENI|arn|Attachment|Transit|Network|Load|Balancer|DAX|FSx|Redshift|MSK|OpenSearch|ES|created|by|for|Amazon|EKS|Primary|network|interface|attached|DirectoryService|Route|53|Resolver|Inbound|Outbound)$/;
  return text
    .split(/([\s/:,()]+)/)
    .map((part, index) => {
      if (index % 2 === 1 || part === '' || kept.test(part)) return part;
      return isStructural(part) ? book.ids(part) : plainOrName(book, part);
    })
    .join('');
}

function plainOrName(book: Book, part: string): string {
  const lambda = /^(AWS-Lambda-|ENI-)(.+)$/.exec(part);
  if (lambda !== null) return `${lambda[1]}${book.name(lambda[2] ?? '')}`;
  return redactAddress(part, book.key) ?? book.name(part);
}

/** A policy with the same statements, actions and conditions, other names and accounts. */
function policy(book: Book, text: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return book.name(text);
  }
  return JSON.stringify(policyPart(book, parsed, ''));
}

function policyPart(book: Book, value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => policyPart(book, item, key));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [conditionKey(book, name), policyPart(book, inner, name)]));
  }
  if (typeof value !== 'string') return value;
  const isGrammar =
    ['Version', 'Effect', 'Action', 'NotAction', 'Service'].includes(key) || value === '*' || value === 'true' || value === 'false';
  if (isGrammar) return value;
  const changed = plain(book, value);
  return changed !== value || isStructural(value) ? changed : book.name(value);
}

/** The name of a tag may stand in the key of a condition: `aws:PrincipalTag/team`. */
function conditionKey(book: Book, key: string): string {
  const tag = /^([A-Za-z0-9-]+:[A-Za-z]*Tag\/)(.+)$/.exec(key);
  return tag === null ? key : `${tag[1] ?? ''}${book.name(tag[2] ?? '')}`;
}
