/** Each rule about endpoints on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import type { AccountId, IsoTime, PrefixListId, ZoneId } from '#shared/base/ids.ts';
import { altered, unplanned, unread, withRecords } from '#shared/model/estate/alter.ts';
import { type EndpointDescription, gatewayEndpoint, interfaceEndpoint, latticeEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { allow, tier } from '#shared/model/estate/describe.ts';
import { endpointIdOf, hostedZoneIdOf, securityGroupIdOf, subnetIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { consumerAccount, hubAndSpoke, oneEndpoint, oneVpc, pair, providerAccount } from '#test/fixtures/small-estates.ts';
import { type Case, measured, withFaults } from './judging.ts';

const kms = endpointIdOf('shop-kms');

const closed = { securityGroups: { closed: { ingress: [allow(443, '192.168.0.0/16')] }, half: { ingress: [allow(443, '10.0.0.0/24')] } } };

const shop = vpcIdOf('shop');
const members = {
  securityGroups: {
    members: { ingress: [{ ...allow(443), securityGroupIds: [securityGroupIdOf('shop', 'workload')] }] },
    nobody: { ingress: [{ ...allow(443), securityGroupIds: [securityGroupIdOf('shop', 'empty')] }] },
    ranges: { ingress: [{ ...allow(443, '10.0.0.0/24'), protocol: '6', fromPort: null, toPort: null }] },
    six: { ingress: [{ ...allow(443, '0.0.0.0/0'), protocol: '6', fromPort: null, toPort: null }] },
    udp: { ingress: [{ ...allow(443, '0.0.0.0/0'), protocol: 'udp' }] },
  },
};
const kmsName = 'kms.eu-central-1.amazonaws.com';
const everyone6 = { ...allow(-1), ipv6CidrBlocks: ['::/0'] };
const wide = {
  securityGroups: {
    wide: { ingress: [allow(443, '0.0.0.0/0')] },
    wide6: { ingress: [everyone6] },
    ssh: { ingress: [allow(22, '0.0.0.0/0')] },
  },
};

/** KMS with private DNS off in a VPC with a Profile that brings this (the end of an ARN). */
function profiled(resource: string, rest: Parameters<typeof oneEndpoint>[1] = {}): Snapshot {
  const snapshot = oneEndpoint({ privateDns: false }, { profiles: ['names'], ...rest });
  return altered(snapshot, 'profileResources', (one) => ({ ...one, resourceArn: `arn:aws:any:eu-central-1:111122223333:${resource}` }));
}

/** The same, with a hosted zone of this domain, which answers in another VPC by itself. */
function inProfile(domain: string): Snapshot {
  const snapshot = profiled(`hostedzone/${hostedZoneIdOf(consumerAccount as AccountId, domain)}`, { hostedZones: [{ domain }] });
  return altered(snapshot, 'hostedZoneAssociations', (one) => ({ ...one, vpcId: vpcIdOf('elsewhere') }));
}

const callers = 'pl-0123456789abcdef0' as PrefixListId;

/** An endpoint that admits, on this port, a prefix list of the account, with these blocks; `null`: nobody read its entries. */
function listed(cidrBlocks: readonly string[] | null, port = 443): Snapshot {
  const rules = { securityGroups: { listed: { ingress: [{ ...allow(port), prefixListIds: [callers] }] } } };
  const snapshot = oneEndpoint({ securityGroups: ['listed'] }, rules);
  const [{ accountId, region, readBy }] = snapshot.vpcs as [Snapshot['vpcs'][number]];
  const list = { accountId, region, readBy, prefixListId: callers, prefixListName: 'callers', cidrBlocks };
  return withRecords(snapshot, 'prefixLists', [list]);
}

/** The same, where the role may not ask for entries. */
function denied(snapshot: Snapshot): Snapshot {
  const { ledger } = unread(snapshot, { operation: 'GetManagedPrefixListEntries' });
  return { ...snapshot, ledger };
}

/** Two endpoints of one service; the first has the names. */
function twice(): Snapshot {
  return oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('kms', 'az2', { name: 'other', privateDns: false })] });
}

/** S3 by both kinds of endpoint. */
function s3Twice(onlyInbound: boolean | null): Snapshot {
  return oneVpc({
    endpoints: [
      interfaceEndpoint('s3', 'az1', { override: { privateDnsOnlyForInboundResolverEndpoint: onlyInbound } }),
      gatewayEndpoint('s3', 'app', { name: 'free' }),
    ],
  });
}

/** One subnet with so many free addresses, and an endpoint in it. */
function free(availableIpAddressCount: number): Snapshot {
  return oneVpc({ tiers: [tier('app', 'az1', { routes: [], availableIpAddressCount })], endpoints: [interfaceEndpoint('kms', 'az1')] });
}

/** So many endpoints in one VPC. */
function many(count: number, make: (name: string) => EndpointDescription): Snapshot {
  return oneVpc({ endpoints: Array.from({ length: count }, (_, index) => make(`endpoint-${index}`)) });
}

function interfaceOf(name: string): EndpointDescription {
  return interfaceEndpoint(`service-${name}`, 'az1', { name });
}

/** A month's measurement of the KMS endpoint of the shop. */
function endpointRow(gb: string): Partial<UsageRow> {
  return { scope: shop, service: 'kms', path: 'endpoint', gb_per_month: gb };
}

/** A resource endpoint to a database. */
function lattice(rest: Partial<EndpointDescription> = {}): Snapshot {
  const arn = 'arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0';
  return oneVpc({ endpoints: [{ ...latticeEndpoint('Resource', 'database', arn, 'az1'), ...rest }] });
}

/** What the rules about endpoints say of small estates. */
export const epCases: readonly Case[] = [
  ['EP-04', 'a group that admits another network', oneEndpoint({ securityGroups: ['closed'] }, closed), [['fail', 'high', kms]], 0],
  ['EP-04', 'a group that admits part of the callers', oneEndpoint({ securityGroups: ['half'] }, closed), [['fail', 'low', kms]], 0],
  ['EP-04', '443 from the VPC', oneEndpoint(), [], 1],
  [
    'EP-04',
    'groups denied',
    withFaults({ DescribeSecurityGroups: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1 az2')] }),
    [['unknown', 'high', kms]],
    0,
  ],

  ['EP-07', 'the default policy on kms', oneEndpoint(), [['fail', 'medium', kms]], 0],
  [
    'EP-07',
    'the default policy on logs',
    oneVpc({ endpoints: [interfaceEndpoint('logs', 'az1 az2')] }),
    [['fail', 'low', endpointIdOf('shop-logs')]],
    0,
  ],
  [
    'EP-07',
    'a condition on the organisation',
    oneEndpoint({
      policy: {
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
        ],
      },
    }),
    [],
    1,
  ],
  ['EP-07', 'no policy in the answer', oneEndpoint({ policy: null }), [['unknown', 'low', kms]], 0],
  ['EP-07', 'a policy that is no JSON', oneEndpoint({ override: { policyDocument: '{"Statement":' } }), [['unknown', 'low', kms]], 0],

  [
    'EP-08',
    'the service twice',
    oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('kms', 'az2', { name: 'other', privateDns: false })] }),
    [['fail', 'medium', kms < endpointIdOf('other') ? kms : endpointIdOf('other')]],
    0,
  ],
  ['EP-08', 'endpoints denied', withFaults({ DescribeVpcEndpoints: 'denied' }), [['unknown', 'medium', 'eu-central-1']], 0],
  ['EP-08', 'two services', oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('sts', 'az1')] }), [], 2],
  ['EP-01', 'off, and nothing serves the name', oneEndpoint({ privateDns: false }), [['fail', 'medium', kms]], 0],
  [
    'EP-01',
    'off, and AWS told no names of the service',
    unread(oneVpc({ endpoints: [interfaceEndpoint('ecr.api', 'az1', { privateDns: false })] }), {
      operation: 'DescribeVpcEndpointServices',
    }),
    [['fail', 'medium', endpointIdOf('shop-ecr.api')]],
    0,
  ],
  ['EP-01', 'on', oneEndpoint(), [], 0],
  ['EP-01', 'a hub and its hosted zone', hubAndSpoke(), [], 1],
  [
    'EP-01',
    'a hub whose zone only the spoke has',
    { ...hubAndSpoke(), hostedZoneAssociations: hubAndSpoke().hostedZoneAssociations.filter((one) => one.vpcId !== vpcIdOf('hub')) },
    [],
    1,
  ],
  ['EP-01', 'a Route 53 Profile with the endpoint', profiled(`vpc-endpoint/${kms}`), [], 1],
  ['EP-01', 'a Route 53 Profile with a hosted zone of that name', inProfile('kms.eu-central-1.amazonaws.com'), [], 1],
  ['EP-01', 'a Route 53 Profile with another hosted zone', inProfile('ledger.example.com'), [['fail', 'medium', kms]], 0],
  ['EP-01', 'a Route 53 Profile with a hosted zone nobody names', profiled('hostedzone/Z0NOBODY'), [['unknown', 'medium', kms]], 0],
  ['EP-01', 'a Route 53 Profile with DNS Firewall rules only', profiled('firewall-rule-group/rslvr-frg-1'), [['fail', 'medium', kms]], 0],
  [
    'EP-01',
    'a Route 53 Profile nobody could open',
    unread(profiled(`vpc-endpoint/${kms}`), { operation: 'ListProfileResourceAssociations' }),
    [['unknown', 'medium', kms]],
    0,
  ],
  [
    'EP-01',
    'a Route 53 Profile that is being taken off',
    altered(profiled(`vpc-endpoint/${kms}`), 'profileAssociations', (one) => ({ ...one, status: 'DELETING' })),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'EP-01',
    'a hosted zone of an account nobody read',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: kmsName, owner: providerAccount }] }),
    [],
    1,
  ],
  [
    'EP-01',
    'a fixed address in a hosted zone',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: kmsName, records: [{ name: '', values: ['10.0.0.5'] }] }] }),
    [],
    1,
  ],
  [
    'EP-01',
    'a hosted zone that leads elsewhere',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: kmsName, records: [{ name: '', values: ['192.168.0.9'] }] }] }),
    [['fail', 'medium', kms]],
    0,
  ],
  [
    'EP-01',
    'a zone above it that nobody could read',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: 'eu-central-1.amazonaws.com', owner: providerAccount }] }),
    [['unknown', 'medium', kms]],
    0,
  ],
  ['EP-01', 'another endpoint answers', twice(), [], 1],
  [
    'EP-01',
    'S3 with a gateway endpoint',
    oneVpc({ endpoints: [interfaceEndpoint('s3', 'az1', { privateDns: false }), gatewayEndpoint('s3', 'app', { name: 'free' })] }),
    [],
    1,
  ],
  [
    'EP-01',
    'hosted zones denied',
    unread(oneEndpoint({ privateDns: false }), { operation: 'ListHostedZonesByVPC' }),
    [['unknown', 'medium', kms]],
    0,
  ],
  [
    'EP-01',
    'Profiles never asked',
    unplanned(oneEndpoint({ privateDns: false }), { operation: 'ListProfileAssociations' }),
    [['unknown', 'medium', kms]],
    0,
  ],
  ['EP-01', 'not told whether it is on', oneEndpoint({ override: { privateDnsEnabled: null } }), [['unknown', 'medium', kms]], 0],
  ['EP-01', 'no VPC told', oneEndpoint({ privateDns: false, override: { vpcId: null } }), [['unknown', 'medium', kms]], 0],
  ['EP-01', 'AWS made it', oneEndpoint({ privateDns: false, override: { requesterManaged: true } }), [], 0],
  [
    'EP-01',
    'a service without private names',
    altered(oneEndpoint({ privateDns: false }), 'serviceDetails', (one) => ({ ...one, privateDnsName: null, privateDnsNames: [] })),
    [],
    0,
  ],

  ['EP-02', 'host names off', oneEndpoint({}, { dnsHostnames: false }), [['fail', 'high', shop]], 0],
  ['EP-02', 'both off', oneEndpoint({}, { dnsHostnames: false, dnsSupport: false }), [['fail', 'high', shop]], 0],
  ['EP-02', 'both on', oneEndpoint(), [], 1],
  ['EP-02', 'private DNS off', oneEndpoint({ privateDns: false }, { dnsHostnames: false }), [], 0],
  ['EP-02', 'attributes denied', unread(oneEndpoint(), { operation: 'DescribeVpcAttribute' }), [['unknown', 'high', shop]], 0],
  [
    'EP-02',
    'one attribute not told',
    altered(oneEndpoint(), 'vpcDnsAttributes', (one) => ({ ...one, enableDnsHostnames: null })),
    [['unknown', 'high', shop]],
    0,
  ],

  ['EP-03', 'servers of their own', oneEndpoint({}, { dnsServers: ['10.0.0.53'] }), [['fail', 'low', shop]], 0],
  ['EP-03', 'the Resolver by its addresses', oneEndpoint({}, { dnsServers: ['10.0.0.2', '169.254.169.253', 'fd00:ec2::253'] }), [], 1],
  ['EP-03', 'AmazonProvidedDNS', oneEndpoint(), [], 1],
  ['EP-03', 'private DNS off', oneEndpoint({ privateDns: false }, { dnsServers: ['10.0.0.53'] }), [], 0],
  ['EP-03', 'DHCP options denied', unread(oneEndpoint(), { operation: 'DescribeDhcpOptions' }), [['unknown', 'low', shop]], 0],
  ['EP-03', 'options not told', oneEndpoint({}, { override: { dhcpOptionsId: null } }), [['unknown', 'low', shop]], 0],

  ['EP-05', 'the default group', oneEndpoint({ securityGroups: ['endpoints', 'default'] }), [['fail', 'low', kms]], 0],
  ['EP-05', 'a group of its own', oneEndpoint(), [], 1],
  ['EP-05', 'groups denied', unread(oneEndpoint(), { operation: 'DescribeSecurityGroups' }), [['unknown', 'low', kms]], 0],

  ['EP-06', 'open to the world', oneEndpoint({ securityGroups: ['wide'] }, wide), [['fail', 'info', kms]], 0],
  ['EP-06', 'everything open over IPv6', oneEndpoint({ securityGroups: ['wide6'] }, wide), [['fail', 'info', kms]], 0],
  ['EP-06', 'open on another port', oneEndpoint({ securityGroups: ['ssh'] }, wide), [], 1],
  ['EP-06', 'the VPC only', oneEndpoint(), [], 1],
  ['EP-06', 'groups denied', unread(oneEndpoint(), { operation: 'DescribeSecurityGroups' }), [['unknown', 'info', kms]], 0],
  [
    'EP-06',
    'open, for a service whose ports nobody knows',
    pair({ providerScanned: false, endpoint: { securityGroups: ['wide'] }, consumer: { ...wide } }),
    [['fail', 'info', endpointIdOf('shop-ledger')]],
    0,
  ],

  ['EP-09', 'another endpoint has the name', twice(), [['fail', 'info', endpointIdOf('other')]], 0],
  [
    'EP-09',
    'a hosted zone that leads elsewhere has the name',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: kmsName, records: [{ name: '', values: ['192.168.0.9'] }] }] }),
    [['fail', 'info', kms]],
    0,
  ],
  [
    'EP-09',
    'a hosted zone whose records nobody could read',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: kmsName, owner: providerAccount }] }),
    [['unknown', 'info', kms]],
    0,
  ],
  ['EP-09', 'a hosted zone that leads to this very endpoint', hubAndSpoke(), [], 1],
  ['EP-09', 'nobody has it', oneEndpoint({ privateDns: false }), [], 1],
  [
    'EP-09',
    'hosted zones denied: once for all',
    unread(oneEndpoint({ privateDns: false }), { operation: 'ListHostedZonesByVPC' }),
    [['unknown', 'info', 'eu-central-1']],
    0,
  ],
  ['EP-09', 'no VPC told', oneEndpoint({ privateDns: false, override: { vpcId: null } }), [], 0],

  ['EP-10', 'private DNS for everybody beside the gateway endpoint', s3Twice(false), [['fail', 'medium', endpointIdOf('shop-s3')]], 0],
  ['EP-10', 'for the inbound Resolver only', s3Twice(true), [], 1],
  ['EP-10', 'no gateway endpoint', oneVpc({ endpoints: [interfaceEndpoint('s3', 'az1')] }), [], 1],
  ['EP-10', 'not told', s3Twice(null), [['unknown', 'medium', endpointIdOf('shop-s3')]], 0],

  ['EP-11', 'seven addresses left', free(7), [['fail', 'low', subnetIdOf('shop', 'app', 'euc1-az1' as ZoneId)]], 0],
  ['EP-11', 'one address left', free(1), [['fail', 'low', subnetIdOf('shop', 'app', 'euc1-az1' as ZoneId)]], 0],
  ['EP-11', 'eight addresses left', free(8), [], 1],
  ['EP-11', 'not told', altered(free(8), 'subnets', (one) => ({ ...one, availableIpAddressCount: null })), [['unknown', 'low', shop]], 0],
  [
    'EP-11',
    'subnets denied',
    withFaults({ DescribeSubnets: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1')] }),
    [['unknown', 'low', shop]],
    0,
  ],

  ['EP-12', 'forty interface endpoints', many(40, interfaceOf), [['fail', 'low', shop]], 0],
  ['EP-12', 'thirty-nine', many(39, interfaceOf), [], 1],
  [
    'EP-12',
    'sixteen gateway endpoints in the Region',
    many(16, (name) => gatewayEndpoint('s3', 'app', { name })),
    [['fail', 'low', 'eu-central-1']],
    0,
  ],
  ['EP-12', 'endpoints denied', withFaults({ DescribeVpcEndpoints: 'denied' }), [['unknown', 'low', 'eu-central-1']], 0],

  ['EP-13', 'measured, and nothing passed', oneEndpoint(), [['fail', 'medium', kms]], 0, measured(endpointRow('0'))],
  [
    'EP-13',
    'billed by the whole name of the service',
    oneEndpoint(),
    [['fail', 'medium', kms]],
    0,
    measured({ ...endpointRow('0.0'), service: 'com.amazonaws.eu-central-1.kms', basis: 'billed' }),
  ],
  ['EP-13', 'something passed', oneEndpoint(), [], 1, measured(endpointRow('0'), endpointRow('0.001'))],
  [
    'EP-13',
    'nobody measured: once for the Region',
    oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('sts', 'az1')] }),
    [['unknown', 'medium', 'eu-central-1']],
    0,
  ],
  [
    'EP-13',
    'somebody typed a zero',
    oneEndpoint(),
    [['unknown', 'medium', 'eu-central-1']],
    0,
    measured({ ...endpointRow('0'), basis: 'typed' }),
  ],
  [
    'EP-13',
    'a week is not a month',
    oneEndpoint(),
    [['unknown', 'medium', 'eu-central-1']],
    0,
    measured({
      ...endpointRow('0'),
      window_start: '2026-10-01T00:00:00.000Z' as IsoTime,
      window_end: '2026-10-08T00:00:00.000Z' as IsoTime,
    }),
  ],
  [
    'EP-13',
    'a whole month',
    oneEndpoint(),
    [['fail', 'medium', kms]],
    0,
    measured({
      ...endpointRow('0'),
      window_start: '2026-10-01T00:00:00.000Z' as IsoTime,
      window_end: '2026-11-01T00:00:00.000Z' as IsoTime,
    }),
  ],
  ['EP-13', 'made last week', oneEndpoint({ createdAt: '2026-10-28T00:00:00.000Z' }), [], 0, measured(endpointRow('0'))],
  [
    'EP-13',
    'age not told',
    oneEndpoint({ override: { creationTimestamp: null } }),
    [['unknown', 'medium', kms]],
    0,
    measured(endpointRow('0')),
  ],

  [
    'EP-14',
    'the resource does not answer',
    lattice({ associationFailure: 'The share is gone.' }),
    [['fail', 'high', endpointIdOf('database')]],
    0,
  ],
  ['EP-14', 'in order', lattice(), [], 1],
  [
    'EP-14',
    'an accessibility that is none',
    altered(lattice(), 'endpointAssociations', (one) => ({ ...one, associatedResourceAccessibility: 'FAILED' })),
    [['fail', 'high', endpointIdOf('database')]],
    0,
  ],
  [
    'EP-14',
    'not told, nothing failed',
    altered(lattice(), 'endpointAssociations', (one) => ({ ...one, associatedResourceAccessibility: null })),
    [],
    1,
  ],
  [
    'EP-14',
    'associations denied',
    unread(lattice(), { operation: 'DescribeVpcEndpointAssociations' }),
    [['unknown', 'high', endpointIdOf('database')]],
    0,
  ],
  ['EP-04', 'a group that the callers are in', oneEndpoint({ securityGroups: ['members'] }, members), [], 1],
  ['EP-04', 'a group that nobody is in', oneEndpoint({ securityGroups: ['nobody'] }, members), [['fail', 'high', kms]], 0],
  [
    'EP-04',
    'members of a group, callers not read: nobody can tell who is in it',
    unread(oneEndpoint({ securityGroups: ['members'] }, members), { operation: 'DescribeNetworkInterfaces' }),
    [['unknown', 'high', kms]],
    0,
  ],
  [
    'EP-04',
    'half of the callers, by ports of their own words',
    oneEndpoint({ securityGroups: ['ranges'] }, members),
    [['fail', 'low', kms]],
    0,
  ],
  ['EP-04', 'a prefix list of the VPC', listed(['10.0.0.0/16']), [], 1],
  ['EP-04', 'a prefix list of part of the VPC, where nobody calls', listed(['10.0.255.0/24']), [['fail', 'high', kms]], 0],
  ['EP-04', 'a prefix list of the subnet of the callers', listed(['10.0.0.0/20']), [], 1],
  ['EP-04', 'a prefix list of another network', listed(['192.168.0.0/16']), [['fail', 'high', kms]], 0],
  ['EP-04', 'a prefix list without entries', listed([]), [['fail', 'high', kms]], 0],
  ['EP-04', 'a prefix list nobody read', listed(null), [['unknown', 'high', kms]], 0],
  ['EP-04', 'a prefix list nobody may read', denied(listed(null)), [['unknown', 'high', kms]], 0],
  ['EP-06', 'a prefix list that holds the world', listed(['0.0.0.0/0']), [['fail', 'info', kms]], 0],
  ['EP-06', 'a prefix list of the VPC', listed(['10.0.0.0/16']), [], 1],
  ['EP-06', 'a prefix list nobody read', listed(null), [['unknown', 'info', kms]], 0],
  ['EP-06', 'a prefix list nobody read, on another port', listed(null, 22), [], 1],
  ['EP-04', 'no group at all', oneEndpoint({ override: { securityGroupIds: [] } }), [['unknown', 'high', kms]], 0],
  ['EP-06', 'every port of TCP, by number', oneEndpoint({ securityGroups: ['six'] }, members), [['fail', 'info', kms]], 0],
  ['EP-06', 'UDP', oneEndpoint({ securityGroups: ['udp'] }, members), [], 1],
  [
    'EP-07',
    'a service that takes no policy',
    altered(oneEndpoint(), 'serviceDetails', (one) => ({ ...one, vpcEndpointPolicySupported: false })),
    [],
    0,
  ],
  ['EP-07', 'a service nobody read', unread(oneEndpoint(), { operation: 'DescribeVpcEndpointServices' }), [['fail', 'medium', kms]], 0],
  ['EP-07', 'a kind of endpoint that is new', oneEndpoint({ type: 'Hyperspace' }), [], 0],
  [
    'EP-12',
    'forty endpoints of no VPC',
    altered(many(40, interfaceOf), 'vpcEndpoints', (one) => ({ ...one, vpcId: null })),
    [['fail', 'low', 'eu-central-1']],
    0,
  ],
  ['EP-03', 'a name server by name', oneEndpoint({}, { dnsServers: ['dns.example'] }), [['fail', 'low', shop]], 0],
  [
    'EP-01',
    'a zone nobody can attribute',
    oneEndpoint({ privateDns: false }, { hostedZones: [{ domain: 'other.example' }] }),
    [['fail', 'medium', kms]],
    0,
  ],
];
