/** The steps of a hub: names first tested beside the old path, then answered for every spoke. */
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { ModelVpc } from '../model.ts';
import { type HubName, hubNames } from './hub-names.ts';
import type { ChosenPath, PlanHub } from './plan.ts';
import type { PlannedRegion } from './planned-region.ts';
import { shellCommand } from './shell.ts';
import { type Draft, endpointVariable } from './step-draft.ts';

export function hubSteps(topology: Topology, region: PlannedRegion): readonly Draft[] {
  const { hub, model } = region;
  if (hub === null) return [];
  const owner = model.byId(hub.vpcId);
  if (owner === undefined) return [];
  return [
    ...(hub.attached.length === 0 ? [] : [attachStep(region, hub)]),
    ...hubNames(topology, hub, region.chosen).map((name) => zoneStep(region, hub, owner, name)),
    ...removalSteps(region),
  ];
}

function attachStep({ model }: PlannedRegion, hub: PlanHub): Draft {
  return {
    phase: 'hub',
    vpcId: hub.vpcId,
    does: `Attaches ${hub.attached.join(', ')} to the transit gateway of the hub and routes the blocks of hub and spokes both ways.`,
    precheck:
      'The blocks of hub and spokes do not overlap; each attachment has a subnet in every zone with callers. Set TGW_ID to the transit gateway.',
    command: hub.attached.map((vpcId) => {
      const subnets = (model.byId(vpcId)?.node.subnets ?? [])
        .filter((subnet) => subnet.egress !== 'internet-gateway')
        .map((subnet) => subnet.subnet.subnetId);
      return `${shellCommand('aws', 'ec2', 'create-transit-gateway-vpc-attachment', '--vpc-id', vpcId, '--subnet-ids', ...subnets)} --transit-gateway-id "$TGW_ID" --region ${model.region}`;
    }),
    measure: 'A connection on TCP 443 from an instance of every spoke to an address of the hub endpoint succeeds.',
    wayBack: 'Delete the attachments and the routes.',
    pointOfNoReturn: null,
  };
}

function zoneStep(region: PlannedRegion, hub: PlanHub, owner: ModelVpc, name: HubName): Draft {
  const zone = name.zoneId ?? `"$${zoneVariable(name.service)}"`;
  const users = name.users.map((path) => path.vpcId);
  return {
    phase: 'hub',
    vpcId: hub.vpcId,
    does: name.isNew
      ? `Answers ${name.records.join(' and ')} with the endpoint of ${hub.vpcId} in ${[hub.vpcId, ...users].join(', ')}: one private hosted zone with an alias record for each name.`
      : `Lets ${name.zoneId ?? 'the hosted zone of the hub, which was not read,'} answer ${name.records.join(' and ')} in ${users.join(', ') || 'the spokes, which it does already'}.`,
    precheck:
      'The endpoint of the hub answers by its own DNS name from an instance of every spoke; its private DNS is off; no zone of a spoke owns the domain.',
    command: [...(name.isNew ? creation(region, hub, owner, name) : []), ...name.users.flatMap((path) => association(owner, path, zone))],
    measure: 'The name resolves to addresses of the hub in every spoke; BytesProcessed of the hub endpoint rises.',
    wayBack: 'Disassociate the spokes: their names lead to the public addresses again.',
    pointOfNoReturn: null,
  };
}

function zoneVariable(service: string): string {
  return `ZONE_${service.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
}

function creation({ model }: PlannedRegion, hub: PlanHub, owner: ModelVpc, { service, domain, records }: HubName): string[] {
  const standing = owner.endpoints.find((each) => each.type === 'Interface' && each.service === service)?.id;
  const endpoint = standing ?? `"$${endpointVariable(hub.vpcId, service)}"`;
  const entry = 'VpcEndpoints[0].DnsEntries[0]';
  const target = `AliasTarget:{DNSName:${entry}.DnsName,HostedZoneId:${entry}.HostedZoneId,EvaluateTargetHealth:\`false\`}`;
  const changes = records.map((record) => `{Action:\`UPSERT\`,ResourceRecordSet:{Name:\`${record}\`,Type:\`A\`,${target}}}`);
  return [
    `${zoneVariable(service)}=$(aws route53 create-hosted-zone --name ${domain} --caller-reference linkscape-${service}-${model.region} --vpc VPCRegion=${model.region},VPCId=${hub.vpcId} --query HostedZone.Id --output text)`,
    `aws route53 change-resource-record-sets --hosted-zone-id "$${zoneVariable(service)}" --change-batch "$(aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${endpoint} --region ${model.region} --query '{Changes:[${changes.join(',')}]}' --output json)"`,
  ];
}

/** A zone of another account is authorised there first. */
function association(owner: ModelVpc, path: ChosenPath, zone: string): string[] {
  const vpc = `--vpc VPCRegion=${path.region},VPCId=${path.vpcId}`;
  const allow = `aws route53 create-vpc-association-authorization --hosted-zone-id ${zone} ${vpc}  # in ${owner.owner}`;
  const join = `aws route53 associate-vpc-with-hosted-zone --hosted-zone-id ${zone} ${vpc}  # in ${path.accountId}`;
  return path.accountId === owner.owner ? [join] : [allow, join];
}

/** The spokes' own endpoints go last, after the hold. */
function removalSteps(region: PlannedRegion): Draft[] {
  return region.chosen
    .filter((path) => path.replaces !== null)
    .map((path) => ({
      phase: 'hub',
      vpcId: path.vpcId,
      does: `Turns private DNS of ${path.replaces ?? ''} off, so that ${path.service} goes through the hub, and after a hold deletes it.`,
      precheck:
        'The hosted zone of the hub is associated with the VPC, and the hub endpoint answers from it. AWS refuses the association while private DNS of the same name is on: do both in one window.',
      command: [
        `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${path.replaces ?? ''} --no-private-dns-enabled --region ${path.region}`,
        `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids ${path.replaces ?? ''} --region ${path.region}  # after the hold`,
      ],
      measure: 'ActiveConnections of the old endpoint fall to zero before it is deleted.',
      wayBack: 'Until it is deleted: turn its private DNS on again.',
      pointOfNoReturn: 'Deleting the endpoint: policies that name its id (aws:SourceVpce) never match again.',
    }));
}
