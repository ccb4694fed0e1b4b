/** Differences in words. */
import type { FieldChange, ResourceChange } from '#shared/analysis/changes/change.ts';
import type { Changes } from '#renderer/workers/changes.ts';
import { decimal, decimalText } from '#shared/base/decimal.ts';
import { groupBy } from '#shared/base/sort.ts';
import { type Subject, subjectKinds } from '#shared/model/subject.ts';
import { usd } from '../format.ts';

const kindWords: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  'nat-gateway': 'NAT gateway',
  'vpc-endpoint': 'VPC endpoint',
  'network-acl': 'network ACL',
  vpcDnsAttributes: 'DNS attributes of a VPC',
  allowedPrincipals: 'allowed principal',
};

/** `internetGateways` as `internet gateways`, `route-table` as `route table`. */
export function kindText(kind: string): string {
  return (
    kindWords[kind] ??
    kind
      .replaceAll('-', ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
  );
}

/** A value of a field as people read it: lists by comma, what is nested as JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return 'nothing';
  return value.map((entry: unknown) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join(', ');
}

/** What a record is called: its name, else what of its key tells it apart. */
export function nameText({ kind, name, id }: Pick<ResourceChange, 'kind' | 'name' | 'id'>): string {
  if (name !== null) return name;
  return kind === 'allowedPrincipals' ? id.slice(id.indexOf('/') + 1) : id;
}

/** What a click can select; `null` for records without a page of their own. */
export function subjectOf(change: ResourceChange): Subject | null {
  const kind = subjectKinds.find((each) => each === change.kind);
  return kind === undefined ? null : { kind, id: change.id, accountId: change.accountId, region: change.region };
}

/** One resource with all its changed fields. */
export interface ChangedResource extends ResourceChange {
  readonly fields: readonly FieldChange[];
}

export function changedResources(changes: readonly FieldChange[]): readonly ChangedResource[] {
  return [...groupBy(changes, (change) => `${change.kind}/${change.id}`).values()].flatMap((fields) => {
    const [first] = fields;
    return first === undefined ? [] : [{ ...first, fields }];
  });
}

/** What the known scopes together cost more or less a month; `null` where none is known. */
export function costDelta({ diff }: Changes): string | null {
  const known = diff.cost.flatMap((change) => (change.deltaUsd === null ? [] : [change.deltaUsd]));
  if (known.length === 0) return null;
  return decimalText(known.reduce((sum, delta) => sum.plus(decimal(delta)), decimal('0')));
}

/** `$35.10 a month more`, `$12.00 a month less`. */
export function deltaText(delta: string): string {
  const isLess = delta.startsWith('-');
  return `${usd(isLess ? delta.slice(1) : delta)} a month ${isLess ? 'less' : 'more'}`;
}
