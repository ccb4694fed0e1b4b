/** EP-04 where endpoints, ports and callers differ: each endpoint by its own groups, a hub's by the callers of its spokes. */
import { describe, expect, it } from 'vitest';
import type { SecurityGroup } from '#shared/model/security-group.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { account, allow, region, tier, toTransitGateway, vpc, type VpcDescription } from '#shared/model/estate/describe.ts';
import { endpointIdOf, securityGroupIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, ofAccounts, oneVpc, pair, providerAccount } from '#test/fixtures/small-estates.ts';
import { findingsOf, judge, toldOf } from './judging.ts';

const kms = endpointIdOf('shop-kms');
const groups: Readonly<Record<string, Partial<SecurityGroup>>> = {
  open: { ingress: [allow(443, '10.0.0.0/16')] },
  closed: { ingress: [allow(443, '192.168.0.0/16')] },
  half: { ingress: [allow(443, '10.0.0.0/24')] },
  other: { ingress: [allow(8443, '10.0.0.0/16')] },
};

/** What is said of each endpoint of a VPC, by its id. */
function said(snapshot: Snapshot): readonly string[] {
  const { findings, passed } = judge('EP-04', snapshot);
  return [...findings.map(([status, severity, id]) => `${status} ${severity} ${id}`), `pass ${passed}`];
}

function withEndpoints(...all: NonNullable<VpcDescription['endpoints']>): Snapshot {
  return oneVpc({ securityGroups: groups, endpoints: all });
}

const sts = endpointIdOf('shop-sts');

describe('endpoints of one VPC are judged by their own groups', () => {
  it.each([
    [
      'where one admits nobody',
      withEndpoints(
        interfaceEndpoint('kms', 'az1', { securityGroups: ['open'] }),
        interfaceEndpoint('sts', 'az1', { securityGroups: ['closed'] }),
      ),
      [`fail high ${sts}`, 'pass 1'],
    ],
    [
      'where one has a group more',
      withEndpoints(
        interfaceEndpoint('kms', 'az1', { securityGroups: ['closed'] }),
        interfaceEndpoint('sts', 'az1', { securityGroups: ['closed', 'open'] }),
      ),
      [`fail high ${kms}`, 'pass 1'],
    ],
    [
      'where both have two groups',
      withEndpoints(
        interfaceEndpoint('kms', 'az1', { securityGroups: ['closed', 'other'] }),
        interfaceEndpoint('sts', 'az1', { securityGroups: ['closed', 'open'] }),
      ),
      [`fail high ${kms}`, 'pass 1'],
    ],
    [
      'where they have the same',
      withEndpoints(
        interfaceEndpoint('kms', 'az1', { securityGroups: ['closed'] }),
        interfaceEndpoint('sts', 'az1', { securityGroups: ['closed'] }),
      ),
      [...[kms, sts].toSorted().map((id) => `fail high ${id}`), 'pass 0'],
    ],
    [
      'where only one speaks IPv6, and nobody tells the blocks',
      altered(
        withEndpoints(
          interfaceEndpoint('kms', 'az1', { securityGroups: ['open'] }),
          interfaceEndpoint('sts', 'az1', { securityGroups: ['open'] }),
        ),
        'vpcEndpoints',
        (one) => (one.vpcEndpointId === sts ? { ...one, ipAddressType: 'ipv6' } : one),
      ),
      [`unknown high ${sts}`, 'pass 1'],
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });
});

describe('a service with two listeners', () => {
  /** The ledger on 443 and 8443; the group admits the shop on 443 from the first block and on 8443 from the second. */
  const ledger = (first: string, second: string): Snapshot => {
    const snapshot = pair({
      endpoint: { securityGroups: ['two'] },
      consumer: { securityGroups: { two: { ingress: [allow(443, first), allow(8443, second)] } } },
    });
    const more = snapshot.listeners.map((one) => ({ ...one, listenerArn: `${one.listenerArn}-2` as typeof one.listenerArn, port: 8443 }));
    return { ...snapshot, listeners: [...snapshot.listeners, ...more] };
  };
  const [all, some, nobody] = ['10.0.0.0/16', '10.0.0.0/24', '192.168.0.0/16'];
  /** Severity and the port that is told. */
  const worst = (first: string, second: string) => {
    const [finding] = findingsOf('EP-04', ledger(first, second));
    return finding === undefined ? 'pass' : `${finding.severity} ${/on port (\d+)/.exec(finding.summary)?.[1]}`;
  };

  it('is told by the port that admits least', () => {
    expect([worst(all, all), worst(all, nobody), worst(nobody, all), worst(some, nobody), worst(all, some), worst(some, all)]).toEqual([
      'pass',
      'high 8443',
      'high 443',
      'high 8443',
      'low 8443',
      'low 443',
    ]);
  });
});

describe('an endpoint of a hub', () => {
  const domain = 'kms.eu-central-1.amazonaws.com';
  const hubKms = endpointIdOf('hub-kms');
  const lambda = { lambda: 1 };

  /** The hub's group admits these blocks; in the hub itself somebody calls where `calls` says so. */
  const hub = (blocks: readonly string[], calls = false, own: Partial<SecurityGroup> = {}): Snapshot => {
    const hubVpc = vpc('hub', '10.10.0.0/16', {
      tiers: [tier('endpoints', 'az1', { routes: [toTransitGateway('core', '10.0.0.0/8')], ...(calls ? { holds: lambda } : {}) })],
      endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false, securityGroups: ['central'] })],
      securityGroups: { central: { ingress: [allow(443, ...blocks)], ...own } },
      attachments: [{ transitGateway: 'core', tier: 'endpoints' }],
      hostedZones: [{ domain, records: [{ name: '', endpoint: 'hub-kms' }] }],
    });
    const spoke = vpc('spoke', '10.11.0.0/16', {
      tiers: [tier('app', 'az1', { holds: lambda, routes: [toTransitGateway('core')] })],
      attachments: [{ transitGateway: 'core', tier: 'app' }],
      hostedZones: [{ domain, owner: providerAccount }],
    });
    return ofAccounts(
      account(consumerAccount, 'spoke', [region('eu-central-1', 'az1', { vpcs: [spoke] })]),
      account(providerAccount, 'hub', [region('eu-central-1', 'az1', { vpcs: [hubVpc], transitGateways: [{ name: 'core' }] })]),
    );
  };
  const [home, away] = ['10.10.0.0/16', '10.11.0.0/16'];
  const interfaces = (accountId: string) => ({ operation: 'DescribeNetworkInterfaces', accountId });

  it.each([
    ['admits hub and spoke', hub([home, away]), ['pass 1']],
    ['admits the spoke, and nobody in the hub calls', hub([away]), ['pass 1']],
    ['admits the hub alone, where nobody calls', hub([home]), [`fail high ${hubKms}`, 'pass 0']],
    ['admits the hub alone, where somebody calls', hub([home], true), [`fail low ${hubKms}`, 'pass 0']],
    ['admits the spoke alone, and somebody in the hub calls', hub([away], true), [`fail low ${hubKms}`, 'pass 0']],
    ['admits nobody', hub(['192.168.0.0/16'], true), [`fail high ${hubKms}`, 'pass 0']],
    ['admits the hub, whose callers nobody read', unread(hub([home], true), interfaces(providerAccount)), [`fail low ${hubKms}`, 'pass 0']],
    [
      'admits the hub, and nobody read the callers of the spoke',
      unread(hub([home], true), interfaces(consumerAccount)),
      [`fail low ${hubKms}`, 'pass 0'],
    ],
    ['admits the only subnet of the spoke that calls', hub(['10.11.0.0/20']), ['pass 1']],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(said(snapshot)).toEqual(expected);
  });

  it('may admit the members of a group where nobody read who they are', () => {
    const members = { ...allow(443, home), securityGroupIds: [securityGroupIdOf('hub', 'workload')] };
    const guarded = hub([], true, { ingress: [members] });
    expect([said(unread(guarded, interfaces(providerAccount))), said(unread(guarded, interfaces(consumerAccount)))]).toEqual([
      [`unknown high ${hubKms}`, 'pass 0'],
      [`unknown high ${hubKms}`, 'pass 0'],
    ]);
  });
});

it('names groups, port and command of an endpoint that admits part of its callers', () => {
  const snapshot = withEndpoints(interfaceEndpoint('kms', 'az1', { securityGroups: ['half', 'closed'] }));
  const ids = snapshot.vpcEndpoints[0]?.securityGroupIds ?? [];
  expect(findingsOf('EP-04', unread(snapshot, { operation: 'DescribeNetworkInterfaces' })).map(toldOf)).toEqual([
    {
      status: 'fail',
      severity: 'low',
      subjects: [
        `vpc-endpoint ${kms} ${consumerAccount} eu-central-1`,
        ...ids.map((id) => `security-group ${id} ${consumerAccount} eu-central-1`),
      ],
      summary: `kms (${kms}) admits only part of its callers on port 443.`,
      evidence: [
        { api: 'DescribeVpcEndpoints', fields: { Groups: ids.join(', ') } },
        { api: 'DescribeSecurityGroups', fields: { IpPermissions: 'port 443: part' } },
      ],
      remedy: `aws ec2 authorize-security-group-ingress --group-id ${ids[0]} --protocol tcp --port 443 --cidr <VPC block> --region eu-central-1`,
    },
  ]);
});
