import { describe, expect, it } from 'vitest';
import { readTemplate } from '#electron/imports/cloudformation/read-template.ts';
import { importPlanned } from '#electron/imports/planned/import-planned.ts';
import type { IsoTime } from '#shared/base/ids.ts';

const takenAt = '2026-11-21T00:00:00.000Z' as IsoTime;
const place = { accountId: '111122223333', region: 'eu-west-1' };

function imported(template: object, options: Parameters<typeof readTemplate>[1] = place) {
  const estate = readTemplate(template, options);
  if (estate === null) throw new Error('not recognised');
  const result = importPlanned(estate, 'stack', { ...options, takenAt });
  if (result.kind === 'problem') throw new Error(result.problem.what);
  return result.value;
}

/** Written the way CDK writes it. */
const template = {
  Parameters: { Cidr: { Type: 'String', Default: '10.0.0.0/16' }, Peer: { Type: 'String' } },
  Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, Perhaps: { 'Fn::Equals': [{ Ref: 'Peer' }, 'x'] } },
  Resources: {
    Vpc: {
      Type: 'AWS::EC2::VPC',
      Properties: {
        CidrBlock: { Ref: 'Cidr' },
        EnableDnsHostnames: true,
        Tags: [{ Key: 'Name', Value: { 'Fn::Sub': 'net-${AWS::Region}' } }],
      },
    },
    AppSubnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
    },
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    Association: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { RouteTableId: { Ref: 'Table' }, SubnetId: { Ref: 'AppSubnet' } },
    },
    Nat: {
      Type: 'AWS::EC2::NatGateway',
      Properties: { SubnetId: { Ref: 'AppSubnet' }, AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] } },
    },
    Address: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
    Out: {
      Type: 'AWS::EC2::Route',
      Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } },
    },
    S3: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        VpcEndpointType: 'Gateway',
        RouteTableIds: [{ Ref: 'Table' }],
        ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.s3']] },
      },
    },
    Group: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }],
      },
    },
    Kms: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        VpcEndpointType: 'Interface',
        SubnetIds: [{ Ref: 'AppSubnet' }],
        SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
        PrivateDnsEnabled: 'true',
        ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.kms' },
      },
    },
    Never: { Type: 'AWS::EC2::VPC', Condition: 'Never', Properties: { CidrBlock: '10.9.0.0/16' } },
    Perhaps: { Type: 'AWS::EC2::VPC', Condition: 'Perhaps', Properties: { CidrBlock: '10.8.0.0/16' } },
    Other: { Type: 'AWS::S3::Bucket', Properties: {} },
  },
};

describe('a CloudFormation template', () => {
  const { snapshot, notices } = imported(template);

  it('is read with its functions worked out', () => {
    expect(snapshot.vpcs).toMatchObject([
      { vpcId: 'vpc-planned-vpc', name: 'net-eu-west-1', cidrBlocks: ['10.0.0.0/16'], accountId: '111122223333', region: 'eu-west-1' },
    ]);
    expect(
      snapshot.vpcEndpoints.map((endpoint) => [
        endpoint.serviceName,
        endpoint.privateDnsEnabled,
        endpoint.subnetIds,
        endpoint.securityGroupIds,
      ]),
    ).toEqual(
      [
        ['com.amazonaws.eu-west-1.s3', null, [], []],
        ['com.amazonaws.eu-west-1.kms', true, ['subnet-planned-appsubnet'], ['sg-planned-group']],
      ]
        .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
        .toReversed(),
    );
    expect(snapshot.natGateways).toMatchObject([{ vpcId: 'vpc-planned-vpc', subnetId: 'subnet-planned-appsubnet' }]);
    expect(snapshot.routeTables[0]?.routes.map((route) => route.target)).toEqual(['nat-planned-nat', 'vpce-planned-s3']);
    expect(snapshot.vpcDnsAttributes).toMatchObject([{ enableDnsSupport: true, enableDnsHostnames: true }]);
  });

  it('leaves open what only the stack will tell, and says so', () => {
    expect(snapshot.subnets[0]?.zoneName).toBeNull();
    expect(snapshot.securityGroups[0]?.ingress[0]?.cidrBlocks).toEqual([]);
    expect(notices).toEqual([
      'Fn::GetAZs is worked out only when the stack is made',
      'Perhaps is made only under the condition Perhaps, which cannot be told from the template',
      'Vpc.CidrBlock is known only when the stack is made',
      'the parameter Peer has no default',
    ]);
  });

  it('takes resources that the stack has made already for what they are', () => {
    const estate = readTemplate(template, { ...place, standing: new Map([['Vpc', 'vpc-0123']]) });
    const vpc = estate?.changes.find((change) => change.address === 'Vpc');
    expect(vpc).toMatchObject({ action: 'update', after: [{ id: 'vpc-0123' }, {}] });
    const subnet = estate?.changes.find((change) => change.address === 'AppSubnet');
    expect(subnet).toMatchObject({ action: 'create', after: [{ wire: { VpcId: 'vpc-0123' } }] });
  });

  it('is told from answers of AWS', () => {
    expect(readTemplate({ Resources: { x: { Id: 1 } } })).toBeNull();
    expect(readTemplate({ Vpcs: [] })).toBeNull();
  });
});
