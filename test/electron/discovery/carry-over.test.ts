import { describe, expect, it } from 'vitest';
import { carryOver } from '#electron/discovery/carry-over.ts';
import { bothProfiles, problem, resourcesOf, scan, shop, twoAccounts } from './scan-harness.ts';

describe('a later scan', () => {
  it('that read everything leaves nothing of the earlier one', async () => {
    const truth = twoAccounts();
    const earlier = await scan({ truth, profiles: bothProfiles });
    const latest = await scan({ truth: { ...truth, natGateways: [] }, profiles: bothProfiles });
    const joined = carryOver(earlier.snapshot, latest.snapshot);
    expect(resourcesOf(joined)).toEqual(resourcesOf(latest.snapshot));
    expect(joined.ledger).toEqual(latest.snapshot.ledger);
  });

  it('that was denied a list keeps what was known, marked as old, and nothing of what was read again', async () => {
    const truth = twoAccounts();
    const earlier = await scan({ truth, profiles: bothProfiles });
    const latest = await scan({
      truth: { ...truth, natGateways: [] },
      profiles: bothProfiles,
      fault: (call) => (call.operation === 'DescribeSubnets' && call.accountId === shop ? problem('denied', 'never') : null),
    });
    const joined = carryOver(earlier.snapshot, latest.snapshot);
    const ofShop = joined.subnets.filter((subnet) => subnet.readBy === shop);
    expect(ofShop).toHaveLength(earlier.snapshot.subnets.filter((subnet) => subnet.readBy === shop).length);
    expect(new Set(ofShop.map((subnet) => subnet.staleSince))).toEqual(new Set([earlier.snapshot.takenAt]));
    expect(joined.subnets.filter((subnet) => subnet.readBy !== shop).every((subnet) => subnet.staleSince === undefined)).toBe(true);
    expect(joined.natGateways).toEqual([]);
  });

  it('of one account keeps the other, however often', async () => {
    const truth = twoAccounts();
    const earlier = await scan({ truth, profiles: bothProfiles });
    const once = carryOver(earlier.snapshot, (await scan({ truth, profiles: { 'p-shop': shop } })).snapshot);
    const twice = carryOver(once, (await scan({ truth, profiles: { 'p-shop': shop } })).snapshot);
    expect(twice.vpcs.map((vpc) => vpc.vpcId)).toEqual(earlier.snapshot.vpcs.map((vpc) => vpc.vpcId));
    expect(new Set(twice.endpointServices.map((service) => service.staleSince))).toEqual(new Set([earlier.snapshot.takenAt]));
  });

  it('that read one of two lists of a kind in full keeps what only the other one could tell', async () => {
    const truth = twoAccounts();
    const earlier = await scan({ truth, profiles: bothProfiles });
    const latest = await scan({
      truth,
      profiles: bothProfiles,
      fault: (call) => (call.operation === 'DescribeInternetGateways' ? problem('denied', 'never') : null),
    });
    const gateways = carryOver(earlier.snapshot, latest.snapshot).internetGateways;
    expect(gateways.map((gateway) => gateway.internetGatewayId)).toEqual(
      earlier.snapshot.internetGateways.map((gateway) => gateway.internetGatewayId),
    );
    expect(gateways.length).toBeGreaterThan(0);
    expect(new Set(gateways.map((gateway) => gateway.staleSince))).toEqual(new Set([earlier.snapshot.takenAt]));
  });
});
