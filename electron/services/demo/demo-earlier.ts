/** The demo estate a month before: few changes, one of each kind that a comparison can show. */
import type { IsoTime, NetworkInterfaceId, SnapshotId, VpcEndpointId } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { VpcEndpoint } from '#shared/model/vpc-endpoint.ts';

/** Derived from the estate of today: since then two endpoints, a consumer and a principal came, an endpoint and a NAT gateway went. */
export function earlierDemoSnapshot(today: Snapshot): Snapshot {
  const head = {
    ...today,
    id: `${today.id}-a-month-before` as SnapshotId,
    takenAt: '2026-10-02T09:30:00.000Z' as IsoTime,
    title: `${today.title}, a month before`,
  };
  return [withoutNew, withRemovedEndpoint, withRemovedNat, withAcceptedArchive, withSecondZone, withOpenPolicy, withoutPrincipal].reduce(
    (snapshot, step) => step(snapshot),
    head,
  );
}

function endpointOf(snapshot: Snapshot, vpcName: string, service: string): VpcEndpoint | undefined {
  const vpc = snapshot.vpcs.find((each) => each.name === vpcName);
  return snapshot.vpcEndpoints.find((each) => each.vpcId === vpc?.vpcId && (each.serviceName ?? '').endsWith(service));
}

function serviceIdOf(snapshot: Snapshot, name: string): string {
  return snapshot.endpointServices.find((service) => service.name === name)?.serviceId ?? name;
}

function changed(snapshot: Snapshot, endpoint: VpcEndpoint | undefined, change: Partial<VpcEndpoint>): Snapshot {
  if (endpoint === undefined) return snapshot;
  return { ...snapshot, vpcEndpoints: snapshot.vpcEndpoints.map((each) => (each === endpoint ? { ...each, ...change } : each)) };
}

/** An endpoint with everything that stands for it. */
function without(snapshot: Snapshot, endpoint: VpcEndpoint | undefined): Snapshot {
  if (endpoint === undefined) return snapshot;
  const own = new Set<string>(endpoint.networkInterfaceIds);
  return {
    ...snapshot,
    vpcEndpoints: snapshot.vpcEndpoints.filter((each) => each !== endpoint),
    networkInterfaces: snapshot.networkInterfaces.filter((each) => !own.has(each.networkInterfaceId)),
    endpointConnections: snapshot.endpointConnections.filter((each) => each.vpcEndpointId !== endpoint.vpcEndpointId),
  };
}

function withoutNew(snapshot: Snapshot): Snapshot {
  const settlement = endpointOf(snapshot, 'payments-edge', serviceIdOf(snapshot, 'settlement'));
  return without(without(snapshot, endpointOf(snapshot, 'payments-cards', '.sqs')), settlement);
}

/** `retail-legacy` had SQS beside SNS. */
function withRemovedEndpoint(snapshot: Snapshot): Snapshot {
  const model = endpointOf(snapshot, 'retail-legacy', '.sns');
  if (model === undefined) return snapshot;
  const interfaces = snapshot.networkInterfaces.filter((each) => model.networkInterfaceIds.some((id) => id === each.networkInterfaceId));
  const copies = interfaces.map((each, index) => ({
    ...each,
    networkInterfaceId: `eni-0f1e2d3c4b5a6978${String(index)}` as NetworkInterfaceId,
  }));
  const gone: VpcEndpoint = {
    ...model,
    vpcEndpointId: 'vpce-0f1e2d3c4b5a69788' as VpcEndpointId,
    serviceName: (model.serviceName ?? '').replace(/sns$/, 'sqs') as VpcEndpoint['serviceName'],
    networkInterfaceIds: copies.map((each) => each.networkInterfaceId),
    dnsEntries: [],
  };
  return {
    ...snapshot,
    vpcEndpoints: [...snapshot.vpcEndpoints, gone],
    networkInterfaces: [...snapshot.networkInterfaces, ...copies],
  };
}

function withRemovedNat(snapshot: Snapshot): Snapshot {
  const model = snapshot.natGateways.find((each) => each.name === 'storefront-nat');
  const subnet = snapshot.subnets.find((each) => each.vpcId === model?.vpcId && each.subnetId !== model.subnetId && each.zoneId !== null);
  if (model === undefined || subnet === undefined) return snapshot;
  const name = 'storefront-nat-second';
  const gone = {
    ...model,
    natGatewayId: 'nat-0a1b2c3d4e5f60718' as typeof model.natGatewayId,
    name,
    subnetId: subnet.subnetId,
    tags: [{ key: 'Name', value: name }],
    addresses: [],
  };
  return { ...snapshot, natGateways: [...snapshot.natGateways, gone] };
}

/** The archive's provider took its consumer then. */
function withAcceptedArchive(snapshot: Snapshot): Snapshot {
  const endpoint = endpointOf(snapshot, 'payments-edge', serviceIdOf(snapshot, 'archive'));
  return {
    ...changed(snapshot, endpoint, { state: 'Available' }),
    endpointConnections: snapshot.endpointConnections.map((each) =>
      each.vpcEndpointId === endpoint?.vpcEndpointId ? { ...each, vpcEndpointState: 'Available' } : each,
    ),
  };
}

/** The ledger's endpoint in `identity-core` stood in two zones. */
function withSecondZone(snapshot: Snapshot): Snapshot {
  const endpoint = endpointOf(snapshot, 'identity-core', serviceIdOf(snapshot, 'ledger'));
  const home = snapshot.subnets.find((each) => each.subnetId === endpoint?.subnetIds[0]);
  const first = snapshot.networkInterfaces.find((each) => each.networkInterfaceId === endpoint?.networkInterfaceIds[0]);
  const second = snapshot.subnets.find((each) => each.vpcId === endpoint?.vpcId && each.zoneId !== home?.zoneId);
  if (endpoint === undefined || first === undefined || second === undefined) return snapshot;
  const { subnetId, zoneId, zoneName } = second;
  const more = { ...first, networkInterfaceId: 'eni-0c2d4e6f8a1b3c5d7' as NetworkInterfaceId, subnetId, zoneId, zoneName };
  const change = {
    subnetIds: [...endpoint.subnetIds, subnetId],
    networkInterfaceIds: [...endpoint.networkInterfaceIds, more.networkInterfaceId],
  };
  return { ...changed(snapshot, endpoint, change), networkInterfaces: [...snapshot.networkInterfaces, more] };
}

function withOpenPolicy(snapshot: Snapshot): Snapshot {
  const open = endpointOf(snapshot, 'payments-cards', '.secretsmanager')?.policyDocument ?? null;
  return changed(snapshot, endpointOf(snapshot, 'payments-cards', '.s3'), { policyDocument: open });
}

function withoutPrincipal(snapshot: Snapshot): Snapshot {
  return { ...snapshot, allowedPrincipals: snapshot.allowedPrincipals.filter((each) => !each.principal.endsWith('role/statement-reader')) };
}
