import type { LoadBalancerArn, TargetGroupArn, VpcId, ZoneId } from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { attributeValue, type LoadBalancer } from '#shared/model/load-balancer.ts';
import type { NetworkInterface } from '#shared/model/network-interface.ts';
import type { ResolvedZone, SnapshotIndex } from './snapshot-index.ts';
import type { CrossZone, Door, ListenerWay, LoadBalancerNode, TargetCount, ZoneSet } from './topology.ts';
import { zoneSetOf } from './zone-set.ts';
import { remembered, rememberedWithin } from '#shared/base/remembered.ts';
import { compareText, indexBy, sortedBy } from '#shared/base/sort.ts';

type TargetGroup = RecordOf<'targetGroups'>;
type Target = RecordOf<'targetHealth'>['targets'][number];

const crossZoneKey = 'load_balancing.cross_zone.enabled';

/** A load balancer with its zones, its targets by zone and what cross-zone does; `undefined` where it could not be read. */
export function loadBalancerNode(index: SnapshotIndex, arn: LoadBalancerArn): LoadBalancerNode | undefined {
  const loadBalancer = index.find('loadBalancers', arn);
  if (loadBalancer === undefined) return undefined;
  const zones = loadBalancerZones(index, loadBalancer);
  const groups = targetGroupsOf(index, loadBalancer);
  const targets = groups === null ? null : countTargets(index, groups, zones);
  const all: ListenerWay = {
    crossZone: effectiveCrossZone(index, loadBalancer, groups),
    targetZones: targets === null ? null : healthyZones(targets),
  };
  const wayOf = (own: readonly TargetGroup[]): ListenerWay => {
    const counts = countTargets(index, own, zones);
    return { crossZone: effectiveCrossZone(index, loadBalancer, own), targetZones: counts === null ? null : healthyZones(counts) };
  };
  const ways = (groups === null ? [] : groupsByListener(index, loadBalancer, groups)).map(wayOf);
  const isTold = areListenersRead(index, loadBalancer) || areAlike((groups ?? []).map((group) => wayOf([group])));
  const together: ListenerWay = isTold ? all : { ...all, targetZones: null };
  return {
    loadBalancer,
    zones,
    ...together,
    targets,
    ways: ways.length === 0 ? [together] : ways,
    listenerPorts: listenerPorts(index, loadBalancer),
    doors: doorsOf(index, loadBalancer),
  };
}

function areListenersRead(index: SnapshotIndex, { loadBalancerArn, readBy, region }: LoadBalancer): boolean {
  return (
    index.having('listeners', 'loadBalancerArn', loadBalancerArn).length > 0 || index.coverage.isRead(readBy, region, 'DescribeListeners')
  );
}

/** Whether all ways have healthy targets in the same zones, so that it matters not which listener leads to which. */
function areAlike(ways: readonly ListenerWay[]): boolean {
  return new Set(ways.map(({ targetZones }) => targetZones?.zones.join() ?? null)).size < 2;
}

/**
 * The target groups of each listener, where listeners have different ones: what
 * is healthy behind one port says nothing of the next. Empty where a listener
 * does not tell its own, or where nobody tells whose a group is.
 */
function groupsByListener(
  index: SnapshotIndex,
  loadBalancer: LoadBalancer,
  groups: readonly TargetGroup[],
): readonly (readonly TargetGroup[])[] {
  if (groups.length < 2) return [];
  const listeners = index.having('listeners', 'loadBalancerArn', loadBalancer.loadBalancerArn);
  const own = listeners.map((listener) => groups.filter((group) => listener.targetGroupArns.includes(group.targetGroupArn)));
  return own.some((some) => some.length === 0) || new Set(own.flat()).size < groups.length ? [] : own;
}

/** ELBv2 tells zone names only; the ID comes through the subnet, which is native. */
function loadBalancerZones(index: SnapshotIndex, loadBalancer: LoadBalancer): ZoneSet | null {
  if (loadBalancer.zones.length === 0) return null;
  return zoneSetOf(
    loadBalancer.zones.map((zone) => {
      const subnet = zone.subnetId === null ? undefined : index.find('subnets', zone.subnetId);
      const resolved =
        subnet === undefined ? index.zone({ ...zone, readBy: loadBalancer.readBy, region: loadBalancer.region }) : index.zone(subnet);
      return { ...resolved, zoneName: zone.zoneName };
    }),
  );
}

function targetGroupsOf(index: SnapshotIndex, loadBalancer: LoadBalancer): readonly TargetGroup[] | null {
  if (!index.coverage.isRead(loadBalancer.readBy, loadBalancer.region, 'DescribeTargetGroups') && index.snapshot.targetGroups.length === 0)
    return null;
  const named = new Set<TargetGroupArn>(
    index.having('listeners', 'loadBalancerArn', loadBalancer.loadBalancerArn).flatMap((listener) => listener.targetGroupArns),
  );
  const inAccount = index.having('targetGroups', 'accountId', loadBalancer.accountId);
  return inAccount.filter((group) => group.loadBalancerArns.includes(loadBalancer.loadBalancerArn) || named.has(group.targetGroupArn));
}

/** A target group's own value beats the load balancer's unless it defers to it. */
function effectiveCrossZone(index: SnapshotIndex, loadBalancer: LoadBalancer, groups: readonly TargetGroup[] | null): CrossZone {
  const own = index.find('loadBalancerAttributes', loadBalancer.loadBalancerArn);
  const inherited: CrossZone = own === undefined ? 'unknown' : attributeValue(own.attributes, crossZoneKey) === 'true' ? 'on' : 'off';
  if (groups === null) return 'unknown';
  const values = new Set<CrossZone>(groups.map((group) => groupCrossZone(index, group, inherited)));
  if (values.size === 0) return inherited;
  if (values.has('unknown')) return 'unknown';
  return values.size > 1 ? 'mixed' : ([...values][0] ?? 'unknown');
}

function groupCrossZone(index: SnapshotIndex, group: TargetGroup, inherited: CrossZone): CrossZone {
  const attributes = index.find('targetGroupAttributes', group.targetGroupArn);
  if (attributes === undefined) return 'unknown';
  const value = attributeValue(attributes.attributes, crossZoneKey);
  if (value === 'true') return 'on';
  return value === 'false' ? 'off' : inherited;
}

/** Healthy and all targets by zone; `null` where the health of a group was not read. */
function countTargets(
  index: SnapshotIndex,
  groups: readonly TargetGroup[],
  loadBalancerZoneSet: ZoneSet | null,
): readonly TargetCount[] | null {
  const counts = new Map<ZoneId | null, { healthy: number; total: number }>();
  for (const group of groups) {
    const health = index.find('targetHealth', group.targetGroupArn);
    if (health === undefined) return null;
    for (const target of health.targets) {
      // "unused" with Target.NotInUse says that the zone is not enabled, not that the target is ill.
      if (target.state === 'unused') continue;
      for (const zone of targetZones(index, group, target, loadBalancerZoneSet)) {
        const count = counts.get(zone) ?? { healthy: 0, total: 0 };
        counts.set(zone, { healthy: count.healthy + (target.state === 'healthy' ? 1 : 0), total: count.total + 1 });
      }
    }
  }
  return [...counts].map(([zoneId, count]) => ({ zoneId, ...count })).sort((a, b) => compareText(a.zoneId ?? '', b.zoneId ?? ''));
}

/**
 * Where a target stands. The API gives a zone name for IP targets only, `all`
 * for addresses outside the VPC, and nothing for instances: those are found
 * through the instance or its network interface.
 */
function targetZones(
  index: SnapshotIndex,
  group: TargetGroup,
  target: Target,
  loadBalancerZoneSet: ZoneSet | null,
): readonly (ZoneId | null)[] {
  if (target.availabilityZone === 'all') return loadBalancerZoneSet?.zones ?? [null];
  if (group.targetType === 'alb') {
    const alb = index.find('loadBalancers', target.targetId);
    const zones = alb === undefined ? null : loadBalancerZones(index, alb);
    return zones === null ? [null] : zones.zones;
  }
  const place = placeOfTarget(index, group, target);
  if (place.zoneId !== null || target.availabilityZone === null) return [place.zoneId];
  return [index.zone({ zoneId: null, zoneName: target.availabilityZone as never, readBy: group.readBy, region: group.region }).zoneId];
}

function placeOfTarget(index: SnapshotIndex, group: TargetGroup, target: Target): ResolvedZone {
  const instance = index.find('instances', target.targetId);
  const subnet = instance?.subnetId === undefined || instance.subnetId === null ? undefined : index.find('subnets', instance.subnetId);
  if (subnet !== undefined) return index.zone(subnet);
  if (instance !== undefined) return index.zone(instance);
  if (group.vpcId === null) return { zoneId: null, confidence: 'unknown' };
  const networkInterface = interfacesByTarget(index)(group.vpcId).get(target.targetId);
  if (networkInterface === undefined) return { zoneId: null, confidence: 'unknown' };
  const home = networkInterface.subnetId === null ? undefined : index.find('subnets', networkInterface.subnetId);
  return index.zone(home ?? networkInterface);
}

/** The interfaces of a VPC by what a target may name them with, an instance or an address; the first counts. */
const interfacesByTarget = remembered((index: SnapshotIndex) =>
  rememberedWithin((vpcId: VpcId): ReadonlyMap<string, NetworkInterface> => {
    const byTarget = new Map<string, NetworkInterface>();
    for (const one of index.inVpc('networkInterfaces', vpcId)) {
      for (const name of [one.instanceId, ...one.privateIpAddresses]) if (name !== null && !byTarget.has(name)) byTarget.set(name, one);
    }
    return byTarget;
  }),
);

function healthyZones(targets: readonly TargetCount[]): ZoneSet {
  return zoneSetOf(
    targets
      .filter((count) => count.healthy > 0)
      .map((count) => ({ zoneId: count.zoneId, confidence: count.zoneId === null ? 'unknown' : 'native-id' })),
  );
}

function listenerPorts(index: SnapshotIndex, loadBalancer: LoadBalancer): readonly number[] | null {
  const listeners = index.having('listeners', 'loadBalancerArn', loadBalancer.loadBalancerArn);
  if (listeners.length === 0 && !index.coverage.isRead(loadBalancer.readBy, loadBalancer.region, 'DescribeListeners')) return null;
  return [...new Set(listeners.flatMap((listener) => listener.port ?? []))].sort((a, b) => a - b);
}

/** QUIC goes over UDP; what tells no protocol is taken for TCP. */
function doorsOf(index: SnapshotIndex, loadBalancer: LoadBalancer): readonly Door[] | null {
  if (listenerPorts(index, loadBalancer) === null) return null;
  const doors = index.having('listeners', 'loadBalancerArn', loadBalancer.loadBalancerArn).flatMap(({ port, protocol }): Door[] => {
    if (port === null) return [];
    const words = (protocol ?? '').toUpperCase().split('_');
    const isUdp = words.includes('UDP') || words.includes('QUIC');
    const isTcp = !isUdp || words.includes('TCP');
    return [...(isTcp ? [{ protocol: 'tcp' as const, port }] : []), ...(isUdp ? [{ protocol: 'udp' as const, port }] : [])];
  });
  return [
    ...indexBy(
      sortedBy(doors, ({ protocol, port }) => [protocol, String(port).padStart(5, '0')]),
      ({ protocol, port }) => `${protocol} ${port}`,
    ).values(),
  ];
}
