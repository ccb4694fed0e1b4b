import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { operations } from '#shared/model/operation.ts';
import { collectorScript } from '#electron/imports/collector.ts';
import { importPaths } from '#electron/imports/import-paths.ts';
import { kebab } from '#electron/imports/operation-name.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** Stands in for the AWS CLI: `<command>[.<id>].json` of its folder, else what the AWS CLI prints when a call is denied. */
const stub = `#!/usr/bin/env bash
echo "$*" >>"$STUB/calls"
id=""
words=()
while [ $# -gt 0 ]; do
  case "$1" in
    --profile|--output|--region|--filters|--vpc-region) shift ;;
    --attribute|--vpc-id|--service-id|--load-balancer-arn|--target-group-arn|--hosted-zone-id|--firewall-arn|--profile-id|--transit-gateway-route-table-id|--prefix-list-id) id="$id.\${2##*/}"; shift ;;
    *) words+=("$1") ;;
  esac
  shift
done
file="$STUB/\${words[1]}$id.json"
if [ -f "$file" ]; then cat "$file"; exit 0; fi
echo >&2
echo "An error occurred (UnauthorizedOperation) when calling the Anything operation: You are not authorized to perform this operation." >&2
exit 254
`;

const balancer = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/a/lb1';
const group = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/a/tg1';
const answers: Readonly<Record<string, unknown>> = {
  'get-caller-identity': { UserId: 'AIDA', Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/x' },
  'describe-regions': { Regions: [{ RegionName: 'eu-west-1', OptInStatus: 'opt-in-not-required' }] },
  'describe-availability-zones': { AvailabilityZones: [{ ZoneName: 'eu-west-1a', ZoneId: 'euw1-az1' }] },
  'describe-vpcs': { Vpcs: [{ VpcId: 'vpc-0000000a', OwnerId: '111122223333' }] },
  'describe-vpc-attribute.vpc-0000000a.enableDnsSupport': { VpcId: 'vpc-0000000a', EnableDnsSupport: { Value: true } },
  'describe-vpc-attribute.vpc-0000000a.enableDnsHostnames': { VpcId: 'vpc-0000000a', EnableDnsHostnames: { Value: false } },
  'list-hosted-zones-by-vpc.vpc-0000000a': {
    HostedZoneSummaries: [
      { HostedZoneId: 'Z0000000001', Name: 'own.example.', Owner: { OwningAccount: '111122223333' } },
      { HostedZoneId: 'Z0000000002', Name: 'foreign.example.', Owner: { OwningAccount: '444455556666' } },
    ],
  },
  'list-hosted-zones': { HostedZones: [{ Id: '/hostedzone/Z0000000001', Name: 'own.example.' }] },
  'list-resource-record-sets.Z0000000001': {
    ResourceRecordSets: [{ Name: 'a.own.example.', Type: 'A', ResourceRecords: [{ Value: '10.0.0.1' }] }],
  },
  'describe-vpc-endpoint-service-configurations': {
    ServiceConfigurations: [{ ServiceId: 'vpce-svc-00000000000000001', AvailabilityZoneIds: ['euw1-az1'] }],
  },
  'describe-vpc-endpoint-service-permissions.vpce-svc-00000000000000001': { AllowedPrincipals: [{ Principal: '*', PrincipalType: 'All' }] },
  'describe-load-balancers': { LoadBalancers: [{ LoadBalancerArn: balancer }] },
  'describe-load-balancer-attributes.lb1': { Attributes: [{ Key: 'load_balancing.cross_zone.enabled', Value: 'true' }] },
  'describe-listeners.lb1': { Listeners: [] },
  'describe-target-groups': { TargetGroups: [{ TargetGroupArn: group }] },
  'describe-target-group-attributes.tg1': { Attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] },
  'describe-target-health.tg1': { TargetHealthDescriptions: [{ Target: { Id: '10.0.0.9' }, TargetHealth: { State: 'healthy' } }] },
  'list-firewalls': { Firewalls: [{ FirewallArn: 'arn:aws:network-firewall:eu-west-1:111122223333:firewall/fw1' }] },
  'describe-firewall.fw1': {
    Firewall: { FirewallArn: 'arn:aws:network-firewall:eu-west-1:111122223333:firewall/fw1', VpcId: 'vpc-0000000a' },
  },
  'describe-vpc-endpoints': { VpcEndpoints: [] },
  'describe-prefix-lists': { PrefixLists: [{ PrefixListId: 'pl-00000001', PrefixListName: 'com.amazonaws.eu-west-1.s3', Cidrs: [] }] },
  'describe-security-groups': {
    SecurityGroups: [
      { GroupId: 'sg-1', OwnerId: '111122223333', IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-00000002' }] }] },
    ],
  },
  'describe-route-tables': {
    RouteTables: [
      {
        RouteTableId: 'rtb-1',
        VpcId: 'vpc-0000000a',
        OwnerId: '111122223333',
        Routes: ['pl-00000001', 'pl-00000003'].map((id) => ({ DestinationPrefixListId: id, TransitGatewayId: 'tgw-1' })),
      },
    ],
  },
  'get-managed-prefix-list-entries.pl-00000002': { Entries: [{ Cidr: '10.0.0.0/8' }] },
  'get-managed-prefix-list-entries.pl-00000003': { Entries: [] },
  'list-resolver-rules': {
    ResolverRules: [{ Id: 'rslvr-rr-1', DomainName: 'corp.example.', RuleType: 'FORWARD', TargetIps: [{ Ip: '192.0.2.53', Port: 53 }] }],
  },
  'list-resolver-rule-associations': { ResolverRuleAssociations: [{ Id: 'a-1', ResolverRuleId: 'rslvr-rr-1', VPCId: 'vpc-0000000a' }] },
  'list-resolver-endpoints': { ResolverEndpoints: [] },
  'list-profiles': { ProfileSummaries: [{ Id: 'rp-0000000000000001', Name: 'names' }] },
  'list-profile-associations': { ProfileAssociations: [{ Id: 'rpa-1', ProfileId: 'rp-0000000000000001', ResourceId: 'vpc-0000000a' }] },
  'list-profile-resource-associations.rp-0000000000000001': {
    ProfileResourceAssociations: [{ Id: 'rpr-1', ProfileId: 'rp-0000000000000001', ResourceArn: 'arn:aws:route53:::hostedzone/Z1' }],
  },
  'list-account-aliases': { AccountAliases: ['shop'] },
};

function collect(extra: readonly string[] = []): { out: string; calls: string[]; stderr: string } {
  const root = mkdtempSync(path.join(os.tmpdir(), 'linkscape-collector-'));
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'aws'), stub);
  chmodSync(path.join(bin, 'aws'), 0o755);
  for (const [name, answer] of Object.entries(answers)) writeFileSync(path.join(root, `${name}.json`), JSON.stringify(answer, null, 4));
  const script = path.join(root, 'collector.sh');
  writeFileSync(script, collectorScript(['eu-west-1']));
  const out = path.join(root, 'out');
  const env = { ...process.env, STUB: root, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
  const ran = spawnSync('bash', [script, '--output', out, ...extra], { env, encoding: 'utf8' });
  return { out, stderr: ran.stderr, calls: readFileSync(path.join(root, 'calls'), 'utf8').trim().split('\n') };
}

describe('the collector script', () => {
  it.skipIf(!hasBash)('is bash', () => {
    for (const regions of [[], ['us-east-1', 'us-gov-west-1']]) {
      const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'linkscape-')), 'collector.sh');
      writeFileSync(file, collectorScript(regions));
      expect(execFileSync('bash', ['-n', file], { encoding: 'utf8' })).toBe('');
    }
  });

  it('refuses what is no Region, as it would become code', () => {
    expect(() => collectorScript(['us-east-1"; rm -rf ~; "'])).toThrow('not a Region');
  });

  it('calls every operation of the catalogue', () => {
    const script = collectorScript([]);
    const missing = [...operations.keys()].filter((operation) => !script.includes(` ${kebab(operation)} `));
    expect(missing).toEqual([]);
  });

  it.skipIf(!hasBash)('only reads, and what it writes imports in full', async () => {
    const { out, calls } = collect(['--profile', 'audit']);
    const verbs = calls.map((call) => call.replace(/^--profile audit --output json /, '').split(' ')[1] ?? '');
    expect(verbs.filter((verb) => !/^(describe|list|get|search)-/.test(verb))).toEqual([]);
    expect(calls.every((call) => call.startsWith('--profile audit --output json '))).toBe(true);

    const outcome = await importPaths([out], { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
    if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
    const { snapshot, notices } = outcome.value;
    expect(notices).toEqual([]);
    expect(snapshot.accounts.map((account) => account.accountId)).toEqual(['111122223333']);
    const good = snapshot.ledger.filter((cell) => cell.status === 'ok').map((cell) => `${cell.region} ${cell.operation} ${cell.items}`);
    expect(good).toEqual([
      'eu-west-1 DescribeAvailabilityZones 1',
      'eu-west-1 DescribeFirewall 1',
      'eu-west-1 DescribeListeners 0',
      'eu-west-1 DescribeLoadBalancerAttributes 1',
      'eu-west-1 DescribeLoadBalancers 1',
      'eu-west-1 DescribePrefixLists 1',
      'eu-west-1 DescribeRouteTables 1',
      'eu-west-1 DescribeSecurityGroups 1',
      'eu-west-1 DescribeTargetGroupAttributes 1',
      'eu-west-1 DescribeTargetGroups 1',
      'eu-west-1 DescribeTargetHealth 1',
      'eu-west-1 DescribeVpcAttribute 1',
      'eu-west-1 DescribeVpcEndpointServiceConfigurations 1',
      'eu-west-1 DescribeVpcEndpointServicePermissions 1',
      'eu-west-1 DescribeVpcEndpoints 0',
      'eu-west-1 DescribeVpcs 1',
      'eu-west-1 GetManagedPrefixListEntries 2',
      'eu-west-1 ListFirewalls 1',
      'eu-west-1 ListHostedZonesByVPC 2',
      'eu-west-1 ListProfileAssociations 1',
      'eu-west-1 ListProfileResourceAssociations 1',
      'eu-west-1 ListProfiles 1',
      'eu-west-1 ListResolverEndpoints 0',
      'eu-west-1 ListResolverRuleAssociations 1',
      'eu-west-1 ListResolverRules 1',
      'global DescribeRegions 1',
      'global ListAccountAliases 1',
      'global ListResourceRecordSets 1',
    ]);
    expect(snapshot.hostedZoneAssociations.map((zone) => `${zone.hostedZoneId} ${zone.vpcId} ${zone.vpcRegion}`)).toEqual([
      'Z0000000001 vpc-0000000a eu-west-1',
      'Z0000000002 vpc-0000000a eu-west-1',
    ]);
    expect(snapshot.prefixLists.map((list) => [list.prefixListId, list.cidrBlocks])).toEqual([
      ['pl-00000001', []],
      ['pl-00000002', ['10.0.0.0/8']],
      ['pl-00000003', []],
    ]);
    expect(snapshot.targetHealth).toMatchObject([{ targetGroupArn: group, targets: [{ targetId: '10.0.0.9', state: 'healthy' }] }]);
    const denied = snapshot.ledger.find((cell) => cell.operation === 'DescribeSubnets');
    expect(denied).toMatchObject({ region: 'eu-west-1', status: 'denied', code: 'UnauthorizedOperation', action: 'ec2:DescribeSubnets' });
    const unread = snapshot.ledger
      .filter((cell) => cell.status === 'denied' || cell.reason === 'not-provided')
      .map((cell) => cell.operation);
    expect(unread).toContain('SearchTransitGatewayRoutes');
    expect(statSync(path.join(out, '111122223333/eu-west-1/describe-vpcs.json')).mode & 0o077).toBe(0);
  });
});
