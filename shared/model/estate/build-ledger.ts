/** The coverage ledger of a made-up account: every operation of the catalogue, `ok` unless the description says otherwise. */
import { globalRegion, type IsoTime, type Region } from '#shared/base/ids.ts';
import type { CollectionName } from '../collections.ts';
import type { LedgerCell } from '../ledger.ts';
import { type Operation, operations } from '../operation.ts';
import type { AccountDescription, CellFault } from './describe.ts';

/** What each fan-out operation is called for, once per record. */
const fanOutSubjects: Readonly<Record<string, CollectionName>> = {
  DescribeVpcAttribute: 'vpcs',
  DescribeVpcEndpointServicePermissions: 'endpointServices',
  DescribeLoadBalancerAttributes: 'loadBalancers',
  DescribeListeners: 'loadBalancers',
  DescribeTargetGroups: 'loadBalancers',
  DescribeTargetGroupAttributes: 'targetGroups',
  DescribeTargetHealth: 'targetGroups',
  SearchTransitGatewayRoutes: 'transitGatewayRouteTables',
  ListHostedZonesByVPC: 'vpcs',
  ListProfileResourceAssociations: 'dnsProfiles',
  DescribeFirewall: 'firewalls',
};

/** Collections that two operations fill, and which of them gives which share is not worth modelling: the first counts. */
const secondary: ReadonlySet<string> = new Set(['DescribeEgressOnlyInternetGateways']);

const codes: Readonly<Record<CellFault, string>> = {
  denied: 'UnauthorizedOperation',
  'region-disabled': 'AuthFailure',
  credential: 'InvalidClientTokenId',
  expired: 'ExpiredToken',
  'throttled-out': 'RequestLimitExceeded',
  timeout: 'TimeoutError',
  malformed: 'malformed',
  network: 'ECONNREFUSED',
  failed: 'InternalError',
  cancelled: 'AbortError',
  skipped: '',
};

/** All cells of one account: its Regions, and `global` for calls that have none. */
export function ledgerOf(account: AccountDescription, profile: string, at: IsoTime, sightings: ReadonlyMap<string, number>): LedgerCell[] {
  const regional = account.regions.filter((candidate) => candidate.region !== globalRegion);
  const all = [...operations.values()];
  const global = account.regions.find((candidate) => candidate.region === globalRegion);
  const cell = (region: Region, operation: Operation, fault: CellFault | undefined): LedgerCell => ({
    profile,
    accountId: account.accountId,
    region,
    operation: operation.operation,
    ...outcome(operation, fault, region),
    ...(fault === undefined
      ? (entries(account, region, operation) ?? counts(operation, (name) => seenIn(account, region, sightings, name)))
      : { items: 0 }),
    at,
  });
  return [
    ...regional.flatMap((description) =>
      all
        .filter((operation) => operation.scope === 'region')
        .map((operation) => cell(description.region, operation, description.cells?.[operation.operation] ?? description.cells?.['*'])),
    ),
    ...all
      .filter((operation) => operation.scope === 'global')
      .map((operation) => cell(globalRegion, operation, global?.cells?.[operation.operation] ?? global?.cells?.['*'])),
  ];
}

/** Records an account saw in a Region; global calls give those of all Regions. */
function seenIn(account: AccountDescription, region: Region, sightings: ReadonlyMap<string, number>, name: CollectionName): number {
  const regions = region === globalRegion ? [globalRegion, ...account.regions.map((candidate) => candidate.region)] : [region];
  return [...new Set(regions)].reduce((sum, candidate) => sum + (sightings.get(`${account.accountId}/${candidate}/${name}`) ?? 0), 0);
}

/** The entries of an account's own prefix lists are asked for list by list. */
function entries(
  account: AccountDescription,
  region: Region,
  { operation }: Operation,
): Pick<LedgerCell, 'items' | 'callsOk' | 'callsPlanned'> | null {
  if (operation !== 'GetManagedPrefixListEntries') return null;
  const described = account.regions.find((candidate) => candidate.region === region);
  const calls = Object.keys(described?.prefixLists ?? {}).length;
  return { items: calls, callsOk: calls, callsPlanned: calls };
}

function counts(
  operation: Operation,
  seen: (name: CollectionName) => number,
): Pick<LedgerCell, 'items' | 'callsOk' | 'callsPlanned' | 'pages'> {
  const items = secondary.has(operation.operation) ? 0 : seen(operation.collection);
  const subject = fanOutSubjects[operation.operation];
  if (subject === undefined) return { items, pages: 1 };
  const calls = seen(subject) * (operation.operation === 'DescribeVpcAttribute' ? 2 : 1);
  return { items, callsOk: calls, callsPlanned: calls };
}

function outcome(
  operation: Operation,
  fault: CellFault | undefined,
  region: Region,
): Pick<LedgerCell, 'status' | 'code' | 'action' | 'reason' | 'message'> {
  if (fault === undefined) return { status: 'ok' };
  if (fault === 'skipped') return { status: 'skipped', reason: 'quiet' };
  const code = codes[fault];
  if (fault === 'denied') {
    return { status: fault, code, action: operation.action, message: `The role may not call ${operation.action} in ${region}: allow it.` };
  }
  return { status: fault, code, message: `${operation.operation} in ${region} ended with ${code}.` };
}
