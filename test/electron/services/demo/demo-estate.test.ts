import { describe, expect, it } from 'vitest';
import { demoSnapshot, demoUsage } from '#electron/services/demo/demo-estate.ts';
import * as cast from '#electron/services/demo/cast.ts';
import { decimal, decimalText, sum } from '#shared/base/decimal.ts';
import { compareText, groupBy, sortedBy, sortedUnique } from '#shared/base/sort.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { cells, verdicts } from '#shared/analysis/availability/alignment.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { type CollectionName, collectionNames, type RecordOf } from '#shared/model/collections.ts';
import { isEveryone } from '#shared/model/endpoint-service.ts';
import { endpointIdOf, natGatewayIdOf, serviceIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { parseServiceName, shortServiceName } from '#shared/model/service-name.ts';
import { resourceCount, snapshotSchema } from '#shared/model/snapshot.ts';
import { usageSetSchema } from '#shared/model/usage.ts';

const snapshot = demoSnapshot();
const usage = demoUsage();

function ids<Name extends CollectionName>(name: Name, id: (record: RecordOf<Name>) => string): ReadonlySet<string> {
  return new Set((snapshot[name] as readonly RecordOf<Name>[]).map(id));
}

function endpoint(name: string): RecordOf<'vpcEndpoints'> {
  const found = snapshot.vpcEndpoints.find((candidate) => candidate.vpcEndpointId === endpointIdOf(name));
  if (found === undefined) throw new Error(`no endpoint ${name}`);
  return found;
}

function zonesOf(name: string): string[] {
  return sortedUnique(endpoint(name).subnetIds.map((id) => snapshot.subnets.find((subnet) => subnet.subnetId === id)?.zoneId ?? 'unread'));
}

describe('the demo snapshot', () => {
  it('is valid, and the same every time', () => {
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(demoSnapshot()).toEqual(snapshot);
    expect([snapshot.kind, snapshot.takenAt, snapshot.title]).toEqual(['demo', '2026-11-02T09:30:00.000Z', 'Demo estate']);
  });

  it('is of a size one can look at', () => {
    expect(resourceCount(snapshot)).toBeGreaterThan(700);
    expect(resourceCount(snapshot)).toBeLessThan(1100);
    expect(snapshot.accounts.map((account) => account.name)).toEqual([
      'network-hub',
      'payments-prod',
      'ledger-platform',
      'identity-hub',
      'analytics-prod',
      'retail-staging',
      'data-tenant',
    ]);
    expect(sortedUnique(snapshot.vpcs.map((vpc) => vpc.region))).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
  });

  it('gives every account one zone per name, and the names of us-east-1 different meanings', () => {
    const firsts = snapshot.zones.filter((zone) => zone.zoneName === 'us-east-1a').map((zone) => zone.zoneId);
    expect(sortedUnique(firsts.filter((zone) => zone !== null))).toEqual(['use1-az1', 'use1-az2', 'use1-az4', 'use1-az6']);
    const central = groupBy(
      snapshot.zones.filter((zone) => zone.region === 'eu-central-1'),
      (zone) => zone.zoneName,
    );
    expect([...central.values()].map((zones) => new Set(zones.map((zone) => zone.zoneId)).size)).toEqual([1, 1, 1]);
  });

  it('names zones of subnets and interfaces as their reader does', () => {
    const table = new Map(snapshot.zones.map((zone) => [`${zone.accountId}/${zone.zoneName}`, zone.zoneId]));
    const wrong = [...snapshot.subnets, ...snapshot.networkInterfaces].filter(
      (record) => table.get(`${record.readBy}/${record.zoneName ?? ''}`) !== record.zoneId,
    );
    expect(wrong).toEqual([]);
  });

  it('has ids without collisions', () => {
    expect(snapshot.networkInterfaces).toHaveLength(ids('networkInterfaces', (record) => record.networkInterfaceId).size);
    expect(snapshot.natGateways.flatMap((nat) => nat.addresses).filter((address) => address.publicIp !== null)).toHaveLength(
      snapshot.addresses.length,
    );
  });
});

describe('references of the demo snapshot', () => {
  const subnets = ids('subnets', (record) => record.subnetId);
  const vpcs = ids('vpcs', (record) => record.vpcId);
  const groups = ids('securityGroups', (record) => record.securityGroupId);
  const tables = ids('routeTables', (record) => record.routeTableId);
  /** Where the role may not list interfaces or groups, references to them lead nowhere on purpose. */
  const isReadable = (record: { readonly region: string; readonly accountId: string }): boolean =>
    !(record.region === 'eu-west-1' && record.accountId === cast.retail);

  it('lead from endpoints to subnets, VPCs, groups, tables and interfaces', () => {
    const interfaces = ids('networkInterfaces', (record) => record.networkInterfaceId);
    const dangling = snapshot.vpcEndpoints
      .filter(isReadable)
      .flatMap((record) => [
        ...record.subnetIds.filter((id) => !subnets.has(id)),
        ...record.securityGroupIds.filter((id) => !groups.has(id)),
        ...record.routeTableIds.filter((id) => !tables.has(id)),
        ...record.networkInterfaceIds.filter((id) => !interfaces.has(id)),
        ...(vpcs.has(record.vpcId ?? '') ? [] : [record.vpcId]),
      ]);
    expect(dangling).toEqual([]);
  });

  it('lead from routes to their targets, but for the one black hole', () => {
    const targets = new Set<string>([
      'local',
      ...ids('natGateways', (record) => record.natGatewayId),
      ...ids('internetGateways', (record) => record.internetGatewayId),
      ...ids('transitGateways', (record) => record.transitGatewayId),
      ...ids('peeringConnections', (record) => record.peeringConnectionId),
      ...ids('vpcEndpoints', (record) => record.vpcEndpointId),
    ]);
    const routes = snapshot.routeTables.flatMap((table) => table.routes);
    expect(routes.filter((route) => !targets.has(route.target)).map((route) => [route.target, route.state])).toEqual([
      [natGatewayIdOf('legacy-old-nat'), 'blackhole'],
    ]);
  });

  it('lead from custom endpoints to services, but for the supplier and the deleted service', () => {
    const services = ids('endpointServices', (record) => record.serviceId);
    const details = new Set(snapshot.serviceDetails.map((detail) => `${detail.readBy}/${detail.serviceName}`));
    const custom = snapshot.vpcEndpoints.filter(
      (record) => record.serviceName !== null && parseServiceName(record.serviceName).kind === 'custom',
    );
    const ghosts = custom.filter((record) => !services.has(shortServiceName(record.serviceName ?? ('' as never))));
    const seen = ghosts.map((record) => [record.name ?? '', details.has(`${record.readBy}/${record.serviceName ?? ''}`)] as const);
    expect(sortedBy(seen, ([name]) => name)).toEqual([
      ['payments-edge-ledger-v1', false],
      ['payments-metrics-intake', true],
      ['retail-feature-flags', true],
      ['retail-metrics-intake', true],
    ]);
  });

  it('lead from load balancers to subnets and from targets to interfaces', () => {
    expect(snapshot.loadBalancers.flatMap((record) => record.zones).filter((zone) => !subnets.has(zone.subnetId ?? ''))).toEqual([]);
    expect(snapshot.loadBalancers.flatMap((record) => record.securityGroupIds).filter((id) => !groups.has(id))).toEqual([]);
    const known = new Set([
      ...snapshot.networkInterfaces.flatMap((record) => record.privateIpAddresses),
      ...snapshot.instances.map((record) => record.instanceId as string),
    ]);
    expect(snapshot.targetHealth.flatMap((record) => record.targets).filter((target) => !known.has(target.targetId))).toEqual([]);
  });

  it('are recorded by the account that made the call', () => {
    const accounts = new Set<string>(snapshot.accounts.map((account) => account.accountId));
    const strange = collectionNames.filter((name) => snapshot[name].some((record) => !accounts.has(record.readBy)));
    expect(strange).toEqual([]);
  });
});

describe('cases the demo must show', () => {
  it('every kind of cell of the alignment, and a zone that is barred', () => {
    const rows = alignTopology(buildTopology(indexSnapshot(snapshot)));
    expect(sortedUnique(rows.flatMap((row) => Object.values(row.cells)))).toEqual([...cells].toSorted(compareText));
  });

  it('every verdict of the alignment', () => {
    const rows = alignTopology(buildTopology(indexSnapshot(snapshot)));
    expect(sortedUnique(rows.map((row) => row.verdict))).toEqual([...verdicts].toSorted(compareText));
  });

  it('endpoints of every type and of every state that matters', () => {
    expect(sortedUnique(snapshot.vpcEndpoints.map((record) => record.vpcEndpointType))).toEqual([
      'Gateway',
      'GatewayLoadBalancer',
      'Interface',
      'Resource',
      'ServiceNetwork',
      'Tunnel',
    ]);
    expect(sortedUnique(snapshot.vpcEndpoints.map((record) => record.state ?? ''))).toEqual([
      'Available',
      'Failed',
      'PendingAcceptance',
      'Rejected',
    ]);
  });

  it('NAT gateways of every kind', () => {
    expect(sortedUnique(snapshot.natGateways.map((nat) => `${nat.availabilityMode} ${nat.connectivityType}`))).toEqual([
      'regional public',
      'zonal private',
      'zonal public',
    ]);
  });

  it('the worked example: zones by ID, where names would mislead', () => {
    expect(zonesOf('payments-ledger')).toEqual(['use1-az4', 'use1-az6']);
    const health = snapshot.targetHealth.find((record) => record.targetGroupArn.includes('/ledger/'));
    expect(health?.targets.map((target) => [target.availabilityZone, target.state])).toEqual([
      ['us-east-1a', 'healthy'],
      ['us-east-1a', 'healthy'],
      ['us-east-1b', 'unhealthy'],
    ]);
  });

  it('a stranger at a service that everybody may use unasked, and one where everybody must ask', () => {
    const open = snapshot.allowedPrincipals.filter(isEveryone).map((permission) => {
      const service = snapshot.endpointServices.find((candidate) => candidate.serviceId === permission.serviceId);
      return [service?.name ?? '', service?.acceptanceRequired] as const;
    });
    expect(sortedBy(open, ([name]) => name)).toEqual([
      ['archive', true],
      ['risk-scores', false],
    ]);
    const owners = snapshot.endpointConnections.filter((connection) => connection.serviceId === serviceIdOf('risk-scores'));
    expect(sortedUnique(owners.flatMap((connection) => connection.vpcEndpointOwner ?? []))).toEqual([cast.payments, cast.stranger]);
  });

  it('the thirteen common services and the Fargate set', () => {
    const inVpc = (vpc: string): string[] =>
      snapshot.vpcEndpoints
        .filter((record) => record.vpcId === vpcIdOf(vpc))
        .flatMap((record) => (record.serviceName === null ? [] : shortServiceName(record.serviceName)));
    expect(inVpc('shared-services').toSorted()).toEqual([...cast.commonServices, 's3'].toSorted());
    expect(inVpc('retail-fargate')).toEqual(expect.arrayContaining(['ecr.api', 'ecr.dkr', 'logs', 'sts', 'secretsmanager', 's3']));
    expect(inVpc('retail-fargate').filter((service) => service === 'logs')).toHaveLength(2);
    expect(inVpc('retail-reserved')).toEqual([]);
  });

  it('cells of the ledger that are not ok', () => {
    const bad = snapshot.ledger.filter((cell) => cell.status !== 'ok' && cell.status !== 'region-disabled');
    expect(bad.map((cell) => [cell.accountId, cell.region, cell.operation, cell.status])).toEqual([
      [cast.retail, 'eu-west-1', 'DescribeNetworkInterfaces', 'denied'],
      [cast.retail, 'eu-west-1', 'DescribeSecurityGroups', 'throttled-out'],
      [cast.retail, 'eu-west-1', 'DescribeVpcEndpointServices', 'denied'],
      [cast.retail, 'global', 'ListResourceRecordSets', 'denied'],
    ]);
    expect(sortedUnique(snapshot.ledger.filter((cell) => cell.status === 'region-disabled').map((cell) => cell.region))).toEqual([
      'ap-southeast-2',
    ]);
  });
});

describe('the demo traffic', () => {
  it('is valid and belongs to NAT gateways of the demo', () => {
    expect(usageSetSchema.parse(usage)).toEqual(usage);
    const nats = ids('natGateways', (record) => record.natGatewayId);
    const strange = usage.rows.filter((row) => !nats.has(row.nat_gateway_id ?? ''));
    // What was counted at an endpoint passed no NAT gateway.
    expect(strange.map((row) => `${row.path ?? ''} ${row.service} ${row.gb_per_month}`)).toEqual(['endpoint sns 0']);
  });

  it('adds up to the total of each gateway, but for the one that nobody split', () => {
    const byNat = groupBy(
      usage.rows.filter((row) => row.path !== 'endpoint'),
      (row) => row.nat_gateway_id,
    );
    const sums = [...byNat.values()].map((rows) => {
      const parts = rows.filter((row) => row.kind === 'demand').map((row) => decimal(row.gb_per_month));
      const total = rows.find((row) => row.kind === 'control')?.gb_per_month ?? '';
      return [decimalText(sum(parts)), total];
    });
    expect(sums).toEqual([
      ['10208.25', '10250'],
      ['3616.5', '3616.5'],
      ['3373', '3373'],
      ['2357.1', '2357.1'],
      ['16', '16'],
      ['0', '930'],
      ['800', '800'],
    ]);
  });
});
