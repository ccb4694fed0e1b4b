/** The endpoints of one VPC as CloudFormation resources. */
import { type Json, type JsonObject, logicalId, tag } from './cloudformation-template.ts';
import type { DeltaEndpoint, DeltaVpc } from './delta.ts';

export function interfaceResources(vpc: DeltaVpc): JsonObject {
  return {
    EndpointSecurityGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'Callers of the interface endpoints',
        VpcId: { Ref: 'VpcId' },
        SecurityGroupIngress: vpc.ports.flatMap((port) =>
          vpc.callers.map((block) => ({
            IpProtocol: 'tcp',
            FromPort: port,
            ToPort: port,
            CidrIp: block,
            Description: `TCP ${port} from ${block}`,
          })),
        ),
        Tags: [tag('Name', `${vpc.name} endpoints`)],
      },
    },
    ...Object.fromEntries(
      vpc.interfaces.map((endpoint) => [logicalId('Endpoint', endpoint.path.service), interfaceResource(vpc, endpoint)]),
    ),
  };
}

function interfaceResource(vpc: DeltaVpc, { path, isScoped, hasPrivateDns }: DeltaEndpoint): JsonObject {
  return {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcEndpointType: 'Interface',
      VpcId: { Ref: 'VpcId' },
      ServiceName: path.serviceName,
      ...(path.how === 'cross-region' ? { ServiceRegion: remoteRegion(path.serviceName, path.region) } : {}),
      SubnetIds: path.zones.map((zone) => ({ Ref: logicalId('Subnet', zone) })),
      SecurityGroupIds: [{ Ref: 'EndpointSecurityGroup' }],
      PrivateDnsEnabled: hasPrivateDns ? { Ref: logicalId('PrivateDns', path.service) } : false,
      ...(isScoped ? { PolicyDocument: endpointPolicy(path.service) } : {}),
      Tags: showbackTags(vpc, path.service),
    },
  };
}

function remoteRegion(serviceName: string, home: string): string {
  return /^(?:cn\.)?(?:com\.amazonaws|aws)\.([^.]+)\./.exec(serviceName)?.[1] ?? home;
}

export function gatewayResources(vpc: DeltaVpc): JsonObject {
  return Object.fromEntries(
    vpc.gateways.map(({ path }) => [
      logicalId('Endpoint', path.service),
      {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcEndpointType: 'Gateway',
          VpcId: { Ref: 'VpcId' },
          ServiceName: path.serviceName,
          RouteTableIds: vpc.routeTables.map((table) => table.routeTableId),
          PolicyDocument: endpointPolicy(path.service),
          Tags: showbackTags(vpc, path.service),
        },
      },
    ]),
  );
}

function showbackTags(vpc: DeltaVpc, service: string): Json {
  return [tag('Name', `${vpc.name} ${service}`), tag('linkscape:service', service), tag('linkscape:vpc', vpc.vpcId)];
}

/** The organisation's own principals, AWS services on their behalf, and calls that carry no identity yet. */
function endpointPolicy(service: string): JsonObject {
  const everyone = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const ofAccount = {
    ...everyone,
    Sid: 'TrustedPrincipals',
    Condition: { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } },
  };
  const ofOrganization = {
    ...everyone,
    Sid: 'TrustedPrincipals',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } } },
  };
  return {
    Version: '2012-10-17',
    Statement: [
      { 'Fn::If': ['HasOrganization', ofOrganization, ofAccount] },
      { ...everyone, Sid: 'AwsServices', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } },
      ...unsignedStatements(service),
    ],
  };
}

/** Image layers and packages come from buckets of AWS; federation calls are not signed. */
function unsignedStatements(service: string): Json[] {
  if (service === 'sts')
    return [
      {
        Sid: 'UnsignedFederation',
        Effect: 'Allow',
        Principal: '*',
        Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
        Resource: '*',
      },
    ];
  if (service !== 's3') return [];
  const buckets = [
    'prod-${AWS::Region}-starport-layer-bucket',
    'al2023-repos-${AWS::Region}-de612dc2',
    'amazonlinux-2-repos-${AWS::Region}',
    'aws-ssm-${AWS::Region}',
    'patch-baseline-snapshot-${AWS::Region}',
  ];
  const Resource = buckets.map((bucket) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${bucket}/*` }));
  return [{ Sid: 'BucketsOfAws', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource }];
}

/** Hosted zones for the names of services of other accounts. */
export function connectionResources(vpc: DeltaVpc): JsonObject {
  const entries = vpc.interfaces.flatMap(({ path, connection }): [string, Json][] => {
    if (connection?.dnsName == null) return [];
    const zone = logicalId('Zone', path.service);
    return [
      [
        zone,
        {
          Type: 'AWS::Route53::HostedZone',
          Properties: {
            Name: connection.dnsName,
            HostedZoneConfig: { Comment: `${path.service} in ${vpc.vpcId}` },
            VPCs: [{ VPCId: { Ref: 'VpcId' }, VPCRegion: { Ref: 'AWS::Region' } }],
          },
        },
      ],
      [logicalId('Record', path.service), aliasRecord(zone, connection.dnsName, logicalId('Endpoint', path.service))],
    ];
  });
  return Object.fromEntries(entries);
}

/** An alias to the regional name of an endpoint: `DnsEntries` holds `hosted zone id:name`, the regional one first. */
export function aliasRecord(zone: string, name: string, endpoint: string): JsonObject {
  const part = (index: number): Json => ({
    'Fn::Select': [index, { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': [endpoint, 'DnsEntries'] }] }] }],
  });
  return {
    Type: 'AWS::Route53::RecordSet',
    Properties: {
      HostedZoneId: { Ref: zone },
      Name: name,
      Type: 'A',
      AliasTarget: { HostedZoneId: part(0), DNSName: part(1), EvaluateTargetHealth: true },
    },
  };
}

/** CloudFormation cannot add a route table to an endpoint it does not own: the plan's repair step does. */
export function repairNotes(vpc: DeltaVpc): JsonObject {
  if (vpc.repairs.length === 0) return {};
  return {
    RepairByHand: vpc.repairs.map((repair) => ({
      EndpointId: repair.endpointId,
      Service: repair.service,
      Command: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${repair.endpointId} --add-route-table-ids ${repair.routeTableIds.join(' ')}`,
    })),
  };
}
