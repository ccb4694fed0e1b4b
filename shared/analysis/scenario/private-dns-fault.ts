/** When AWS refuses private DNS. */
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';
import type { Ground } from './edit.ts';

/** Why private DNS of an endpoint cannot be turned on, as far as that was read; `null` where nothing forbids it. */
export function privateDnsFault({ topology, snapshot }: Ground, endpoint: VpcEndpoint): string | null {
  const { vpcId, serviceName } = endpoint;
  const attributes = vpcId === null ? undefined : topology.index.find('vpcDnsAttributes', vpcId);
  if (attributes?.enableDnsSupport === false) return `private DNS needs enableDnsSupport, which is off in ${vpcId ?? 'the VPC'}`;
  if (attributes?.enableDnsHostnames === false) return `private DNS needs enableDnsHostnames, which is off in ${vpcId ?? 'the VPC'}`;
  const twin = snapshot.vpcEndpoints.find(
    (other) =>
      other.vpcEndpointId !== endpoint.vpcEndpointId &&
      other.vpcId === vpcId &&
      other.serviceName === serviceName &&
      other.vpcEndpointType === 'Interface' &&
      other.privateDnsEnabled === true &&
      !['Deleted', 'Deleting', 'Rejected', 'Failed', 'Expired'].includes(other.state ?? ''),
  );
  return twin === undefined ? null : `${twin.vpcEndpointId} answers to the private DNS name of the service already`;
}
