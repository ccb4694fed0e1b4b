/** Load balancers, listeners and targets in ELBv2's own words. */
import type { RecordOf } from '#shared/model/collections.ts';
import type { Tree } from './xml.ts';

export function loadBalancerTree(record: RecordOf<'loadBalancers'>): Tree {
  return {
    LoadBalancerArn: record.loadBalancerArn,
    LoadBalancerName: record.name,
    DNSName: `${record.name ?? 'lb'}.elb.${record.region}.amazonaws.com`,
    Type: record.type,
    Scheme: record.scheme,
    State: record.state === null ? null : { Code: record.state },
    VpcId: record.vpcId,
    IpAddressType: record.ipAddressType,
    SecurityGroups: record.securityGroupIds.length === 0 ? null : record.securityGroupIds,
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: record.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic,
    AvailabilityZones: record.zones.map(({ zoneName, subnetId }) => ({
      ZoneName: zoneName,
      SubnetId: subnetId,
      LoadBalancerAddresses: [],
    })),
  };
}

/** Attributes of a load balancer or of a target group. */
export function attributesTree(record: { readonly attributes: RecordOf<'loadBalancerAttributes'>['attributes'] }): Tree {
  return { Attributes: record.attributes.map(({ key, value }) => ({ Key: key, Value: value })) };
}

export function listenerTree(record: RecordOf<'listeners'>): Tree {
  const [first] = record.targetGroupArns;
  return {
    ListenerArn: record.listenerArn,
    LoadBalancerArn: record.loadBalancerArn,
    Port: record.port,
    Protocol: record.protocol,
    DefaultActions: [
      {
        Type: 'forward',
        TargetGroupArn: record.targetGroupArns.length === 1 ? first : null,
        ForwardConfig: { TargetGroups: record.targetGroupArns.map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 })) },
      },
    ],
  };
}

export function targetGroupTree(record: RecordOf<'targetGroups'>): Tree {
  return {
    TargetGroupArn: record.targetGroupArn,
    TargetGroupName: record.name,
    TargetType: record.targetType,
    Protocol: record.protocol,
    Port: record.port,
    VpcId: record.vpcId,
    LoadBalancerArns: record.loadBalancerArns,
  };
}

export function targetHealthTree(record: RecordOf<'targetHealth'>): Tree {
  return {
    TargetHealthDescriptions: record.targets.map((target) => ({
      Target: { Id: target.targetId, Port: target.port, AvailabilityZone: target.availabilityZone },
      TargetHealth: { State: target.state, Reason: target.reason },
    })),
  };
}
