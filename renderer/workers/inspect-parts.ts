/** Sections that several kinds of resources share. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { AccountId, PrefixListId, Region, SecurityGroupId, VpcId, ZoneId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { Permission } from '#shared/model/security-group.ts';
import type { Subject } from '#shared/model/subject.ts';
import type { Tag } from '#shared/model/wire.ts';
import type { Fact, Section, ZoneLine } from './inspection.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';

/** What an inspection is made from. */
export interface InspectContext {
  readonly topology: Topology;
  readonly alignment: readonly AlignmentRow[];
  readonly findings: readonly Finding[];
}

export function fact(label: string, value: string | null, extra: Omit<Fact, 'label' | 'value'> = {}): Fact {
  return { label, value, ...extra };
}

/** Yes, no, or unknown. */
export function flagText(value: boolean | null): string | null {
  return value === null ? null : value ? 'yes' : 'no';
}

/** `2026-11-21 04:26 UTC`. */
export function timeText(time: string | null): string | null {
  return time === null ? null : time.replace(/T(\d\d:\d\d).*$/, ' $1 UTC');
}

/** `payments-prod · 1111 2222 3333`. */
export function accountText(context: InspectContext, accountId: AccountId): string {
  const name = context.topology.index.snapshot.accounts.find((account) => account.accountId === accountId)?.name ?? null;
  return name === null ? spacedAccount(accountId) : `${name} \u00b7 ${spacedAccount(accountId)}`;
}

export function vpcSubject(context: InspectContext, vpcId: VpcId): Subject | null {
  const vpc = context.topology.vpcNode(vpcId)?.vpc;
  return vpc === undefined ? null : { kind: 'vpc', id: vpc.vpcId, accountId: vpc.accountId, region: vpc.region };
}

export function vpcFact(context: InspectContext, vpcId: VpcId | null): Fact {
  if (vpcId === null) return fact('VPC', null, { why: 'AWS does not tell' });
  const subject = vpcSubject(context, vpcId);
  const name = context.topology.vpcNode(vpcId)?.vpc.name ?? null;
  return fact('VPC', name === null ? vpcId : `${name} \u00b7 ${vpcId}`, subject === null ? {} : { link: subject });
}

/** The partition of an account: ARNs outside the commercial one begin otherwise. */
export function partitionOf(context: InspectContext, accountId: string): string {
  return context.topology.index.snapshot.accounts.find((account) => account.accountId === accountId)?.partition ?? 'aws';
}

/** Where it is: account, Region, VPC. */
export function placeFacts(context: InspectContext, place: { accountId: AccountId; region: Region; vpcId?: VpcId | null }): Fact[] {
  return [
    fact('Account', accountText(context, place.accountId)),
    fact('Region', place.region),
    ...(place.vpcId === undefined ? [] : [vpcFact(context, place.vpcId)]),
  ];
}

/** Findings in which the thing is a subject; nothing where there are none. */
export function findingSections(context: InspectContext, subject: Subject): Section[] {
  const key = subjectKey(subject);
  const own = context.findings.filter((finding) => finding.subjects.some((each) => subjectKey(each) === key));
  return own.length === 0 ? [] : [{ kind: 'findings', title: 'Findings', findings: own }];
}

export function tagSections(tags: readonly Tag[]): Section[] {
  return tags.length === 0 ? [] : [{ kind: 'facts', title: 'Tags', facts: tags.map((tag) => fact(tag.key, tag.value)) }];
}

/** The record as it was read. */
export function rawSections(record: unknown): readonly Section[] {
  return [{ kind: 'code', title: 'As read', text: JSON.stringify(record, null, 2) }];
}

/** The alignment of one endpoint as lines, one per zone that matters to it. */
export function zoneLines(context: InspectContext, row: AlignmentRow): ZoneLine[] {
  const { index } = context.topology;
  const vpc = row.vpcId === null ? undefined : context.topology.vpcNode(row.vpcId);
  return sortedUnique(Object.keys(row.cells) as ZoneId[]).map((zoneId) => {
    const subnets = (vpc?.subnets ?? []).filter((subnet) => subnet.zoneId === zoneId);
    const callers = subnets.reduce((count, subnet) => count + (subnet.callers ?? 0), 0);
    return {
      zoneId,
      zoneName: index.zoneRecord(row.region, zoneId, row.accountId)?.zoneName ?? null,
      cell: row.cells[zoneId] ?? null,
      survives: row.survivesLossOf[zoneId] ?? null,
      notes: [
        ...(row.endpointZones.includes(zoneId) ? ['endpoint network interface'] : []),
        ...(row.serviceZones?.includes(zoneId) === true ? ['service'] : []),
        ...(row.targetZones?.includes(zoneId) === true ? ['healthy targets'] : []),
        ...(callers > 0 ? [`${String(callers)} callers`] : []),
      ],
    };
  });
}

/** Rules of security groups as a table; a group that was not read is said so. */
export function securitySections(context: InspectContext, groupIds: readonly SecurityGroupId[]): Section[] {
  return groupIds.map((groupId): Section => {
    const group = context.topology.index.find('securityGroups', groupId);
    if (group === undefined)
      return { kind: 'notes', title: groupId, tone: 'unknown', notes: ['Unknown: this security group was not read.'] };
    return {
      kind: 'table',
      title: group.groupName === null ? groupId : `${group.groupName} \u00b7 ${groupId}`,
      columns: ['Direction', 'Ports', 'From or to'],
      rows: [
        ...group.ingress.map((each) => permissionRow(context, group.region, 'in', each)),
        ...group.egress.map((each) => permissionRow(context, group.region, 'out', each)),
      ],
      empty: 'No rules: nothing may pass.',
    };
  });
}

function permissionRow(context: InspectContext, region: Region, direction: string, permission: Permission): string[] {
  const protocol = permission.protocol === '-1' ? 'all' : permission.protocol;
  const ports =
    permission.fromPort === null
      ? 'all'
      : permission.fromPort === permission.toPort
        ? String(permission.fromPort)
        : `${String(permission.fromPort)}-${String(permission.toPort)}`;
  const lists = permission.prefixListIds.map((id) => listText(context, region, id));
  const peers = [...permission.cidrBlocks, ...permission.ipv6CidrBlocks, ...lists, ...permission.securityGroupIds];
  return [direction, protocol === 'all' ? 'all' : `${protocol} ${ports}`, peers.join(', ')];
}

/** More blocks of a prefix list than these are counted. */
const blocksShown = 4;

/** A prefix list with what it holds: `pl-0ab… office (10.0.0.0/8)`. */
function listText({ topology }: InspectContext, region: Region, id: PrefixListId): string {
  const list = topology.index.find('prefixLists', `${region}/${id}`);
  const name = list?.prefixListName ?? null;
  const blocks = list?.cidrBlocks ?? null;
  const what =
    blocks === null
      ? 'entries unknown'
      : blocks.length === 0
        ? 'no entries'
        : blocks.length > blocksShown
          ? `${String(blocks.length)} blocks`
          : blocks.join(', ');
  return `${id}${name === null ? '' : ` ${name}`} (${what})`;
}
