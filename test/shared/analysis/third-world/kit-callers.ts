/** Security groups, network interfaces and instances as the AWS CLI prints them. */
import { named } from './kit.ts';
import { add, id, type Place, type World } from './world.ts';

/** A security group that admits `ports` ("443", "udp/53") from blocks and groups. */
export function group(
  world: World,
  place: Place,
  vpcName: string,
  name: string,
  ports: readonly string[],
  from: readonly string[],
): string {
  const GroupId = id('sg', name);
  const blocks = {
    UserIdGroupPairs: from.filter((one) => one.startsWith('sg-')).map((one) => ({ UserId: place.account, GroupId: one })),
    IpRanges: from.filter((one) => !one.includes(':') && !one.startsWith('sg-')).map((CidrIp) => ({ CidrIp, Description: 'in – house' })),
    Ipv6Ranges: from.filter((one) => one.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
    PrefixListIds: [],
  };
  add(world, place, 'DescribeSecurityGroups', {
    GroupId,
    IpPermissionsEgress: [
      {
        IpProtocol: '-1',
        UserIdGroupPairs: [],
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [{ CidrIpv6: '::/0' }],
        PrefixListIds: [],
      },
    ],
    ...named(name),
    VpcId: id('vpc', vpcName),
    SecurityGroupArn: `arn:aws:ec2:${place.region}:${place.account}:security-group/${GroupId}`,
    OwnerId: place.account,
    GroupName: name,
    Description: 'a <group> & more',
    IpPermissions: ports.map((port) => {
      const [number = '', protocol = 'tcp'] = port.split('/');
      return { IpProtocol: protocol, FromPort: Number(number), ToPort: Number(number), ...structuredClone(blocks) };
    }),
  });
  return GroupId;
}

export interface InterfaceOptions {
  readonly type?: string;
  readonly ip: string;
  readonly ipv6?: string;
  readonly groups?: readonly string[];
  readonly description?: string;
  readonly requester?: string;
  readonly instance?: string;
}

/** A network interface in a subnet that was made before. */
export function networkInterface(
  world: World,
  place: Place,
  vpcName: string,
  subnetName: string,
  letter: string,
  name: string,
  options: InterfaceOptions,
): string {
  const NetworkInterfaceId = id('eni', name);
  const requester = options.requester === undefined ? {} : { RequesterId: options.requester };
  add(world, place, 'DescribeNetworkInterfaces', {
    ...(options.instance === undefined
      ? {}
      : {
          Attachment: {
            AttachmentId: id('eni-attach', name),
            DeleteOnTermination: true,
            DeviceIndex: 0,
            NetworkCardIndex: 0,
            InstanceId: options.instance,
            InstanceOwnerId: place.account,
            Status: 'attached',
            AttachTime: '2026-03-01T00:00:00+00:00',
          },
        }),
    AvailabilityZone: `${place.region}${letter}`,
    AvailabilityZoneId: place.zones[letter],
    Description: options.description ?? '',
    Groups: (options.groups ?? []).map((GroupId) => ({ GroupId, GroupName: 'a-group' })),
    InterfaceType: options.type ?? 'interface',
    Ipv6Addresses: options.ipv6 === undefined ? [] : [{ Ipv6Address: options.ipv6, IsPrimaryIpv6: false }],
    MacAddress: '02:00:00:00:00:01',
    NetworkInterfaceId,
    OwnerId: place.account,
    PrivateIpAddress: options.ip,
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: options.ip }],
    ...requester,
    RequesterManaged: options.requester !== undefined,
    SourceDestCheck: true,
    Status: 'in-use',
    SubnetId: id('subnet', subnetName),
    TagSet: [],
    VpcId: id('vpc', vpcName),
  });
  return NetworkInterfaceId;
}

/** An EC2 instance with one interface. */
export function instance(
  world: World,
  place: Place,
  vpcName: string,
  subnetName: string,
  letter: string,
  name: string,
  ip: string,
  groups: readonly string[],
  ipv6?: string,
): string {
  const InstanceId = id('i', name);
  const options = { ip, groups, instance: InstanceId, ...(ipv6 === undefined ? {} : { ipv6 }) };
  const NetworkInterfaceId = networkInterface(world, place, vpcName, subnetName, letter, name, options);
  add(world, place, 'DescribeInstances', {
    Groups: [],
    Instances: [
      {
        InstanceId,
        InstanceType: 'm7g.large',
        Placement: { AvailabilityZone: `${place.region}${letter}`, GroupName: '', Tenancy: 'default' },
        PrivateIpAddress: ip,
        State: { Code: 16, Name: 'running' },
        SubnetId: id('subnet', subnetName),
        VpcId: id('vpc', vpcName),
        NetworkInterfaces: [
          {
            NetworkInterfaceId,
            OwnerId: place.account,
            Status: 'in-use',
            SubnetId: id('subnet', subnetName),
            VpcId: id('vpc', vpcName),
            PrivateIpAddress: ip,
          },
        ],
        SecurityGroups: groups.map((GroupId) => ({ GroupId, GroupName: 'a-group' })),
        ...named(name),
      },
    ],
    OwnerId: place.account,
    ReservationId: id('r', name),
  });
  return InstanceId;
}
