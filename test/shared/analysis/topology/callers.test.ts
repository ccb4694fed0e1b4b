/** Who calls, and who is only called. */
import { describe, expect, it } from 'vitest';
import { callerKind } from '#shared/analysis/topology/callers.ts';
import type { NetworkInterface } from '#shared/model/network-interface.ts';
import { oneVpc } from '#test/fixtures/small-estates.ts';

const some = oneVpc().networkInterfaces[0];
if (some === undefined) throw new Error('the estate has no network interface');
const bare: NetworkInterface = { ...some, interfaceType: null, description: null, requesterId: null, instanceId: null, status: 'in-use' };

describe('a network interface', () => {
  it.each([
    ['of a NAT gateway', { interfaceType: 'natGateway' }, 'passive'],
    ['of an endpoint', { interfaceType: 'vpc_endpoint' }, 'passive'],
    ['of a function', { interfaceType: 'lambda' }, 'caller'],
    ['of a load balancer', { description: 'ELB app/front/1' }, 'passive'],
    ['of a database', { description: 'RDSNetworkInterface' }, 'passive'],
    ['of a file system', { description: 'EFS mount target for fs-1 (fsmt-1)' }, 'passive'],
    ['of a task', { description: 'arn:aws:ecs:us-east-1:111122223333:attachment/1' }, 'caller'],
    ['of a desktop', { description: 'Created By Amazon Workspaces for AWS Account ID 1' }, 'caller'],
    ['of an instance', { instanceId: 'i-1' as NetworkInterface['instanceId'] }, 'caller'],
    ['that ELB asked for', { requesterId: 'amazon-elb', description: 'something' }, 'passive'],
    ['that nobody uses', { status: 'available' }, 'passive'],
    ['that nobody recognises', { description: 'a mystery', requesterId: 'somebody' }, 'unrecognised'],
    ['of which nothing is told', {}, 'unrecognised'],
  ] as const)('%s is %s', (_what, change, expected) => {
    expect(callerKind({ ...bare, ...change })).toBe(expected);
  });
});
