/** Where the targets behind a load balancer stand, and what cross-zone does, from what the API tells. */
import { describe, expect, it } from 'vitest';
import type { ZoneName } from '#shared/base/ids.ts';
import type { LoadBalancerNode } from '#shared/analysis/topology/topology.ts';
import { altered, unread, withRecords } from '#shared/model/estate/alter.ts';
import { healthy } from '#shared/model/estate/describe-service.ts';
import type { TargetHealth } from '#shared/model/load-balancer.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { pair } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

function balancer(snapshot: Snapshot): LoadBalancerNode {
  const node = analysed(snapshot).topology.services[0]?.loadBalancers[0];
  if (node === undefined) throw new Error('the service has no load balancer');
  return node;
}

/** The estate with every target changed. */
function targets(
  change: (target: TargetHealth['targets'][number]) => Partial<TargetHealth['targets'][number]>,
  snapshot: Snapshot = pair(),
): Snapshot {
  return altered(snapshot, 'targetHealth', (one) => ({ ...one, targets: one.targets.map((target) => ({ ...target, ...change(target) })) }));
}

function counted(snapshot: Snapshot): readonly (readonly [string | null, number, number])[] | null {
  return balancer(snapshot).targets?.map((one) => [one.zoneId, one.healthy, one.total] as const) ?? null;
}

const instances = pair({ loadBalancer: { targetType: 'instance', targets: healthy(1, 'az4 az6') } });
const both = [
  ['use1-az4', 1, 1],
  ['use1-az6', 1, 1],
];

describe('the targets of a load balancer', () => {
  it('outside the VPC count in every zone of it', () => {
    expect(counted(targets(() => ({ availabilityZone: 'all' })))).toEqual([
      ['use1-az4', 4, 4],
      ['use1-az6', 4, 4],
    ]);
  });

  it('outside the VPC stand nowhere where its zones are unknown', () => {
    const snapshot = altered(
      targets(() => ({ availabilityZone: 'all' })),
      'loadBalancers',
      (one) => ({ ...one, zones: [] }),
    );
    expect([balancer(snapshot).zones, counted(snapshot)]).toEqual([null, [[null, 4, 4]]]);
  });

  it('that are instances are found through the instance', () => {
    expect(counted(instances)).toEqual(both);
  });

  it('that are instances in subnets nobody read are placed by the zone the instance tells', () => {
    expect(counted(altered(instances, 'instances', (one) => ({ ...one, subnetId: null })))).toEqual(both);
  });

  it('that are instances nobody read are found through their network interfaces', () => {
    expect(counted(unread(instances, { operation: 'DescribeInstances' }))?.every(([, , total]) => total > 0)).toBe(true);
  });

  it('by address fall back on the zone name the health tells, in the words of the account that asked', () => {
    const [first] = pair().zones.filter((zone) => zone.accountId === '444455556666');
    const lost = targets(() => ({ targetId: '203.0.113.9', availabilityZone: first?.zoneName ?? ('' as ZoneName) }));
    expect(counted(lost)).toEqual([[first?.zoneId, 4, 4]]);
  });

  it('of which nothing is told stand in no zone', () => {
    expect(counted(targets(() => ({ targetId: '203.0.113.9', availabilityZone: null })))).toEqual([[null, 4, 4]]);
  });

  it('of a group without a VPC stand in no zone', () => {
    const snapshot = altered(
      targets(() => ({ availabilityZone: null })),
      'targetGroups',
      (one) => ({ ...one, vpcId: null }),
    );
    expect(counted(snapshot)).toEqual([[null, 4, 4]]);
  });

  it('that are load balancers themselves stand where those stand', () => {
    const base = pair();
    const arn = base.loadBalancers[0]?.loadBalancerArn ?? '';
    const snapshot = altered(
      targets(() => ({ targetId: arn }), base),
      'targetGroups',
      (one) => ({ ...one, targetType: 'alb' }),
    );
    const unknown = altered(
      targets(() => ({ targetId: 'arn:gone' }), base),
      'targetGroups',
      (one) => ({ ...one, targetType: 'alb' }),
    );
    expect([counted(snapshot), counted(unknown)]).toEqual([
      [
        ['use1-az4', 4, 4],
        ['use1-az6', 4, 4],
      ],
      [[null, 4, 4]],
    ]);
  });

  it('that the load balancer does not use are neither healthy nor ill', () => {
    expect(counted(targets(() => ({ state: 'unused', reason: 'Target.NotInUse' })))).toEqual([]);
  });

  it('are unknown where their health or their groups were not read', () => {
    const groups = unread(pair(), { operation: 'DescribeTargetGroups' });
    expect([
      balancer(unread(pair(), { operation: 'DescribeTargetHealth' })).targets,
      balancer(groups).targets,
      balancer(groups).crossZone,
    ]).toEqual([null, null, 'unknown']);
  });
});

describe('cross-zone', () => {
  it.each([
    ['as the load balancer says', pair({ loadBalancer: { crossZone: true } }), 'on'],
    ['as the target group says before it', pair({ loadBalancer: { crossZone: true, targetCrossZone: false } }), 'off'],
    ['on by the target group alone', pair({ loadBalancer: { targetCrossZone: true } }), 'on'],
    ['unknown without the attributes of the group', unread(pair(), { operation: 'DescribeTargetGroupAttributes' }), 'unknown'],
    ['unknown without those of the load balancer', unread(pair(), { operation: 'DescribeLoadBalancerAttributes' }), 'unknown'],
    ['as the load balancer says where it has no groups', { ...pair(), targetGroups: [], listeners: [] }, 'off'],
  ])('is %s', (_what, snapshot, expected) => {
    expect(balancer(snapshot).crossZone).toBe(expected);
  });

  it('is mixed where two groups differ', () => {
    const snapshot = pair({ loadBalancer: { crossZone: true } });
    const [group] = snapshot.targetGroups;
    const [attributes] = snapshot.targetGroupAttributes;
    const [health] = snapshot.targetHealth;
    if (group === undefined || attributes === undefined || health === undefined) throw new Error('no target group');
    const targetGroupArn = `${group.targetGroupArn}-2` as typeof group.targetGroupArn;
    const off = [{ key: 'load_balancing.cross_zone.enabled', value: 'false' }];
    const two = withRecords(
      withRecords(withRecords(snapshot, 'targetGroups', [{ ...group, targetGroupArn }]), 'targetGroupAttributes', [
        { ...attributes, targetGroupArn, attributes: off },
      ]),
      'targetHealth',
      [{ ...health, targetGroupArn }],
    );
    expect(balancer(two).crossZone).toBe('mixed');
  });

  it('knows no ports where the listeners were not read', () => {
    expect(balancer(unread(pair(), { operation: 'DescribeListeners' })).listenerPorts).toBe(null);
  });
});
