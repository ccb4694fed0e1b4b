/** What stands in the subnets of a made-up VPC: things that call others, and things that are only called. */
import { type Holding, type Holdings, holdings } from './describe.ts';
import { hexOf, idOf, securityGroupIdOf } from './names.ts';
import { addInterface, type InterfaceDescription, participantPlace, type Plot, type PlotSubnet } from './plot.ts';
import { knownZoneName, origin, type Place } from './site.ts';

/** Puts every holding of every tier into its subnets. */
export function buildWorkload(plot: Plot, places: readonly Place[]): void {
  for (const subnet of plot.subnets) {
    const shortZone = subnet.tier.zones.find((zone) => subnet.zoneId.endsWith(zone)) ?? subnet.zoneId;
    const { holds, holdsOf } = subnet.tier;
    place(plot, subnet, typeof holds === 'function' ? holds(shortZone) : (holds ?? {}), plot.place);
    for (const [accountId, owned] of Object.entries(holdsOf ?? {})) {
      const owner = participantPlace(plot, places, accountId);
      if (owner !== undefined) place(plot, subnet, owned, owner);
    }
  }
}

function place(plot: Plot, subnet: PlotSubnet, what: Holdings, owner: Place): void {
  for (const holding of holdings) {
    for (let number = 1; number <= (what[holding] ?? 0); number += 1) {
      const name = `${plot.description.name}-${subnet.tier.name}-${subnet.zoneId}-${holding}-${number}-${owner.accountId}`;
      if (holding === 'instance') addInstance(plot, subnet, name, owner);
      else addInterface(plot, subnet, { ...interfaceOf(holding, name), name, owner, securityGroupIds: groups(plot) });
    }
  }
}

/** An EC2 instance with its primary interface. Returns its id and address. */
export function addInstance(
  plot: Plot,
  subnet: PlotSubnet,
  name: string,
  owner: Place,
): { readonly instanceId: string; readonly address: string } {
  const instanceId = idOf<InterfaceDescription['instanceId'] & string>('i', name);
  const { address } = addInterface(plot, subnet, {
    name,
    owner,
    interfaceType: 'interface',
    description: '',
    instanceId,
    securityGroupIds: groups(plot),
  });
  plot.site.see(owner, 'instances', [
    {
      ...origin(owner),
      instanceId,
      subnetId: subnet.subnetId,
      vpcId: plot.vpcId,
      zoneId: subnet.zoneId,
      zoneName: knownZoneName(owner, subnet.zoneId),
      privateIpAddress: address,
      state: 'running',
    },
  ]);
  return { instanceId, address };
}

function groups(plot: Plot) {
  return [securityGroupIdOf(plot.description.name, 'workload')];
}

type Look = Pick<InterfaceDescription, 'interfaceType' | 'description' | 'requesterId'>;

/** How AWS itself labels the interfaces of each service. */
function interfaceOf(holding: Exclude<Holding, 'instance'>, name: string): Look {
  const looks: Readonly<Record<Exclude<Holding, 'instance'>, Look>> = {
    lambda: {
      interfaceType: 'lambda',
      description: `AWS Lambda VPC ENI-${name}-${hexOf(name, 8)}`,
      requesterId: 'AROAEXAMPLELAMBDA:111122223333',
    },
    ecs: { interfaceType: 'interface', description: `arn:aws:ecs:attachment/${hexOf(name, 32)}`, requesterId: '578734482556' },
    eks: { interfaceType: 'interface', description: `Amazon EKS ${name}`, requesterId: 'AROAEXAMPLEEKS:AmazonEKS' },
    workspaces: { interfaceType: 'interface', description: `Created By Amazon Workspaces for AWS Account ID ${name}` },
    rds: { interfaceType: 'interface', description: 'RDSNetworkInterface', requesterId: 'amazon-rds' },
    elasticache: { interfaceType: 'interface', description: `ElastiCache ${name}`, requesterId: 'amazon-elasticache' },
    efs: { interfaceType: 'interface', description: `EFS mount target for fs-0${hexOf(name, 16)}`, requesterId: 'amazon-efs' },
    alb: { interfaceType: 'interface', description: `ELB app/${name}/${hexOf(name, 16)}`, requesterId: 'amazon-elb' },
  };
  return looks[holding];
}
