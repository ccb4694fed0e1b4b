/** Faults of shared VPCs and of names, one at a time. */
import { openAcl, routeTable, subnet, vpc } from './kit.ts';
import { group } from './kit-callers.ts';
import { regionalName, zonalName } from './kit-links.ts';
import { sqs } from './base-app.ts';
import { secrets, zoneId } from './base-net.ts';
import { app, net, part, places as makePlaces } from './places.ts';
import type { Plant } from './plants-zones.ts';
import { add, change, changeCall, id, type Place, type Wire, type World } from './world.ts';

const places = makePlaces();
const endpointOf = (name: string): Wire => ({ VpcEndpointId: id('vpce', name) });
const stranger = '990000000909';

function sharedByStranger(world: World): void {
  const here: Place = places(part);
  vpc(world, here, 'lent', '10.90.0.0/16', { owner: stranger, dopt: here.account });
  subnet(world, here, 'lent', 'lent-a', 'a', '10.90.0.0/24', { owner: stranger });
  openAcl(world, here, 'lent', ['lent-a'], stranger);
  routeTable(world, here, 'lent', 'lent', [], [], { main: true, owner: stranger, locals: ['10.90.0.0/16'] });
}

function recordOf(world: World, records: readonly Wire[]): void {
  changeCall(world, 'ListResourceRecordSets', zoneId, (answer) => ({ ...answer, ResourceRecordSets: records }));
}

const secretsName = 'secretsmanager.eu-west-1.amazonaws.com.';

function forwards(world: World, place: Place, vpcName: string, DomainName: string): void {
  add(world, place, 'ListResolverRules', {
    Id: 'rslvr-rr-0000000000000002',
    DomainName,
    Status: 'COMPLETE',
    RuleType: 'FORWARD',
    Name: 'planted',
    TargetIps: [{ Ip: '10.9.0.2', Port: 53 }],
    OwnerId: place.account,
    ShareStatus: 'NOT_SHARED',
  });
  add(world, place, 'ListResolverRuleAssociations', {
    Id: 'rslvr-rrassoc-0000000000000002',
    ResolverRuleId: 'rslvr-rr-0000000000000002',
    VPCId: id('vpc', vpcName),
    Status: 'COMPLETE',
  });
}

export const namePlants: readonly Plant[] = [
  { name: 'a VPC lent by a stranger', plant: sharedByStranger, tells: [`TP-04 info ${id('vpc', 'lent')}`] },
  {
    name: 'a rule for the domain of a hosted zone',
    plant: (world) => forwards(world, places(net), 'hub', secretsName),
    tells: [`DNS-01 medium ${id('vpc', 'hub')}`],
  },
  {
    name: 'a rule for the domain of private DNS',
    plant: (world) => forwards(world, places(app), 'shop', 'sqs.eu-west-1.amazonaws.com'),
    tells: [`DNS-01 medium ${id('vpc', 'shop')}`],
  },
  { name: 'a rule for the parent domain', plant: (world) => forwards(world, places(net), 'hub', 'amazonaws.com.'), tells: [] },
  {
    name: 'an alias for one zone',
    plant: (world) =>
      recordOf(world, [
        {
          Name: secretsName,
          Type: 'A',
          AliasTarget: {
            HostedZoneId: 'Z38GZ743OKFT7T',
            DNSName: zonalName(places(net), 'hub secrets', secrets, 'b'),
            EvaluateTargetHealth: true,
          },
        },
      ]),
    tells: [`DNS-02 medium ${zoneId}`],
  },
  {
    name: 'the address of one zone',
    plant: (world) => recordOf(world, [{ Name: secretsName, Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.40.1.10' }] }]),
    tells: [`DNS-02 medium ${zoneId}`],
  },
  {
    name: 'the addresses of all zones',
    plant: (world) =>
      recordOf(world, [
        {
          Name: secretsName,
          Type: 'A',
          TTL: 60,
          ResourceRecords: [{ Value: '10.40.0.10' }, { Value: '10.40.1.10' }, { Value: '10.40.2.10' }],
        },
      ]),
    tells: [],
  },
  {
    name: 'a CNAME to the regional name below the apex',
    plant: (world) =>
      recordOf(world, [
        {
          Name: secretsName,
          Type: 'A',
          TTL: 60,
          ResourceRecords: [{ Value: '10.40.0.10' }, { Value: '10.40.1.10' }, { Value: '10.40.2.10' }],
        },
        {
          Name: `x.${secretsName}`,
          Type: 'CNAME',
          TTL: 60,
          ResourceRecords: [{ Value: regionalName(places(net), 'hub secrets', secrets) }],
        },
      ]),
    tells: [],
  },
  {
    name: 'a zone that leads elsewhere',
    plant: (world) => recordOf(world, [{ Name: secretsName, Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] }]),
    tells: [
      `AZ-05 low ${id('vpce', 'hub secrets')}`,
      `EP-01 medium ${id('vpce', 'hub secrets')}`,
      `EP-09 info ${id('vpce', 'hub secrets')}`,
      `NT-09 medium ${id('vpce', 'hub secrets')}`,
    ],
  },
  { name: 'an own group, wide', plant: (world) => void group(world, places(app), 'shop', 'unused', ['443'], ['0.0.0.0/0']), tells: [] },
  {
    name: 'SQS by FIPS names only',
    plant: (world) => {
      change(world, 'DescribeVpcEndpoints', endpointOf('shop sqs'), { ServiceName: `${sqs}-fips` });
      change(
        world,
        'DescribeVpcEndpointServices',
        { ServiceName: sqs },
        {
          ServiceName: `${sqs}-fips`,
          PrivateDnsName: 'sqs-fips.eu-west-1.amazonaws.com',
          PrivateDnsNames: [{ PrivateDnsName: 'sqs-fips.eu-west-1.amazonaws.com' }],
        },
      );
    },
    tells: [`DNS-03 info ${id('vpce', 'shop sqs')}`],
  },
];
