/** Load balancers behind endpoint services: nodes, listeners, targets and their health. */
import type { LoadBalancerArn, TargetGroupArn } from '#shared/base/ids.ts';
import type { TargetHealth } from '../load-balancer.ts';
import { groupIds } from './build-vpc.ts';
import { addInstance } from './build-workload.ts';
import type { LoadBalancerDescription } from './describe-service.ts';
import { hexOf, securityGroupIdOf, zoneIdOf } from './names.ts';
import { addInterface, type Plot, subnetAt } from './plot.ts';
import { knownZoneName, origin, type Place } from './site.ts';

const elbv2 = (place: Place): string => `arn:aws:elasticloadbalancing:${place.region}:${place.accountId}`;

/** The ARN of a described load balancer. */
export function loadBalancerArnOf(place: Place, described: Pick<LoadBalancerDescription, 'name' | 'type'>): LoadBalancerArn {
  const kind = described.type === 'network' ? 'net' : 'gwy';
  return `${elbv2(place)}:loadbalancer/${kind}/${described.name}/${hexOf(`lb/${described.name}`, 16)}` as LoadBalancerArn;
}

function targetGroupArnOf(place: Place, described: LoadBalancerDescription): TargetGroupArn {
  return `${elbv2(place)}:targetgroup/${described.name}/${hexOf(`tg/${described.name}`, 16)}` as TargetGroupArn;
}

export function buildLoadBalancer(plot: Plot, described: LoadBalancerDescription): void {
  const { site, place } = plot;
  const base = origin(place);
  const loadBalancerArn = loadBalancerArnOf(place, described);
  const targetGroupArn = targetGroupArnOf(place, described);
  const crossZone = described.targetCrossZone === undefined ? 'use_load_balancer_configuration' : String(described.targetCrossZone);
  site.see(place, 'loadBalancers', [loadBalancerRecord(plot, described)]);
  site.see(place, 'loadBalancerAttributes', [
    { ...base, loadBalancerArn, attributes: [{ key: 'load_balancing.cross_zone.enabled', value: String(described.crossZone) }] },
  ]);
  site.see(place, 'listeners', [
    {
      ...base,
      listenerArn: `${loadBalancerArn.replace(':loadbalancer/', ':listener/')}/${hexOf(`listener/${described.name}`, 16)}`,
      loadBalancerArn,
      port: described.type === 'network' ? described.port : null,
      protocol: described.type === 'network' ? 'TCP' : null,
      targetGroupArns: [targetGroupArn],
    },
  ]);
  site.see(place, 'targetGroups', [
    {
      ...base,
      targetGroupArn,
      name: described.name,
      targetType: described.targetType,
      protocol: described.type === 'network' ? 'TCP' : 'GENEVE',
      port: described.port,
      vpcId: plot.vpcId,
      loadBalancerArns: [loadBalancerArn],
    },
  ]);
  site.see(place, 'targetGroupAttributes', [
    { ...base, targetGroupArn, attributes: [{ key: 'load_balancing.cross_zone.enabled', value: crossZone }] },
  ]);
  site.see(place, 'targetHealth', [{ ...base, targetGroupArn, targets: targets(plot, described) }]);
}

function loadBalancerRecord(plot: Plot, described: LoadBalancerDescription) {
  const { place } = plot;
  const kind = described.type === 'network' ? 'net' : 'gwy';
  const zones = described.zones.map((zone) => {
    const subnet = subnetAt(plot, zone, described.tier);
    addInterface(plot, subnet, {
      name: `lb-${described.name}-${subnet.zoneId}`,
      interfaceType: described.type === 'network' ? 'network_load_balancer' : 'gateway_load_balancer',
      description: `ELB ${kind}/${described.name}/${hexOf(`lb/${described.name}`, 16)}`,
      requesterId: 'amazon-elb',
      securityGroupIds: groupIds(plot, described.securityGroups ?? []),
    });
    return { zoneName: knownZoneName(place, subnet.zoneId), zoneId: null, subnetId: subnet.subnetId };
  });
  return {
    ...origin(place),
    loadBalancerArn: loadBalancerArnOf(place, described),
    name: described.name,
    type: described.type,
    scheme: described.type === 'network' ? 'internal' : null,
    state: 'active',
    vpcId: plot.vpcId,
    ipAddressType: 'ipv4',
    securityGroupIds: groupIds(plot, described.securityGroups ?? []),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: described.securityGroups === undefined ? null : 'on',
    zones,
    ...described.override,
  };
}

/** A target whose zone the load balancer does not have is unused, not unhealthy, unless cross-zone reaches it. */
function targets(plot: Plot, described: LoadBalancerDescription): TargetHealth['targets'] {
  const crossZone = described.targetCrossZone ?? described.crossZone;
  return Object.entries(described.targets).flatMap(([zone, { healthy, unhealthy }]) => {
    const inUse = crossZone || described.zones.includes(zone);
    return Array.from({ length: healthy + unhealthy }, (_, index) => ({
      ...target(plot, described, zone, index),
      ...(index < healthy
        ? { state: inUse ? 'healthy' : 'unused', reason: inUse ? null : 'Target.NotInUse' }
        : { state: 'unhealthy', reason: 'Target.FailedHealthChecks' }),
    }));
  });
}

/** Targets by address tell their zone's name, targets by instance do not. */
function target(plot: Plot, described: LoadBalancerDescription, zone: string, index: number) {
  const subnet = subnetAt(plot, zone, described.tier);
  const name = `${described.name}-target-${subnet.zoneId}-${index}`;
  if (described.targetType === 'instance') {
    return { targetId: addInstance(plot, subnet, name, plot.place).instanceId, port: described.port, availabilityZone: null };
  }
  const { address } = addInterface(plot, subnet, {
    name,
    interfaceType: 'interface',
    description: `arn:aws:ecs:attachment/${hexOf(name, 32)}`,
    requesterId: '578734482556',
    securityGroupIds: [securityGroupIdOf(plot.description.name, 'workload')],
  });
  return { targetId: address, port: described.port, availabilityZone: knownZoneName(plot.place, zoneIdOf(plot.place.region, zone)) };
}
