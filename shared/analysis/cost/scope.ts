/** Which VPCs a comparison is about. */
import type { AccountId, Region, VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { isLiveNatGateway } from '#shared/model/nat-gateway.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { CostScope } from './comparison.ts';

/** The VPCs of one scope in one Region: prices and their tiers do not cross Regions. */
export interface ScopeGroup {
  /** `vpc:<id>`, `vpc:<id>,vpc:<id>`, `account:<id>`, `region:<name>`, `all`. */
  readonly scope: string;
  readonly title: string;
  readonly region: Region;
  readonly vpcs: readonly VpcNode[];
}

/** The text form that the command line and the output use. */
export function costScopeText(scope: CostScope): string {
  switch (scope.kind) {
    case 'vpc':
      return `vpc:${scope.vpcId}`;
    case 'selection':
      return sortedUnique(scope.vpcIds)
        .map((vpcId) => `vpc:${vpcId}`)
        .join(',');
    case 'account':
      return `account:${scope.accountId}`;
    case 'region':
      return `region:${scope.region}`;
    case 'all':
      return 'all';
  }
}

/** Reads `vpc:<id>`, several of them with commas between, `account:<id>`, `region:<name>` or `all`. */
export function parseCostScope(text: string): Outcome<CostScope, Problem> {
  const several = selectionOf(text);
  if (several !== null) return ok(several);
  const [kind, value = ''] = text.split(/:(.*)/s);
  if (kind === 'all' && value === '') return ok({ kind: 'all' });
  if (kind === 'vpc' && value !== '' && !value.includes(',')) return ok({ kind: 'vpc', vpcId: value as VpcId });
  if (kind === 'account' && value !== '') return ok({ kind: 'account', accountId: value as AccountId });
  if (kind === 'region' && value !== '') return ok({ kind: 'region', region: value as Region });
  return failed({
    code: 'cost-scope',
    what: `"${text}" is not a scope`,
    remedy: 'Write vpc:<id>, several of them with commas between, account:<id>, region:<name> or all.',
  });
}

/** VPCs that are compared as one; one alone is a VPC. */
function selectionOf(text: string): CostScope | null {
  const parts = text.split(',').map((part) => /^vpc:([^,:]+)$/.exec(part.trim())?.[1] ?? null);
  const vpcIds = sortedUnique(parts.flatMap((id) => (id === null ? [] : [id as VpcId])));
  if (parts.length < 2 || parts.includes(null)) return null;
  const [only] = vpcIds;
  return only !== undefined && vpcIds.length === 1 ? { kind: 'vpc', vpcId: only } : { kind: 'selection', vpcIds };
}

/** The groups of the scopes asked for; without any, one per VPC with a NAT gateway, an endpoint or demand. */
export function scopeGroups(topology: Topology, usage: readonly UsageSet[], scopes: readonly CostScope[]): readonly ScopeGroup[] {
  const wanted = scopes.length > 0 ? scopes : defaultScopes(topology, usage);
  return wanted.flatMap((scope) => groupsOf(topology, scope));
}

/** Scopes that name nothing in the snapshot. */
export function unknownScopes(topology: Topology, scopes: readonly CostScope[]): readonly Problem[] {
  return scopes
    .filter((scope) => groupsOf(topology, scope).length === 0)
    .map((scope) => ({
      code: 'cost-scope-empty',
      what: `There is no VPC in ${costScopeText(scope)}`,
      remedy: 'Name a VPC, an account or a Region of this document.',
    }));
}

function defaultScopes(topology: Topology, usage: readonly UsageSet[]): CostScope[] {
  const demanded = new Set<string>(usage.flatMap((set) => set.rows.map((row) => row.scope)));
  return topology.vpcs
    .filter(
      (node) =>
        node.endpoints.length > 0 || node.natGateways.some((nat) => isLiveNatGateway(nat.natGateway)) || demanded.has(node.vpc.vpcId),
    )
    .map((node) => ({ kind: 'vpc', vpcId: node.vpc.vpcId }));
}

function groupsOf(topology: Topology, scope: CostScope): ScopeGroup[] {
  const byRegion = groupBy(named(topology, scope) ?? topology.vpcs.filter((node) => isIn(scope, node)), (node) => node.vpc.region);
  return sortedBy(byRegion, ([region]) => region).map(([region, vpcs]) => ({
    scope: costScopeText(scope),
    title: titleOf(topology, scope, vpcs),
    region,
    vpcs: sortedBy(vpcs, (node) => node.vpc.vpcId),
  }));
}

/** The VPCs of a scope that names them; `null`: it says of each whether it is in. */
function named(topology: Topology, scope: CostScope): readonly VpcNode[] | null {
  const ids = scope.kind === 'vpc' ? [scope.vpcId] : scope.kind === 'selection' ? sortedUnique(scope.vpcIds) : null;
  return ids?.flatMap((vpcId) => topology.vpcNode(vpcId) ?? []) ?? null;
}

function isIn(scope: CostScope, node: VpcNode): boolean {
  switch (scope.kind) {
    case 'vpc':
      return node.vpc.vpcId === scope.vpcId;
    case 'selection':
      return scope.vpcIds.includes(node.vpc.vpcId);
    case 'account':
      return node.vpc.accountId === scope.accountId;
    case 'region':
      return node.vpc.region === scope.region;
    case 'all':
      return true;
  }
}

function titleOf(topology: Topology, scope: CostScope, vpcs: readonly VpcNode[]): string {
  switch (scope.kind) {
    case 'vpc':
      return vpcs[0]?.vpc.name ?? scope.vpcId;
    case 'selection':
      return `${vpcs.length} of ${scope.vpcIds.length} chosen VPCs`;
    case 'account':
      return topology.index.snapshot.accounts.find((account) => account.accountId === scope.accountId)?.name ?? scope.accountId;
    case 'region':
      return scope.region;
    case 'all':
      return 'Everything';
  }
}
