/** A plan as Terraform: one root module per account and Region. */
import type { Plan } from '#shared/analysis/cost/plan/plan.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import { type CodeFile, deltaModules, type DeltaModule, safeName } from './delta.ts';
import { vpcFile } from './terraform-endpoints.ts';
import { endpointServiceFile, hubFile, spokeFile, uniqueLabels } from './terraform-hub.ts';
import { policiesFile, variablesFile, versionsFile } from './terraform-policies.ts';

/** Files of the delta; what stands already is referred to by id and never taken over. The same plan gives the same text. */
export function terraformOf(plan: Plan, topology: Topology): { readonly files: readonly CodeFile[] } {
  return { files: deltaModules(plan, topology).flatMap(moduleFiles) };
}

function moduleFiles(module: DeltaModule): CodeFile[] {
  const folder = `${safeName(module.accountId)}-${safeName(module.region)}`;
  const file = (name: string, text: string): CodeFile => ({ name: `${folder}/${name}`, text });
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
  const hubLabel = module.vpcs.find((vpc) => vpc.vpcId === module.hub?.hub.vpcId);
  return [
    file('versions.tf', versionsFile(module)),
    file('variables.tf', variablesFile(module)),
    ...(module.vpcs.length === 0 ? [] : [file('policies.tf', policiesFile)]),
    ...module.vpcs.map((vpc) => file(`vpc-${(labels.get(vpc) ?? '').replaceAll('_', '-')}.tf`, vpcFile(vpc, labels.get(vpc) ?? ''))),
    ...(module.hub === null
      ? []
      : [file('hub-dns.tf', hubFile(module.hub, hubLabel === undefined ? 'hub' : (labels.get(hubLabel) ?? 'hub')))]),
    ...(module.remoteHub === null ? [] : [file('hub-association.tf', spokeFile(module, module.remoteHub))]),
    ...module.services.map((service) =>
      file(
        `endpoint-service-${(services.get(service) ?? '').replaceAll('_', '-')}.tf`,
        endpointServiceFile(service, services.get(service) ?? ''),
      ),
    ),
  ];
}
