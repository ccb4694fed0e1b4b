/** What stands already of what a template names. */
import type { Snapshot } from '#shared/model/snapshot.ts';

/** The only value there is, if there is only one. */
export function onlyOne(values: readonly string[]): string | undefined {
  const all = new Set(values);
  return all.size === 1 ? [...all][0] : undefined;
}

/** Ids by logical id, from the tags of CloudFormation; a logical id that two stacks have is left out unless one is named. */
export function stackResources(base: Snapshot, stack: string | undefined): ReadonlyMap<string, string> {
  const tagged = [
    ...base.vpcs.map(({ vpcId: id, tags }) => ({ id, tags })),
    ...base.subnets.map(({ subnetId: id, tags }) => ({ id, tags })),
    ...base.routeTables.map(({ routeTableId: id, tags }) => ({ id, tags })),
    ...base.natGateways.map(({ natGatewayId: id, tags }) => ({ id, tags })),
    ...base.vpcEndpoints.map(({ vpcEndpointId: id, tags }) => ({ id, tags })),
    ...base.securityGroups.map(({ securityGroupId: id, tags }) => ({ id, tags })),
    ...base.endpointServices.map(({ serviceId: id, tags }) => ({ id, tags })),
  ];
  const found = new Map<string, string | null>();
  for (const { id, tags } of tagged) {
    const tag = (key: string): string | undefined => tags.find((each) => each.key === key)?.value;
    const logicalId = tag('aws:cloudformation:logical-id');
    if (logicalId === undefined || (stack !== undefined && tag('aws:cloudformation:stack-name') !== stack)) continue;
    found.set(logicalId, found.has(logicalId) ? null : id);
  }
  return new Map([...found].flatMap(([logicalId, id]) => (id === null ? [] : [[logicalId, id] as const])));
}
