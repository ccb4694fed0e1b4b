/** Names that a hub answers, and own endpoint services, as CloudFormation. */
import { shellWord } from '#shared/analysis/cost/plan/shell.ts';
import { aliasRecord } from './cloudformation-endpoints.ts';
import { type Json, type JsonObject, logicalId, type Template } from './cloudformation-template.ts';
import type { DeltaHub, DeltaModule, DeltaZone, OwnService } from './delta.ts';

/** Zones and records; spokes of other accounts cannot be associated by a template, the plan's steps do it. */
export function hubResources(hub: DeltaHub): JsonObject {
  return Object.fromEntries(hub.zones.filter((zone) => zone.isNew && zone.endpointId === null).flatMap((zone) => zoneResources(hub, zone)));
}

function zoneResources(hub: DeltaHub, zone: DeltaZone): [string, Json][] {
  const own = zone.spokes.filter((spoke) => spoke.accountId === hub.accountId);
  const others = zone.spokes.filter((spoke) => spoke.accountId !== hub.accountId);
  const id = logicalId('Zone', zone.service);
  const association = (vpcId: Json): Json => ({ VPCId: vpcId, VPCRegion: { Ref: 'AWS::Region' } });
  return [
    [
      id,
      {
        Type: 'AWS::Route53::HostedZone',
        ...(others.length > 0
          ? { Metadata: { AssociateByHand: others.map((spoke) => ({ VpcId: spoke.vpcId, AccountId: spoke.accountId })) } }
          : {}),
        Properties: { Name: zone.domain, VPCs: [association({ Ref: 'VpcId' }), ...own.map((spoke) => association(spoke.vpcId))] },
      },
    ],
    ...zone.records.map((name, index): [string, Json] => [
      `${logicalId('Record', zone.service)}${index === 0 ? '' : 'Below'}`,
      aliasRecord(id, name, logicalId('Endpoint', zone.service)),
    ]),
  ];
}

/** A template cannot give a service its private DNS name; whoever applies it does, once the service is there. */
function privateNameNote({ privateDnsName }: OwnService): JsonObject {
  if (privateDnsName === null) return {};
  const command = `aws ec2 modify-vpc-endpoint-service-configuration --service-id SERVICE_ID --private-dns-name ${shellWord(privateDnsName)}`;
  return {
    PrivateDnsNameByHand: { PrivateDnsName: privateDnsName, Command: command, Then: 'Publish the TXT record that proves the domain' },
  };
}

/** An own service on a load balancer with its allowed principals. */
export function serviceTemplate(module: DeltaModule, service: OwnService): Template {
  const field = service.loadBalancerArn.includes(':loadbalancer/gwy/') ? 'GatewayLoadBalancerArns' : 'NetworkLoadBalancerArns';
  const principals = [...service.allowedPrincipals].sort();
  return {
    Description: `Endpoint service in ${module.accountId}, ${module.region}`,
    Metadata: { Service: { Name: service.name }, ...privateNameNote(service) },
    Parameters: {
      LoadBalancerArn: { Type: 'String', Default: service.loadBalancerArn, Description: 'The load balancer behind the service' },
    },
    Conditions: {},
    Resources: {
      EndpointService: {
        Type: 'AWS::EC2::VPCEndpointService',
        Properties: { AcceptanceRequired: service.acceptanceRequired, [field]: [{ Ref: 'LoadBalancerArn' }] },
      },
      ...(principals.length === 0
        ? {}
        : {
            EndpointServicePermissions: {
              Type: 'AWS::EC2::VPCEndpointServicePermissions',
              Properties: { ServiceId: { Ref: 'EndpointService' }, AllowedPrincipals: principals },
            },
          }),
    },
    Outputs: {
      ServiceId: { Description: 'Consumers write com.amazonaws.vpce.<region>.<this id>', Value: { Ref: 'EndpointService' } },
    },
  };
}
