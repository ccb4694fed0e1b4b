/** Ids of what an edit adds: they follow from the edit alone, and nobody takes them for AWS's own. */
import type { NetworkInterfaceId, PrefixListId, SubnetId, VpcEndpointId, VpcId } from '#shared/base/ids.ts';

const mark = 'hypothetical';

/**
 * The id of the n-th endpoint that edits add to a VPC for a service:
 * `vpce-hypothetical-<vpc>-ecr-api`, with `-gateway` and `-2` where that applies.
 * Later edits of the same scenario may name it.
 */
export function hypotheticalEndpointId(vpcId: VpcId | string, service: string, type: string, n = 1): VpcEndpointId {
  const parts = [
    vpcId.replace(/^vpc-/, ''),
    plain(service),
    ...(type === 'Interface' ? [] : [plain(type)]),
    ...(n === 1 ? [] : [String(n)]),
  ];
  return `vpce-${mark}-${parts.join('-')}` as VpcEndpointId;
}

export function hypotheticalInterfaceId(endpointId: VpcEndpointId, subnetId: SubnetId): NetworkInterfaceId {
  return `eni-${mark}-${endpointId.replace(`vpce-${mark}-`, '')}-${subnetId.replace(/^subnet-/, '')}` as NetworkInterfaceId;
}

/** Stands for a prefix list of AWS that was not read. */
export function hypotheticalPrefixListId(service: string): PrefixListId {
  return `pl-${mark}-${plain(service)}` as PrefixListId;
}

/** Whether an id was made by an edit. */
export function isHypothetical(id: string): boolean {
  return new RegExp(`^[a-z]+-${mark}-`).test(id);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
