/** Faults of connections and of sharing, planted. */
import {
  balancerArn,
  connection,
  endpoint,
  inLedger,
  kms,
  ledgerVpc,
  principal,
  securityGroup,
  service,
  strangerPrincipal,
  toLedger,
} from './base.ts';
import type { Plant } from './plant.ts';
import { add, change, drop, home, idOf, ledger, shop, stranger, type World } from './world.ts';

const configuration = 'DescribeVpcEndpointServiceConfigurations';

function allow(world: World, ...principals: readonly ReturnType<typeof principal>[]): void {
  world.set([ledger, home, 'DescribeVpcEndpointServicePermissions', service].join(' '), principals);
}

function state(world: World, word: string): void {
  change(world, 'DescribeVpcEndpoints', toLedger, { State: word });
  change(world, 'DescribeVpcEndpointConnections', toLedger, { VpcEndpointState: word }, inLedger);
}

const everyone = principal('*');
const theirs = idOf('vpce', 'f1');
const farService = idOf('vpce-svc', 'f2');
const farName = `com.amazonaws.vpce.eu-west-1.${farService}`;
const far = idOf('vpce', 'f2');

export const connectionPlants: readonly Plant[] = [
  { rule: 'CN-01', what: 'a connection that nobody accepts', plant: (world) => state(world, 'pendingAcceptance'), subjects: [toLedger] },
  {
    rule: 'CN-02',
    what: 'a connection that was refused',
    plant: (world) => state(world, 'rejected'),
    subjects: [toLedger],
    also: ['CN-08'],
  },
  {
    rule: 'CN-03',
    what: 'everyone may connect, unasked',
    plant: (world) => {
      allow(world, everyone);
      change(world, configuration, service, { AcceptanceRequired: false }, inLedger);
    },
    subjects: [service],
  },
  { rule: 'CN-04', what: 'everyone may ask', plant: (world) => allow(world, everyone), subjects: [service] },
  {
    rule: 'CN-05',
    what: 'a foreign account may connect, unasked',
    plant: (world) => {
      add(world, 'DescribeVpcEndpointServicePermissions', [strangerPrincipal], { ...inLedger, of: service });
      change(world, configuration, service, { AcceptanceRequired: false }, inLedger);
    },
    subjects: [service],
  },
  { rule: 'CN-06', what: 'a consumer that is no longer allowed', plant: (world) => allow(world), subjects: [toLedger] },
  {
    rule: 'CN-05',
    what: 'a foreign account may ask',
    plant: (world) => add(world, 'DescribeVpcEndpointServicePermissions', [strangerPrincipal], { ...inLedger, of: service }),
    subjects: [service],
  },
  {
    rule: 'CN-07',
    what: 'a consumer that nobody knows',
    plant: (world) => {
      add(world, 'DescribeVpcEndpointServicePermissions', [strangerPrincipal], { ...inLedger, of: service });
      add(world, 'DescribeVpcEndpointConnections', [connection(theirs, stranger)], inLedger);
    },
    subjects: [theirs],
  },
  {
    rule: 'CN-08',
    what: 'a service that nobody uses',
    plant: (world) => {
      drop(world, 'DescribeVpcEndpoints', toLedger);
      drop(world, 'DescribeVpcEndpointConnections', toLedger, inLedger);
    },
    subjects: [service],
  },
  {
    rule: 'CN-09',
    what: 'a service that its owner has deleted',
    plant: (world) => {
      drop(world, configuration, service, inLedger);
      drop(world, 'DescribeVpcEndpointConnections', toLedger, inLedger);
      world.delete([ledger, home, 'DescribeVpcEndpointServicePermissions', service].join(' '));
    },
    subjects: [toLedger],
  },
  {
    rule: 'CN-10',
    what: 'a private DNS name that nobody has proven',
    plant: (world) =>
      change(
        world,
        configuration,
        service,
        {
          PrivateDnsName: 'ledger.example.com',
          PrivateDnsNameConfiguration: { State: 'pendingVerification', Type: 'TXT', Name: '_abc', Value: 'vpce:def' },
        },
        inLedger,
      ),
    subjects: [service],
  },
  {
    rule: 'CN-11',
    what: 'a load balancer whose group knows another network',
    plant: (world) => {
      add(world, 'DescribeSecurityGroups', [securityGroup(idOf('sg', 'f1'), 'nlb', ledgerVpc, '192.168.0.0/16', ledger)], inLedger);
      const guard = { SecurityGroups: [idOf('sg', 'f1')], EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'on' };
      change(world, 'DescribeLoadBalancers', balancerArn, guard, inLedger);
    },
    subjects: [balancerArn],
  },
  {
    rule: 'CN-12',
    what: 'a service of another Region that is not offered here',
    plant: (world) => {
      add(world, 'DescribeVpcEndpoints', [
        endpoint(far, 'Interface', farName, {
          ServiceRegion: 'eu-west-1',
          SubnetIds: [idOf('subnet', 'c1'), idOf('subnet', 'c2')],
          Groups: [{ GroupId: idOf('sg', 'c4'), GroupName: 'to-ledger' }],
        }),
      ]);
      const there = { account: ledger, region: 'eu-west-1' };
      add(
        world,
        configuration,
        [
          {
            ServiceId: farService,
            ServiceName: farName,
            ServiceState: 'Available',
            ServiceType: [{ ServiceType: 'Interface' }],
            AvailabilityZoneIds: ['euw1-az1', 'euw1-az2'],
            AcceptanceRequired: true,
            NetworkLoadBalancerArns: [],
            SupportedIpAddressTypes: ['ipv4'],
            RemoteAccessEnabled: true,
            SupportedRegions: [{ Region: 'eu-west-1', ServiceState: 'Available' }],
          },
        ],
        there,
      );
      add(world, 'DescribeVpcEndpointServicePermissions', [{ ...principal(`arn:aws:iam::${shop}:root`), ServiceId: farService }], {
        ...there,
        of: farService,
      });
      add(world, 'DescribeVpcEndpointConnections', [connection(far, shop, 'available', farService)], there);
    },
    subjects: [far],
  },
  {
    rule: 'CN-13',
    what: 'a dualstack endpoint of a service without IPv6',
    plant: (world) => change(world, 'DescribeVpcEndpoints', kms, { IpAddressType: 'dualstack' }),
    subjects: [kms],
  },
  {
    rule: 'TP-05',
    what: 'a provider that pays for its consumers',
    plant: (world) => change(world, configuration, service, { PayerResponsibility: 'ServiceOwner' }, inLedger),
    subjects: [service],
  },
];
