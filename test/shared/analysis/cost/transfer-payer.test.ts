import { describe, expect, it } from 'vitest';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { unread } from '#shared/model/estate/alter.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { alternative, cost, row } from './costs.ts';

const [owner, guest] = ['111122223333', '444455556666'];

/** A shared VPC with a NAT gateway in one zone; who has workloads in it differs. */
function shared(holders: { readonly owner: number; readonly guest: number }): Snapshot {
  const app = tier('app', 'az1 az2', {
    holds: holders.owner === 0 ? {} : { instance: holders.owner },
    holdsOf: { [guest]: { instance: holders.guest } },
    routes: [toNat('nat')],
  });
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [tier('public', 'az1', { routes: [toInternet()] }), app],
    nats: [zonalNat('nat', 'az1')],
    participants: [guest],
  });
  return estate({
    accounts: [
      account(owner, 'network', [region('us-east-1', 'az1 az2', { vpcs: [described] })]),
      account(guest, 'team', [region('us-east-1', 'az1 az2')]),
    ],
  });
}

const rows = [row('logs', 1000, { path: 'nat', from_zone: 'use1-az2' as never })];

function payers(snapshot: Snapshot) {
  const comparison = cost({ snapshot, rows, scopes: [{ kind: 'vpc', vpcId: vpcIdOf('shop') }] });
  const interAz = comparison.today.lines.find((line) => line.item === 'interAz.gb');
  return { interAz: interAz?.payerAccountId, showback: alternative(comparison, 'offload').showback };
}

describe('inter-AZ transfer of a shared VPC', () => {
  it('is paid by the participant whose workloads stand there, who is quoted the saving', () => {
    const { interAz, showback } = payers(shared({ owner: 0, guest: 1 }));
    expect(interAz).toBe(guest);
    expect(showback.map((each) => [each.payerAccountId, each.savingUsd])).toMatchObject([
      [owner, '20.4'],
      [guest, '20'],
    ]);
  });

  it('has no known payer where the workloads are of several, or not all were read', () => {
    expect(payers(shared({ owner: 1, guest: 1 })).interAz).toBeNull();
    expect(payers(unread(shared({ owner: 0, guest: 1 }), { operation: 'DescribeNetworkInterfaces', accountId: guest })).interAz).toBeNull();
  });
});
