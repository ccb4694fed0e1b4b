import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, whatIf } from '#shared/analysis/scenario/apply-edits.ts';
import { hypotheticalEndpointId, isHypothetical } from '#shared/analysis/scenario/hypothetical.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { gatewayEndpoint, interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { endpointIdOf, natGatewayIdOf, routeTableIdOf, subnetIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { parseScenario, type ScenarioEdit, scenarioEditSchema } from '#shared/model/scenario.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { analysed } from '#test/shared/analysis/analysed.ts';
import { buildCase, casePlan } from '#test/shared/analysis/cost/random-estates.ts';

const shopId = vpcIdOf('shop');

/** Three zones, a NAT gateway in two of them, an endpoint for kms in two and a gateway endpoint for S3 on one tier. */
function shop(): Snapshot {
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [
      tier('public', 'az1 az2 az4', { routes: [toInternet()] }),
      tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('nat1')] }),
      tier('db', 'az1 az2 az4', { routes: [toNat('nat2')] }),
    ],
    nats: [zonalNat('nat1', 'az1'), zonalNat('nat2', 'az2')],
    endpoints: [interfaceEndpoint('kms', 'az1 az2', { tier: 'app' }), gatewayEndpoint('s3', 'app')],
  });
  return estate({
    accounts: [account('111122223333', 'all', [region('us-east-1', 'az1 az2 az4', { vpcs: [described], knownServices: ['sts'] })])],
  });
}

function edited(snapshot: Snapshot, ...edits: unknown[]): Snapshot {
  const result = applyEdits(
    snapshot,
    edits.map((edit) => scenarioEditSchema.parse(edit)),
  );
  if (result.kind === 'problem') throw new Error(`${result.problem.where ?? ''} ${result.problem.why ?? ''}`);
  return result.value;
}

function refusal(snapshot: Snapshot, ...edits: unknown[]): string {
  const result = applyEdits(
    snapshot,
    edits.map((edit) => scenarioEditSchema.parse(edit)),
  );
  return result.kind === 'ok' ? 'nothing was refused' : `${result.problem.where ?? ''}: ${result.problem.why ?? ''}`;
}

describe('add-endpoint', () => {
  const snapshot = shop();

  it('puts an interface endpoint into a subnet per zone with callers, chosen by AZ ID, with its network interfaces', () => {
    const after = edited(snapshot, { op: 'add-endpoint', vpcId: shopId, service: 'sts' });
    const id = hypotheticalEndpointId(shopId, 'sts', 'Interface');
    const added = after.vpcEndpoints.find((endpoint) => endpoint.vpcEndpointId === id);
    expect(added).toMatchObject({
      vpcEndpointType: 'Interface',
      serviceName: 'com.amazonaws.us-east-1.sts',
      state: 'Available',
      privateDnsEnabled: true,
      subnetIds: [subnetIdOf('shop', 'app', 'use1-az1' as never), subnetIdOf('shop', 'app', 'use1-az2' as never)],
    });
    expect(isHypothetical(id)).toBe(true);
    const pins = analysed(after).topology.endpointNode(id)?.pins ?? [];
    expect(pins.map((pin) => pin.zoneId)).toEqual(['use1-az1', 'use1-az2']);
    expect(pins.every((pin) => pin.networkInterfaceId !== null && isHypothetical(pin.networkInterfaceId))).toBe(true);
  });

  it('makes the service reachable through it, and leaves what was read and its ledger alone', () => {
    const after = edited(snapshot, { op: 'add-endpoint', vpcId: shopId, service: 'sts' });
    const ways = (each: Snapshot) =>
      new Set(
        reachOf(analysed(each).topology, shopId)
          .filter((row) => row.service === 'sts' && row.how !== 'public')
          .map((row) => row.how),
      );
    expect(ways(snapshot)).toEqual(new Set(['nat']));
    expect(ways(after)).toEqual(new Set(['interface']));
    expect(after.ledger).toBe(snapshot.ledger);
    expect(after.vpcEndpoints.slice(0, snapshot.vpcEndpoints.length)).toEqual(snapshot.vpcEndpoints);
  });

  it('routes the prefix list of a gateway endpoint in the tables of the callers', () => {
    const after = edited(snapshot, { op: 'add-endpoint', vpcId: shopId, service: 'dynamodb' });
    const added = after.vpcEndpoints.find((endpoint) => endpoint.vpcEndpointId === hypotheticalEndpointId(shopId, 'dynamodb', 'Gateway'));
    expect(added?.routeTableIds.toSorted()).toEqual([routeTableIdOf('shop-app'), routeTableIdOf('shop-db')].toSorted());
    const routed = after.routeTables.filter((table) => table.routes.some((route) => route.target === added?.vpcEndpointId));
    expect(routed.map((table) => table.routeTableId).toSorted()).toEqual(added?.routeTableIds.toSorted());
  });

  it('gives ids that later edits of the list can name', () => {
    const id = hypotheticalEndpointId(shopId, 'sts', 'Interface');
    const after = edited(
      snapshot,
      { op: 'add-endpoint', vpcId: shopId, service: 'sts' },
      { op: 'add-zone', endpointId: id, zoneId: 'use1-az4' },
    );
    expect(analysed(after).topology.endpointNode(id)?.zones?.zones).toEqual(['use1-az1', 'use1-az2', 'use1-az4']);
  });

  it.each([
    [{ op: 'add-endpoint', vpcId: 'vpc-none', service: 'sts' }, 'there is no VPC vpc-none'],
    [{ op: 'add-endpoint', vpcId: shopId, service: 'internet' }, '"internet" names no service'],
    [
      { op: 'add-endpoint', vpcId: shopId, service: 'kms' },
      `${endpointIdOf('shop-kms')} answers to the private DNS name of the service already`,
    ],
    [
      { op: 'add-endpoint', vpcId: shopId, service: 'sts', zones: ['use1-az6'] },
      `${shopId} has no subnet in use1-az6; it has some in use1-az1, use1-az2, use1-az4`,
    ],
    [{ op: 'add-endpoint', vpcId: shopId, service: 'sts', type: 'Gateway' }, 'sts has no gateway endpoint'],
    [{ op: 'add-endpoint', vpcId: shopId, service: 's3', zones: ['use1-az1'] }, 'zones means nothing for a gateway endpoint'],
    [
      { op: 'add-endpoint', vpcId: shopId, service: 's3', routeTableIds: [routeTableIdOf('shop-app')] },
      `${routeTableIdOf('shop-app')} leads to s3 by a gateway endpoint already`,
    ],
    [{ op: 'add-endpoint', vpcId: shopId, service: 'sts', securityGroupIds: ['sg-none'] }, `${shopId} has no security group sg-none`],
    [{ op: 'add-endpoint', vpcId: shopId, service: 'sts', subnetIds: ['subnet-none'] }, `${shopId} has no subnet subnet-none`],
  ])('refuses %j', (edit, why) => {
    expect(refusal(snapshot, edit)).toBe(`edits[0]: ${why}`);
  });

  it('refuses a zone in which the service is not offered, and says where it is', () => {
    const narrow = altered(snapshot, 'serviceDetails', (detail) =>
      detail.serviceName.endsWith('.sts') ? { ...detail, zoneIds: ['use1-az1' as never], zoneNames: [] } : detail,
    );
    expect(narrow.serviceDetails.some((detail) => detail.serviceName.endsWith('.sts'))).toBe(true);
    expect(refusal(narrow, { op: 'add-endpoint', vpcId: shopId, service: 'sts', zones: ['use1-az2'] })).toBe(
      'edits[0]: the service is not offered in use1-az2; it is in use1-az1',
    );
  });

  it('refuses a subnet without a free address', () => {
    const full = altered(snapshot, 'subnets', (subnet) => ({ ...subnet, availableIpAddressCount: 0 }));
    expect(refusal(full, { op: 'add-endpoint', vpcId: shopId, service: 'sts' })).toMatch(/^edits\[0\]: subnet-\w+ has no free address$/);
  });
});

describe('the other edits', () => {
  const snapshot = shop();
  const kms = endpointIdOf('shop-kms');
  const s3 = endpointIdOf('shop-s3');

  it('takes an endpoint away with its interfaces and routes', () => {
    const after = edited(snapshot, { op: 'remove-endpoint', endpointId: s3 }, { op: 'remove-endpoint', endpointId: kms });
    expect(after.vpcEndpoints).toEqual([]);
    expect(after.routeTables.flatMap((table) => table.routes).filter((route) => route.target === s3)).toEqual([]);
    expect(after.networkInterfaces.filter((each) => each.interfaceType === 'vpc_endpoint')).toEqual([]);
  });

  it('hands the routes of a NAT gateway over, or takes them away', () => {
    const [nat1, nat2] = [natGatewayIdOf('nat1'), natGatewayIdOf('nat2')];
    const handed = edited(snapshot, { op: 'remove-nat', natGatewayId: nat1, routesTo: nat2 });
    const served = analysed(handed).topology.natGateways.map((node) => [node.natGateway.natGatewayId, node.subnetIds.length]);
    expect(served).toEqual([[nat2, 5]]);
    const cut = analysed(edited(snapshot, { op: 'remove-nat', natGatewayId: nat1 })).topology;
    expect(cut.vpcNode(shopId)?.subnets.filter((node) => node.egress === 'none').length).toBe(2);
  });

  it('names the place of the edit that cannot hold', () => {
    const good = { op: 'remove-endpoint', endpointId: kms };
    expect(refusal(snapshot, good, good)).toBe(`edits[1]: there is no endpoint ${kms}`);
  });

  it.each([
    [{ op: 'remove-zone', endpointId: kms, zoneId: 'use1-az4' }, `${kms} does not stand in use1-az4`],
    [{ op: 'add-zone', endpointId: kms, zoneId: 'use1-az1' }, `${kms} stands in use1-az1 already`],
    [{ op: 'add-zone', endpointId: s3, zoneId: 'use1-az1' }, `${s3} is of type Gateway, whose zones cannot be changed`],
    [{ op: 'set-private-dns', endpointId: kms, enabled: true }, `private DNS of ${kms} is on already`],
    [
      { op: 'associate-route-table', endpointId: kms, routeTableId: 'rtb-1' },
      `only gateway endpoints have route tables; ${kms} is of type Interface`,
    ],
    [{ op: 'associate-route-table', endpointId: s3, routeTableId: 'rtb-1' }, `${shopId} has no route table rtb-1`],
    [{ op: 'remove-nat', natGatewayId: 'nat-none' }, 'there is no NAT gateway nat-none'],
    [
      { op: 'remove-nat', natGatewayId: natGatewayIdOf('nat1'), routesTo: natGatewayIdOf('nat1') },
      'a NAT gateway cannot take over its own routes',
    ],
  ])('refuses %j', (edit, why) => {
    expect(refusal(snapshot, edit)).toBe(`edits[0]: ${why}`);
  });

  it('keeps the last zone of an endpoint', () => {
    const one = { op: 'remove-zone', endpointId: kms, zoneId: 'use1-az2' };
    expect(refusal(snapshot, one, { ...one, zoneId: 'use1-az1' })).toBe(
      `edits[1]: use1-az1 is the last zone of ${kms}; remove the endpoint instead`,
    );
  });
});

describe('every edit and its opposite', () => {
  const kms = endpointIdOf('shop-kms');
  const s3 = endpointIdOf('shop-s3');
  const db = routeTableIdOf('shop-db');
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [
      { op: 'add-zone', endpointId: kms, zoneId: 'use1-az4' },
      { op: 'remove-zone', endpointId: kms, zoneId: 'use1-az4' },
    ],
    [
      { op: 'set-private-dns', endpointId: kms, enabled: false },
      { op: 'set-private-dns', endpointId: kms, enabled: true },
    ],
    [
      { op: 'associate-route-table', endpointId: s3, routeTableId: db },
      { op: 'disassociate-route-table', endpointId: s3, routeTableId: db },
    ],
  ];
  it.each(pairs)('%j then %j gives the original back', (there, back) => {
    const snapshot = shop();
    expect(edited(snapshot, there)).not.toEqual(snapshot);
    expect(edited(snapshot, there, back)).toEqual(snapshot);
  });

  it('add-endpoint then remove-endpoint gives the original back, in any estate, or is refused', () => {
    const wish = fc.record({
      vpc: fc.nat(2),
      service: fc.constantFrom('s3', 'dynamodb', 'sts', 'kms', 'logs', 'ecr.api'),
      type: fc.constantFrom('Interface' as const, 'Gateway' as const, undefined),
      zone: fc.constantFrom('use1-az1', 'use1-az2', 'use1-az3', 'use1-az9', undefined),
    });
    let held = 0;
    fc.assert(
      fc.property(casePlan, wish, (plan, { vpc: place, service, type, zone }) => {
        const { snapshot, vpcNames } = buildCase(plan);
        const vpcId = vpcIdOf(vpcNames[place % vpcNames.length] ?? '');
        const add = {
          op: 'add-endpoint',
          vpcId,
          service,
          ...(type === undefined ? {} : { type }),
          ...(zone === undefined ? {} : { zones: [zone] }),
        };
        const edits: ScenarioEdit[] = [scenarioEditSchema.parse(add)];
        const there = applyEdits(snapshot, edits);
        if (there.kind === 'problem') return;
        held += 1;
        const fresh = there.value.vpcEndpoints.filter((endpoint) => isHypothetical(endpoint.vpcEndpointId));
        expect(fresh.length).toBe(1);
        const back = scenarioEditSchema.parse({ op: 'remove-endpoint', endpointId: fresh[0]?.vpcEndpointId });
        expect(applyEdits(snapshot, [...edits, back])).toEqual({ kind: 'ok', value: snapshot });
      }),
      { numRuns: 60 },
    );
    expect(held).toBeGreaterThan(0);
  });
});

describe('whatIf', () => {
  it('gives the snapshot itself without edits, and another id and title with some', () => {
    const snapshot = shop();
    expect(whatIf(snapshot, { name: 'nothing', edits: [] })).toEqual({ kind: 'ok', value: snapshot });
    const edits = [scenarioEditSchema.parse({ op: 'remove-endpoint', endpointId: endpointIdOf('shop-kms') })];
    const changed = whatIf(snapshot, { name: 'no kms', edits });
    expect(changed.kind === 'ok' && changed.value).toMatchObject({ title: `${snapshot.title}, if no kms`, kind: snapshot.kind });
    expect(changed.kind === 'ok' && changed.value.id).not.toBe(snapshot.id);
    expect(whatIf(snapshot, { name: 'no kms', edits })).toEqual(changed);
  });

  it('is judged by findings like any other snapshot', () => {
    const snapshot = shop();
    const edits = [scenarioEditSchema.parse({ op: 'remove-zone', endpointId: endpointIdOf('shop-kms'), zoneId: 'use1-az2' })];
    const changed = whatIf(snapshot, { name: 'one zone', edits });
    if (changed.kind === 'problem') throw new Error(changed.problem.why);
    const rules = (each: Snapshot) => {
      const { topology, alignment } = analysed(each);
      return new Set(
        runCatalogue(topology, alignment, [], catalogue, [])
          .findings.filter((one) => one.status === 'fail')
          .map((one) => one.ruleId),
      );
    };
    expect([...rules(changed.value)].filter((rule) => !rules(snapshot).has(rule))).toContain('AZ-03');
  });
});

describe('parseScenario', () => {
  it('refuses an edit with a key that it does not have, by its path', () => {
    const parsed = parseScenario({ name: 'x', edits: [{ op: 'add-endpoint', vpcId: 'vpc-1', service: 's3', zone: 'use1-az1' }] });
    expect(parsed.kind === 'problem' && parsed.problem.why).toBe('edits[0]: Unrecognized key: "zone"');
  });

  it('needs no more than a name', () => {
    expect(parseScenario({ name: 'x' })).toEqual({
      kind: 'ok',
      value: { name: 'x', prices: { overrides: [], discounts: [], assumptions: [] }, edits: [] },
    });
  });
});
