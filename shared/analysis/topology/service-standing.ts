/**
 * Whether the service behind an endpoint still exists. A service outside the
 * scanned accounts is not gone; AWS still shows it to its consumers.
 */
import { type AccountId, unknownAccount } from '#shared/base/ids.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import type { EndpointNode, Topology } from './topology.ts';
import { whyUnread } from './unread.ts';

/** `not-told`: nobody who could tell was asked, and nobody should have been. */
export type ServiceStanding =
  | { readonly kind: 'there' | 'not-told' }
  | { readonly kind: 'gone'; readonly why: string; readonly where: string }
  | { readonly kind: 'unknown'; readonly because: string };

const configurations = 'DescribeVpcEndpointServiceConfigurations';

/** What is known of the custom service behind an endpoint; what AWS offers itself is there. */
export function serviceStanding(topology: Topology, node: EndpointNode): ServiceStanding {
  return node.reference?.kind === 'custom' ? standings(topology)(node) : there;
}

const there: ServiceStanding = { kind: 'there' };

const standings = remembered((topology: Topology) => rememberedWithin((node: EndpointNode) => judge(topology, node)));

function judge(topology: Topology, node: EndpointNode): ServiceStanding {
  const service = topology.serviceOf(node);
  if (service !== undefined && service.configuration !== null) return there;
  const owner = service?.providerAccountId ?? null;
  if (owner !== null) return byOwner(topology, node, owner);
  // What AWS manages leads to services that AWS shows to nobody, and other Regions are not always asked.
  if (node.endpoint.requesterManaged === true || node.isCrossRegion) return { kind: 'not-told' };
  const { accountId, region } = node.endpoint;
  const missing = whyUnread(topology.index, accountId, region, 'DescribeVpcEndpointServices');
  return missing === null ? byElimination(topology, node) : { kind: 'unknown', because: missing };
}

function byOwner({ index }: Topology, node: EndpointNode, owner: AccountId): ServiceStanding {
  const missing = whyUnread(index, owner, node.serviceRegion, configurations);
  if (missing === null) return { kind: 'gone', why: `${owner} owned it and has it no more`, where: `none in ${owner}` };
  return index.coverage.isAccountScanned(owner) ? { kind: 'unknown', because: missing } : { kind: 'not-told' };
}

/** AWS shows the service to the consumer no more, so nobody tells the owner: every scanned account is asked. */
function byElimination({ index }: Topology, { endpoint, reference, serviceRegion }: EndpointNode): ServiceStanding {
  const others = index.snapshot.accounts
    .map((account) => account.accountId)
    .filter((accountId) => accountId !== endpoint.accountId && accountId !== unknownAccount);
  const isRead = (accountId: AccountId): boolean => index.coverage.isRead(accountId, serviceRegion, configurations);
  const read = others.filter(isRead);
  const unread = others.find((accountId) => !isRead(accountId) && index.coverage.isScanned(accountId, serviceRegion));
  if (unread !== undefined)
    return { kind: 'unknown', because: whyUnread(index, unread, serviceRegion, configurations) ?? 'its owner was not read' };
  if (read.length === 0)
    return { kind: 'unknown', because: `nobody tells who owns ${reference?.serviceId ?? 'the service'}, and no other account was read` };
  return {
    kind: 'gone',
    why: 'AWS no longer shows it to this account, and no scanned account has it',
    where: `none in ${[endpoint.accountId, ...read].join(', ')}`,
  };
}
