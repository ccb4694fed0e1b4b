/**
 * Whether network ACLs let a call from a subnet through, and its answers back.
 * ACLs know no connections, so both directions count; inside one subnet none is asked.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
import type { SubnetId } from '#shared/base/ids.ts';
import { remembered } from '#shared/base/remembered.ts';
import type { NetworkAcl } from '#shared/model/network-acl.ts';
import { type AclAnswer, aclAdmits, isWideOpen, type PortRange } from './acl-admission.ts';
import type { SnapshotIndex } from './snapshot-index.ts';
import type { Door } from './topology.ts';

/** Ports that Linux takes for its own end of a connection; answers go back to them. */
export const ephemeralPorts: PortRange = { from: 32_768, to: 60_999 };

/** One end of a call: its subnet, where it is in one that was read, and its addresses. */
export interface End {
  readonly subnetId: SubnetId | null;
  readonly blocks: readonly string[];
}

/** The network ACL of a subnet; `undefined` where none was read. Of two that claim a subnet, the first by id. */
export function aclOf(index: SnapshotIndex, subnetId: SubnetId): NetworkAcl | undefined {
  return aclsBySubnet(index).get(subnetId);
}

const aclsBySubnet = remembered((index: SnapshotIndex): ReadonlyMap<SubnetId, NetworkAcl> => {
  const bySubnet = new Map<SubnetId, NetworkAcl>();
  for (const acl of index.snapshot.networkAcls) {
    for (const subnetId of acl.subnetIds) if (!bySubnet.has(subnetId)) bySubnet.set(subnetId, acl);
  }
  return bySubnet;
});

/** The id of an ACL that lets nothing of a call through; `null` where none is known to. */
export function shuttingAcl(
  index: SnapshotIndex,
  caller: End,
  server: End,
  port: number,
  protocol: Door['protocol'] = 'tcp',
): string | null {
  if (caller.subnetId !== null && caller.subnetId === server.subnetId) return null;
  const ports = { from: port, to: port };
  return (
    shuts(index, caller.subnetId, server.blocks, { out: ports, in: ephemeralPorts, protocol }) ??
    shuts(index, server.subnetId, caller.blocks, { in: ports, out: ephemeralPorts, protocol })
  );
}

function shuts(
  index: SnapshotIndex,
  subnetId: SubnetId | null,
  others: readonly string[],
  ports: { readonly in: PortRange; readonly out: PortRange; readonly protocol: Door['protocol'] },
): string | null {
  const acl = subnetId === null ? undefined : aclOf(index, subnetId);
  if (acl === undefined || others.length === 0 || (isWideOpen(acl, 'ipv4', ports.protocol) && isWideOpen(acl, 'ipv6', ports.protocol)))
    return null;
  const isShut = (answer: AclAnswer): boolean => answer === 'none';
  const { protocol } = ports;
  const isClosed = isShut(aclAdmits(acl, 'in', ports.in, others, protocol)) || isShut(aclAdmits(acl, 'out', ports.out, others, protocol));
  return isClosed ? acl.networkAclId : null;
}
