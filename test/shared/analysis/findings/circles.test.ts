/** TP-01: which VPCs stand in one circle, and which endpoints count as repeated in it. */
import { describe, expect, it } from 'vitest';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, region, tier, toTransitGateway, vpc } from '#shared/model/estate/describe.ts';
import { endpointIdOf, peeringIdOf, transitGatewayIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, ofAccounts, thirdAccount } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, toldOf } from './judging.ts';

const names = ['a', 'b', 'c'] as const;
const core = transitGatewayIdOf('core');

/** Three VPCs with endpoints of these services each, on one transit gateway or peered with the first. */
function three(over: 'transit' | 'peering', services: Readonly<Record<string, string>> = {}): Snapshot {
  const vpcs = names.map((name, at) =>
    vpc(name, `10.${at}.0.0/16`, {
      tiers: [tier('app', 'az1', { routes: over === 'transit' ? [toTransitGateway('core', '10.0.0.0/8')] : [] })],
      endpoints: (services[name] ?? 'kms').split(' ').map((service) => interfaceEndpoint(service, 'az1')),
      ...(over === 'transit' ? { attachments: [{ transitGateway: 'core', tier: 'app' }] } : {}),
    }),
  );
  const rest =
    over === 'transit'
      ? { transitGateways: [{ name: 'core' }] }
      : {
          peerings: [
            { name: 'a-b', from: 'a', to: 'b' },
            { name: 'a-c', from: 'c', to: 'a' },
          ],
        };
  return ofAccounts(account(consumerAccount, 'shop', [region('eu-central-1', 'az1', { vpcs, ...rest })]));
}

function endpoints(change: (one: RecordOf<'vpcEndpoints'>) => Partial<RecordOf<'vpcEndpoints'>>, snapshot = three('transit')): Snapshot {
  return altered(snapshot, 'vpcEndpoints', (one) => ({ ...one, ...change(one) }));
}

const onlyFirst =
  (change: Partial<RecordOf<'vpcEndpoints'>>) =>
  (one: RecordOf<'vpcEndpoints'>): Partial<RecordOf<'vpcEndpoints'>> =>
    one.vpcEndpointId === endpointIdOf('a-kms') ? change : {};

/** What fails, by its first subject, and how often the rule passed. */
function said(snapshot: Snapshot) {
  const { findings, passed } = judge('TP-01', snapshot);
  return [findings.map(([status, , subject]) => `${status} ${subject}`), passed];
}

const found = [[`fail ${core}`], 0];
const fine = [[], 1];
const ids = names.map((name) => vpcIdOf(name)).toSorted();
const of = (service: string) => names.map((name) => endpointIdOf(`${name}-${service}`));

describe('VPCs on one transit gateway', () => {
  it('are told with the services that all of them have, and who has them', () => {
    const [finding] = findingsOf('TP-01', three('transit', { a: 'kms sts logs', b: 'kms sts', c: 'kms sts' })).map(toldOf) as readonly {
      readonly subjects: readonly string[];
      readonly summary: string;
      readonly evidence: unknown;
    }[];
    expect([finding?.summary, finding?.evidence, finding?.subjects.toSorted()]).toEqual([
      `kms, sts have endpoints in 3 VPCs that share ${core}.`,
      [
        { api: 'DescribeVpcEndpoints', fields: { 'VPCs with kms': ids.join(', '), 'VPCs with sts': ids.join(', ') } },
        { api: 'DescribeTransitGatewayAttachments', fields: { ResourceId: ids.join(', ') } },
      ],
      [
        `transit-gateway ${core} ${consumerAccount} eu-central-1`,
        ...[...of('kms'), ...of('sts')].map((id) => `vpc-endpoint ${id} ${consumerAccount} eu-central-1`),
      ].toSorted(),
    ]);
  });

  it.each([
    ['repeat what three of them have', three('transit'), found],
    ['repeat nothing that two of them have', three('transit', { c: 'sts' }), fine],
    ['repeat nothing by an endpoint that waits', endpoints(onlyFirst({ state: 'PendingAcceptance' })), fine],
    ['repeat nothing by a gateway endpoint', endpoints(onlyFirst({ vpcEndpointType: 'Gateway' })), fine],
    ['repeat nothing by an endpoint of another Region', endpoints(onlyFirst({ region: 'us-east-1' as Region })), fine],
    [
      'repeat nothing that AWS does not offer',
      endpoints(() => ({ serviceName: 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0' as never })),
      fine,
    ],
    ['repeat nothing where one has two and another one', three('transit', { a: 'kms kms', b: 'kms', c: 'sts' }), fine],
    [
      'are no circle by attachments that tell no gateway',
      altered(three('transit'), 'transitGatewayAttachments', (one) => ({ ...one, transitGatewayId: null })),
      [[], 0],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });

  it('are told with the owner of the gateway, as far as anybody tells', () => {
    const owner = (snapshot: Snapshot) => findingsOf('TP-01', snapshot)[0]?.subjects[0]?.accountId;
    const attached = (transitGatewayOwnerId: string | null) =>
      altered(three('transit'), 'transitGatewayAttachments', (one) => ({
        ...one,
        transitGatewayOwnerId: transitGatewayOwnerId as AccountId | null,
      }));
    const unlisted = (snapshot: Snapshot): Snapshot => ({ ...snapshot, transitGateways: [] });
    expect([owner(attached(thirdAccount)), owner(unlisted(attached(thirdAccount))), owner(unlisted(attached(null)))]).toEqual([
      consumerAccount,
      thirdAccount,
      consumerAccount,
    ]);
  });
});

describe('VPCs that are peered with one of them', () => {
  it('are told, whoever asked for the peering', () => {
    const [finding] = findingsOf('TP-01', three('peering'));
    expect([finding?.subjects[0]?.id, finding?.summary, finding?.evidence[1]]).toEqual([
      vpcIdOf('a'),
      'kms has endpoints in 3 VPCs that share peering with a.',
      {
        api: 'DescribeVpcPeeringConnections',
        fields: { ResourceId: [vpcIdOf('a'), ...[vpcIdOf('b'), vpcIdOf('c')].toSorted()].join(', ') },
      },
    ]);
  });

  it.each([
    [
      'count in one Region alone',
      altered(three('peering'), 'vpcs', (one) => (one.vpcId === vpcIdOf('b') ? { ...one, region: 'us-east-1' as Region } : one)),
    ],
    [
      'count where both sides are told',
      altered(three('peering'), 'peeringConnections', (one) =>
        one.peeringConnectionId === peeringIdOf('a-b') ? { ...one, accepter: { ...one.accepter, vpcId: null } } : one,
      ),
    ],
  ] as const)('%s', (_what, snapshot) => {
    expect(said(snapshot)[0]).toEqual([]);
  });
});
