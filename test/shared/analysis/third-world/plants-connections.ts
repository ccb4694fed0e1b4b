/** Faults of connections and sharing, and of names, one at a time. */
import { balancer, balancerArn, connection, permissions, service } from './kit-services.ts';
import { data, net, part, places as makePlaces } from './places.ts';
import type { Plant } from './plants-zones.ts';
import { change, drop, entries, id, type Wire, type World } from './world.ts';

const places = makePlaces();
const provider = places(data);
const configurations = 'DescribeVpcEndpointServiceConfigurations';
const serviceOf = (name: string): Wire => ({ ServiceId: id('vpce-svc', name) });
const endpointOf = (name: string): Wire => ({ VpcEndpointId: id('vpce', name) });
const stranger = '990000000909';

function inState(world: World, name: string, state: string, fields: Wire = {}): void {
  change(world, 'DescribeVpcEndpoints', endpointOf(name), { State: state, ...fields });
  change(world, 'DescribeVpcEndpointConnections', endpointOf(name), {
    VpcEndpointState: state,
    ...(fields['CreationTimestamp'] === undefined ? {} : { CreationTimestamp: fields['CreationTimestamp'] }),
  });
}

const wildcard = [['All', '*']] as const;
const partRole = ['Role', `arn:aws:iam::${places(part).account}:role/net/builder`] as const;

/** A small service of the provider beside the others. */
function another(world: World, name: string, fields: Wire = {}): void {
  const arn = balancer(
    world,
    provider,
    'data',
    name,
    [
      ['data-a', 'a', '10.43.0.90'],
      ['data-b', 'b', '10.43.1.90'],
    ],
    [
      {
        port: 443,
        protocol: 'TCP',
        targets: [
          ['10.43.0.60', 'a'],
          ['10.43.1.60', 'b'],
        ],
      },
    ],
    { type: 'network' },
  );
  service(world, provider, name, {
    letters: 'ab',
    balancers: [arn],
    principals: [['Account', `arn:aws:iam::${places(part).account}:root`]],
    fields,
  });
}

export const connectionPlants: readonly Plant[] = [
  {
    name: 'pending for two hours',
    plant: (world) => inState(world, 'edge wall a', 'pendingAcceptance', { CreationTimestamp: '2026-11-21T10:00:00+00:00' }),
    tells: [`CN-01 medium ${id('vpce', 'edge wall a')}`],
  },
  {
    name: 'pending for two days',
    plant: (world) => inState(world, 'edge wall a', 'pendingAcceptance', { CreationTimestamp: '2026-11-19T10:00:00+00:00' }),
    tells: [`CN-01 high ${id('vpce', 'edge wall a')}`],
  },
  {
    name: 'the only consumer of a service is pending',
    plant: (world) => inState(world, 'part ledger', 'pendingAcceptance', { CreationTimestamp: '2026-11-21T10:00:00+00:00' }),
    tells: [`CN-01 medium ${id('vpce', 'part ledger')}`],
  },
  {
    name: 'the only consumer of a service was rejected',
    plant: (world) => inState(world, 'part ledger', 'rejected'),
    tells: [`CN-02 high ${id('vpce', 'part ledger')}`, `CN-08 low ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'one consumer of two is pending',
    plant: (world) => inState(world, 'shop pay', 'pendingAcceptance', { CreationTimestamp: '2026-11-21T10:00:00+00:00' }),
    tells: [`CN-01 medium ${id('vpce', 'shop pay')}`],
  },
  { name: 'rejected', plant: (world) => inState(world, 'central pay', 'rejected'), tells: [`CN-02 high ${id('vpce', 'central pay')}`] },
  {
    name: 'rejected, and the consumer was read before',
    plant: (world) => change(world, 'DescribeVpcEndpointConnections', endpointOf('central pay'), { VpcEndpointState: 'rejected' }),
    tells: [`CN-02 high ${id('vpce', 'central pay')}`],
  },
  {
    name: 'failed for want of addresses',
    plant: (world) =>
      change(world, 'DescribeVpcEndpoints', endpointOf('shop database'), {
        State: 'Failed',
        LastError: { Code: 'InsufficientFreeAddresses', Message: 'none left' },
      }),
    tells: [`CN-02 high ${id('vpce', 'shop database')}`],
  },
  {
    name: 'open to everybody',
    plant: (world) => {
      permissions(world, provider, 'ledger', [...wildcard, partRole]);
      change(world, configurations, serviceOf('ledger'), { AcceptanceRequired: false });
    },
    tells: [`CN-03 critical ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'everybody may ask',
    plant: (world) => permissions(world, provider, 'ledger', [...wildcard, partRole]),
    tells: [`CN-04 medium ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'a stranger is let in unasked',
    plant: (world) => {
      permissions(world, provider, 'ledger', [partRole, ['User', `arn:aws:iam::${stranger}:user/x`]]);
      change(world, configurations, serviceOf('ledger'), { AcceptanceRequired: false });
    },
    tells: [`CN-05 low ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'the consumer was taken off the list',
    plant: (world) => permissions(world, provider, 'ledger', [['Account', `arn:aws:iam::${places(net).account}:root`]]),
    tells: [`CN-06 medium ${id('vpce', 'part ledger')}`],
  },
  {
    name: 'no principal is left',
    plant: (world) => permissions(world, provider, 'ledger', []),
    tells: [`CN-06 medium ${id('vpce', 'part ledger')}`],
  },
  {
    name: 'a connection from nobody we know',
    plant: (world) => {
      permissions(world, provider, 'ledger', [partRole, ['Account', `arn:aws:iam::${stranger}:root`]]);
      connection(
        world,
        provider,
        'ledger',
        'unknown',
        { account: stranger, region: 'eu-west-1', zones: {} },
        { NetworkLoadBalancerArns: [balancerArn(provider, 'ledger-one')] },
      );
    },
    tells: [`AZ-06 unknown ${id('vpce', 'unknown')}`, `CN-07 low ${id('vpce', 'unknown')}`],
  },
  { name: 'a service without connections', plant: (world) => another(world, 'idle'), tells: [`CN-08 low ${id('vpce-svc', 'idle')}`] },
  {
    name: 'the service behind an endpoint is gone',
    plant: (world) => {
      drop(world, configurations, serviceOf('ledger'));
      drop(world, 'DescribeVpcEndpointConnections', serviceOf('ledger'));
      drop(world, 'DescribeVpcEndpointServices', serviceOf('ledger'));
      world.calls = world.calls.filter((call) => call.subject !== id('vpce-svc', 'ledger'));
    },
    tells: [`CN-09 high ${id('vpce', 'part ledger')}`],
  },
  {
    name: 'a private name that waits',
    plant: (world) =>
      change(world, configurations, serviceOf('pay'), {
        PrivateDnsNameConfiguration: { State: 'pendingVerification', Type: 'TXT', Value: 'v', Name: '_n' },
      }),
    tells: [`CN-10 medium ${id('vpce-svc', 'pay')}`],
  },
  {
    name: 'a private name that failed',
    plant: (world) =>
      change(world, configurations, serviceOf('pay'), {
        PrivateDnsNameConfiguration: { State: 'failed', Type: 'TXT', Value: 'v', Name: '_n' },
      }),
    tells: [`CN-10 medium ${id('vpce-svc', 'pay')}`],
  },
  {
    name: 'the balancer admits one consumer of two',
    plant: (world) => {
      const [one] = entries(world, 'DescribeSecurityGroups', { GroupId: id('sg', 'balancers') });
      for (const permission of (one?.['IpPermissions'] ?? []) as Wire[]) permission['IpRanges'] = [{ CidrIp: '10.48.0.0/16' }];
    },
    tells: [`CN-11 medium ${balancerArn(provider, 'pay')}`],
  },
  {
    name: 'the balancer admits one consumer of two, and does not enforce it',
    plant: (world) => {
      const [one] = entries(world, 'DescribeSecurityGroups', { GroupId: id('sg', 'balancers') });
      for (const permission of (one?.['IpPermissions'] ?? []) as Wire[]) permission['IpRanges'] = [{ CidrIp: '10.48.0.0/16' }];
      change(world, 'DescribeLoadBalancers', { LoadBalancerName: 'pay' }, { EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'off' });
    },
    tells: [],
  },
  {
    name: 'the Region was taken off the service',
    plant: (world) =>
      change(world, configurations, serviceOf('pay'), { SupportedRegions: [{ Region: 'eu-west-1', ServiceState: 'Available' }] }),
    tells: [`CN-12 medium ${id('vpce', 'central pay')}`],
  },
  {
    name: 'the service is closed in the Region',
    plant: (world) =>
      change(world, configurations, serviceOf('pay'), {
        SupportedRegions: [
          { Region: 'eu-west-1', ServiceState: 'Available' },
          { Region: 'eu-central-1', ServiceState: 'Closed' },
        ],
      }),
    tells: [`CN-12 medium ${id('vpce', 'central pay')}`],
  },
  {
    name: 'a service of IPv4 and a dual-stack endpoint',
    plant: (world) => {
      change(world, configurations, serviceOf('ledger'), { SupportedIpAddressTypes: ['ipv4'] });
      change(world, 'DescribeVpcEndpoints', endpointOf('part ledger'), {
        IpAddressType: 'dualstack',
        DnsOptions: { DnsRecordIpType: 'dualstack' },
      });
    },
    tells: [`CN-13 medium ${id('vpce', 'part ledger')}`],
  },
  {
    name: 'a service of both, and balancers of IPv4',
    plant: (world) => change(world, configurations, serviceOf('ledger'), { SupportedIpAddressTypes: ['ipv4', 'ipv6'] }),
    tells: [`CN-13 medium ${id('vpce-svc', 'ledger')}`],
  },
  {
    name: 'records of IPv6 for an endpoint without',
    plant: (world) => change(world, 'DescribeVpcEndpoints', endpointOf('common logs'), { DnsOptions: { DnsRecordIpType: 'dualstack' } }),
    tells: [`CN-13 medium ${id('vpce', 'common logs')}`],
  },
  {
    name: 'the provider pays',
    plant: (world) => {
      change(world, configurations, serviceOf('pay'), { PayerResponsibility: 'ServiceOwner' });
      change(world, 'DescribeVpcEndpointServices', serviceOf('pay'), { PayerResponsibility: 'ServiceOwner' });
    },
    tells: [`TP-05 info ${id('vpce-svc', 'pay')}`],
  },
  {
    name: 'the provider pays for one endpoint',
    plant: (world) =>
      change(world, 'DescribeVpcEndpoints', endpointOf('shop pay'), {
        PayerResponsibilities: [{ Scope: 'vpc-endpoint-charges', PayerResponsibilityType: 'vpc-endpoint-service-account' }],
      }),
    tells: [`TP-05 info ${id('vpce', 'shop pay')}`],
  },
];
