/** A plan as CloudFormation templates in JSON: one per VPC, so that none grows past the limit of 500 resources. */
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { connectionResources, gatewayResources, interfaceResources, repairNotes } from './cloudformation-endpoints.ts';
import { hubResources, serviceTemplate } from './cloudformation-hub.ts';
import { logicalId, templateText, type Template } from './cloudformation-template.ts';
import { type CodeFile, deltaModules, type DeltaModule, type DeltaVpc, safeName } from './delta.ts';
import { uniqueLabels } from './terraform-hub.ts';

/** Files of the delta. What stands already is a parameter with its id as default; the same plan gives the same text. */
export function cloudFormationOf(plan: Plan, topology: Topology): { readonly files: readonly CodeFile[] } {
  return { files: deltaModules(plan, topology).flatMap(moduleFiles) };
}

function moduleFiles(module: DeltaModule): CodeFile[] {
  const folder = `${safeName(module.accountId)}-${safeName(module.region)}`;
  const labels = uniqueLabels(
    module.vpcs,
    (vpc) => vpc.name,
    (vpc) => vpc.vpcId,
  );
  const services = uniqueLabels(
    module.services,
    (service) => service.name,
    (service) => service.loadBalancerArn.slice(-16),
  );
  return [
    ...module.vpcs.map((vpc) => ({
      name: `${folder}/vpc-${(labels.get(vpc) ?? '').replaceAll('_', '-')}.json`,
      text: templateText(vpcTemplate(module, vpc)),
    })),
    ...module.services.map((service) => ({
      name: `${folder}/endpoint-service-${(services.get(service) ?? '').replaceAll('_', '-')}.json`,
      text: templateText(serviceTemplate(module, service)),
    })),
  ];
}

function vpcTemplate(module: DeltaModule, vpc: DeltaVpc): Template {
  const isHub = module.hub?.hub.vpcId === vpc.vpcId;
  const hasInterfaces = vpc.interfaces.length > 0;
  const isScoped = [...vpc.interfaces, ...vpc.gateways].some((endpoint) => endpoint.isScoped) || vpc.gateways.length > 0;
  const subnets = vpc.subnets.map((subnet) => [
    logicalId('Subnet', subnet.zoneId),
    { Type: 'AWS::EC2::Subnet::Id', Default: subnet.subnetId, Description: `Subnet in ${subnet.zoneId}` },
  ]);
  const endpoints = [...vpc.interfaces, ...vpc.gateways].map((endpoint) => endpoint.path.service);
  return {
    Description: `Endpoints of ${vpc.vpcId} in ${module.accountId}, ${module.region}`,
    Metadata: {
      Vpc: { Id: vpc.vpcId, Name: vpc.name },
      Subnets: vpc.subnets.map((subnet) => ({ AvailabilityZoneId: subnet.zoneId, SubnetId: subnet.subnetId, Name: subnet.name })),
      ...(vpc.gateways.length > 0
        ? { RouteTables: vpc.routeTables.map((table) => ({ RouteTableId: table.routeTableId, Name: table.name })) }
        : {}),
      ...repairNotes(vpc),
    },
    Parameters: {
      VpcId: { Type: 'AWS::EC2::VPC::Id', Default: vpc.vpcId, Description: 'The VPC' },
      ...Object.fromEntries(subnets),
      ...(isScoped
        ? { OrganizationId: { Type: 'String', Default: '', Description: 'AWS Organizations id, o-...; empty: this account alone' } }
        : {}),
      ...Object.fromEntries(
        vpc.interfaces
          .filter((endpoint) => endpoint.hasPrivateDns)
          .map(({ path }) => [
            logicalId('PrivateDns', path.service),
            {
              Type: 'String',
              AllowedValues: ['true', 'false'],
              Default: 'false',
              Description: `Private DNS of ${path.service}: true once it was tested from every zone`,
            },
          ]),
      ),
    },
    Conditions: isScoped ? { HasOrganization: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'OrganizationId' }, ''] }] } } : {},
    Resources: {
      ...(hasInterfaces ? interfaceResources(vpc) : {}),
      ...gatewayResources(vpc),
      ...connectionResources(vpc),
      ...(isHub && module.hub !== null ? hubResources(module.hub) : {}),
    },
    Outputs: Object.fromEntries(
      endpoints.map((service) => [
        logicalId('Endpoint', service),
        { Description: `Endpoint of ${service}`, Value: { Ref: logicalId('Endpoint', service) } },
      ]),
    ),
  };
}
