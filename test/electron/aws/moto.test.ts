/**
 * A scan of an emulator that is not ours, seeded by boto3. Runs where
 * LINKSCAPE_MOTO is set and `moto_server` and boto3 are installed: it takes
 * half a minute and needs Python.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { homeWith, scanFake } from './fake-scan.ts';
import { statuses } from '#test/electron/discovery/scan-harness.ts';

const port = 5_917;
const url = `http://127.0.0.1:${port}`;
const accounts = ['111111111111', '222222222222', '333333333333'];
const why = whyNot();
if (why !== null) console.info(`moto.test.ts is skipped: ${why}`);

function whyNot(): string | null {
  if (process.env['LINKSCAPE_MOTO'] === undefined) return 'LINKSCAPE_MOTO is not set';
  return spawnSync('python3', ['-c', 'import boto3, moto.server']).status === 0 ? null : 'python3 has no boto3 and moto';
}

const seed = `
import boto3, json, sys, time, urllib.request
url = sys.argv[1]
for _ in range(100):
    try: urllib.request.urlopen(url); break
    except Exception: time.sleep(0.2)
base = dict(endpoint_url=url, region_name='us-east-1', aws_access_key_id='testing', aws_secret_access_key='testing')
made = []
for number, account in enumerate(sys.argv[2:]):
    keys = boto3.client('sts', **base).assume_role(RoleArn=f'arn:aws:iam::{account}:role/reader', RoleSessionName='seed')['Credentials']
    mine = dict(endpoint_url=url, region_name='us-east-1', aws_access_key_id=keys['AccessKeyId'], aws_secret_access_key=keys['SecretAccessKey'], aws_session_token=keys['SessionToken'])
    ec2, elb = boto3.client('ec2', **mine), boto3.client('elbv2', **mine)
    vpc = ec2.create_vpc(CidrBlock=f'10.{number}.0.0/16')['Vpc']['VpcId']
    subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f'10.{number}.{n}.0/24', AvailabilityZone=f'us-east-1{z}')['Subnet']['SubnetId'] for n, z in enumerate('abc')]
    ec2.create_nat_gateway(SubnetId=subnets[0], AllocationId=ec2.allocate_address(Domain='vpc')['AllocationId'])
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName='com.amazonaws.us-east-1.kms', VpcEndpointType='Interface', SubnetIds=subnets[:2])
    balancer = elb.create_load_balancer(Name=f'nlb{number}', Subnets=subnets, Type='network', Scheme='internal')['LoadBalancers'][0]['LoadBalancerArn']
    ec2.create_vpc_endpoint_service_configuration(NetworkLoadBalancerArns=[balancer])
    made.append({
        'account': account,
        'vpcs': sorted(x['VpcId'] for x in ec2.describe_vpcs()['Vpcs']),
        'endpoints': sorted(x['VpcEndpointId'] for x in ec2.describe_vpc_endpoints()['VpcEndpoints']),
        'services': sorted(x['ServiceId'] for x in ec2.describe_vpc_endpoint_service_configurations()['ServiceConfigurations']),
        'nats': sorted(x['NatGatewayId'] for x in ec2.describe_nat_gateways()['NatGateways']),
        'subnets': sorted(x['SubnetId'] for x in ec2.describe_subnets()['Subnets']),
    })
print(json.dumps(made))
`;

describe.skipIf(why !== null)('a scan of moto', () => {
  it('agrees with boto3 on every list; what moto has not implemented has failed, never none', { timeout: 120_000 }, async () => {
    const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
      stdio: 'ignore',
      env: { ...process.env, ...homeWith('') },
    });
    try {
      const truth: unknown = JSON.parse(execFileSync('python3', ['-c', seed, url, ...accounts], { encoding: 'utf8' }));
      const roles = accounts.map(
        (id) => `[profile r${id}]\nrole_arn = arn:aws:iam::${id}:role/reader\nsource_profile = base\nregion = us-east-1\n`,
      );
      const config = `[profile base]\naws_access_key_id = testing\naws_secret_access_key = testing\n${roles.join('')}`;
      const snapshot = await scanFake({
        url,
        config,
        request: { profiles: accounts.map((id) => `r${id}`), regions: ['us-east-1'] as never },
      });
      const of = <R extends { readonly readBy: string }>(records: readonly R[], account: string, id: (record: R) => string): string[] =>
        records
          .filter((record) => record.readBy === account)
          .map(id)
          .sort();
      expect(
        accounts.map((account) => ({
          account,
          vpcs: of(snapshot.vpcs, account, (vpc) => vpc.vpcId),
          endpoints: of(snapshot.vpcEndpoints, account, (endpoint) => endpoint.vpcEndpointId),
          services: of(snapshot.endpointServices, account, (service) => service.serviceId),
          nats: of(snapshot.natGateways, account, (nat) => nat.natGatewayId),
          subnets: of(snapshot.subnets, account, (subnet) => subnet.subnetId),
        })),
      ).toEqual(truth);
      expect(Object.keys(statuses(snapshot.ledger)).sort()).toEqual(['failed', 'ok', 'skipped/not-planned']);
    } finally {
      server.kill();
    }
  });
});
