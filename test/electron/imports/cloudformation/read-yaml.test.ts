import { describe, expect, it } from 'vitest';
import { mayBeYamlTemplate, readYaml } from '#electron/imports/cloudformation/read-yaml.ts';
import { plannedInText } from '#electron/imports/planned/import-planned.ts';

const yaml = `AWSTemplateFormatVersion: 2010-09-09
# Written by hand, as people write them.
Conditions:
  InIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
      Tags:
        - { Key: Name, Value: !Sub 'net-\${AWS::Region}' }
  AppSubnet:
    Type: 'AWS::EC2::Subnet'
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
      AvailabilityZone: !Select
        - 0
        - !GetAZs ''
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Condition: InIreland
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Join ['', [com.amazonaws., !Ref 'AWS::Region', .kms]]
      PrivateDnsEnabled: !If [InIreland, true, false]
      SubnetIds: [!Ref AppSubnet]
      SecurityGroupIds:
        - !GetAtt Group.GroupId
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Action: '*'
            Resource: '*'
            Principal: '*'
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: |
        From the VPC.
        HTTPS.
      VpcId: !Ref Vpc
`;

const json = {
  AWSTemplateFormatVersion: '2010-09-09',
  Conditions: { InIreland: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
  Resources: {
    Vpc: {
      Type: 'AWS::EC2::VPC',
      Properties: {
        CidrBlock: '10.0.0.0/16',
        EnableDnsHostnames: true,
        Tags: [{ Key: 'Name', Value: { 'Fn::Sub': 'net-${AWS::Region}' } }],
      },
    },
    AppSubnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        CidrBlock: { 'Fn::Select': [1, { 'Fn::Cidr': [{ 'Fn::GetAtt': 'Vpc.CidrBlock' }, 4, 8] }] },
        AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      },
    },
    Endpoint: {
      Type: 'AWS::EC2::VPCEndpoint',
      Condition: 'InIreland',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        VpcEndpointType: 'Interface',
        ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.kms']] },
        PrivateDnsEnabled: { 'Fn::If': ['InIreland', true, false] },
        SubnetIds: [{ Ref: 'AppSubnet' }],
        SecurityGroupIds: [{ 'Fn::GetAtt': 'Group.GroupId' }],
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Principal: '*' }] },
      },
    },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'From the VPC.\nHTTPS.\n', VpcId: { Ref: 'Vpc' } } },
  },
};

const place = { accountId: '111122223333', region: 'eu-west-1' };

describe('a template in YAML', () => {
  it('is the JSON it stands for, short forms of functions written out', () => {
    expect(mayBeYamlTemplate(yaml)).toBe(true);
    expect(readYaml(yaml)).toEqual(json);
  });

  it('says of the estate what its JSON says', () => {
    const read = plannedInText(yaml, place);
    expect(read?.changes.map((change) => change.address)).toEqual(['Vpc', 'AppSubnet', 'Endpoint', 'Group']);
    expect(read).toEqual(plannedInText(JSON.stringify(json), place));
  });

  it.each([
    ['a broken one', `${yaml}  - oops: [`],
    ['a tag that no template has', yaml.replace('!Ref Vpc', '!!js/function Vpc')],
    ['one that grows without end', `Resources:\n  A: &a {Type: AWS::EC2::VPC}\n${grown()}`],
    ['a text that is none', 'hello: world\n'],
  ])('is not read from %s', (_what, text) => {
    expect(plannedInText(text, place)).toBeNull();
  });
});

/** Twenty levels of ten references each to the one before. */
function grown(): string {
  const level = (name: string, before: string): string =>
    `  ${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]\n`;
  const names = ['a', ...Array.from({ length: 20 }, (_, index) => `l${index}`)];
  return names
    .slice(1)
    .map((name, index) => level(name, names[index] ?? 'a'))
    .join('');
}
