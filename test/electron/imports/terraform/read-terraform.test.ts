import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyPlanned } from '#electron/imports/planned/apply-planned.ts';
import { importPlanned, plannedInText } from '#electron/imports/planned/import-planned.ts';
import { isPlanned, plannedId } from '#electron/imports/planned/planned-id.ts';
import { readTerraform } from '#electron/imports/terraform/read-terraform.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import { account, region, tier, toInternet, toNat, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint, zonalNat } from '#shared/model/estate/describe-vpc.ts';
import { endpointIdOf, natGatewayIdOf, routeTableIdOf, securityGroupIdOf, subnetIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { recorded } from '#test/recorded.ts';

const takenAt = '2026-11-21T00:00:00.000Z' as IsoTime;

function planned(value: unknown) {
  const found = readTerraform(value);
  if (found === null) throw new Error('not recognised');
  return found;
}

function imported(value: unknown): { snapshot: Snapshot; notices: readonly string[] } {
  const result = importPlanned(planned(value), 'plan', { takenAt });
  if (result.kind === 'problem') throw new Error(result.problem.what);
  return result.value;
}

type Change = { address: string; after?: object; before?: object; actions?: string[]; unknown?: object; index?: number | string };

/** A resource change as `terraform show -json` writes it. */
function change({ address, after, before, actions = ['create'], unknown = {}, index }: Change) {
  const local = address.replace(/^.*module\.[^.]+\./, '');
  const [type = '', name = ''] = local.replace(/\[.*$/, '').split('.');
  const module = address.slice(0, address.length - local.length).replace(/\.$/, '');
  return {
    address,
    ...(module === '' ? {} : { module_address: module }),
    mode: 'managed',
    type,
    name,
    ...(index === undefined ? {} : { index }),
    change: { actions, before: before ?? null, after: after ?? null, after_unknown: unknown },
  };
}

function plan(changes: Change[], rootModule: object = {}, rest: object = {}) {
  return {
    format_version: '1.2',
    terraform_version: '1.9.0',
    resource_changes: changes.map(change),
    configuration: { root_module: rootModule },
    ...rest,
  };
}

const refers = (...references: string[]) => ({ references });

describe('a Terraform plan of new resources', () => {
  const value = plan(
    [
      {
        address: 'aws_vpc.main',
        after: { cidr_block: '10.0.0.0/16', enable_dns_support: true, tags: { Name: 'main' } },
        unknown: { id: true, arn: true },
      },
      {
        address: 'aws_subnet.app[0]',
        index: 0,
        after: { cidr_block: '10.0.0.0/24', availability_zone: 'eu-west-1a' },
        unknown: { id: true, vpc_id: true },
      },
      {
        address: 'aws_subnet.app[1]',
        index: 1,
        after: { cidr_block: '10.0.1.0/24', availability_zone: 'eu-west-1b' },
        unknown: { id: true, vpc_id: true },
      },
      { address: 'aws_route_table.app', after: { route: [] }, unknown: { id: true, vpc_id: true } },
      { address: 'aws_route_table_association.app[1]', index: 1, after: {}, unknown: { subnet_id: true, route_table_id: true } },
      {
        address: 'aws_nat_gateway.main',
        after: { connectivity_type: 'public' },
        unknown: { id: true, subnet_id: true, allocation_id: true },
      },
      { address: 'aws_route.out', after: { destination_cidr_block: '0.0.0.0/0' }, unknown: { route_table_id: true, nat_gateway_id: true } },
      {
        address: 'aws_vpc_endpoint.s3',
        after: { service_name: 'com.amazonaws.eu-west-1.s3', vpc_endpoint_type: 'Gateway' },
        unknown: { id: true, vpc_id: true, route_table_ids: true },
      },
      {
        address: 'aws_vpc_endpoint.kms',
        after: { service_name: 'com.amazonaws.eu-west-1.kms', vpc_endpoint_type: 'Interface', private_dns_enabled: true },
        unknown: { id: true, vpc_id: true, subnet_ids: true },
      },
    ],
    {
      resources: [
        { type: 'aws_subnet', name: 'app', mode: 'managed', expressions: { vpc_id: refers('aws_vpc.main.id', 'aws_vpc.main') } },
        { type: 'aws_route_table', name: 'app', mode: 'managed', expressions: { vpc_id: refers('aws_vpc.main.id', 'aws_vpc.main') } },
        {
          type: 'aws_route_table_association',
          name: 'app',
          mode: 'managed',
          expressions: {
            subnet_id: refers('aws_subnet.app', 'count.index'),
            route_table_id: refers('aws_route_table.app.id', 'aws_route_table.app'),
          },
        },
        {
          type: 'aws_nat_gateway',
          name: 'main',
          mode: 'managed',
          expressions: {
            subnet_id: refers('aws_subnet.app[0].id', 'aws_subnet.app[0]', 'aws_subnet.app'),
            allocation_id: refers('local.address'),
          },
        },
        {
          type: 'aws_route',
          name: 'out',
          mode: 'managed',
          expressions: {
            route_table_id: refers('aws_route_table.app.id', 'aws_route_table.app'),
            nat_gateway_id: refers('aws_nat_gateway.main.id', 'aws_nat_gateway.main'),
          },
        },
        {
          type: 'aws_vpc_endpoint',
          name: 's3',
          mode: 'managed',
          expressions: {
            vpc_id: refers('aws_vpc.main.id', 'aws_vpc.main'),
            route_table_ids: refers('aws_route_table.app.id', 'aws_route_table.app'),
          },
        },
        {
          type: 'aws_vpc_endpoint',
          name: 'kms',
          mode: 'managed',
          expressions: { vpc_id: refers('aws_vpc.main.id', 'aws_vpc.main'), subnet_ids: refers('aws_subnet.app') },
        },
      ],
    },
  );
  const { snapshot, notices } = imported(value);
  const vpcId = plannedId('vpc', 'aws_vpc.main');

  it('makes a snapshot of kind plan, in which every id says that it is planned', () => {
    expect(snapshot.kind).toBe('plan');
    expect(snapshot.vpcs).toMatchObject([{ vpcId: 'vpc-planned-aws-vpc-main', name: 'main', region: 'eu-west-1', accountId: 'unknown' }]);
    expect(snapshot.vpcEndpoints.every((endpoint) => isPlanned(endpoint.vpcEndpointId) && endpoint.vpcId === vpcId)).toBe(true);
    expect(snapshot.vpcDnsAttributes).toMatchObject([{ enableDnsSupport: true, enableDnsHostnames: null }]);
  });

  it('follows references that are known only after apply', () => {
    const [first, second] = snapshot.subnets.map((subnet) => subnet.subnetId);
    const [table] = snapshot.routeTables;
    const [nat] = snapshot.natGateways;
    expect(nat).toMatchObject({ subnetId: first, vpcId, addresses: [{ publicIp: null, allocationId: null }] });
    expect(table).toMatchObject({ vpcId, subnetIds: [second] });
    expect(table?.routes.map((route) => [route.destination, route.target])).toEqual([
      ['0.0.0.0/0', nat?.natGatewayId],
      ['pl-planned-s3', plannedId('vpce', 'aws_vpc_endpoint.s3')],
    ]);
    expect(snapshot.vpcEndpoints.find((endpoint) => endpoint.vpcEndpointType === 'Interface')?.subnetIds).toEqual([first, second]);
  });

  it('says what it cannot know, and leaves it open', () => {
    expect(notices).toEqual(['aws_nat_gateway.main: allocation_id is known only after apply']);
  });

  it('claims to have read nothing of what else is there', () => {
    expect(new Set(snapshot.ledger.map((cell) => `${cell.status}/${cell.reason ?? ''}`))).toEqual(new Set(['skipped/not-provided']));
  });
});

describe('references through modules', () => {
  const network = {
    resources: [{ type: 'aws_vpc', name: 'this', mode: 'managed', expressions: {} }],
    outputs: { vpc_id: { expression: refers('aws_vpc.this.id', 'aws_vpc.this') } },
  };
  const endpoints = {
    resources: [{ type: 'aws_vpc_endpoint', name: 'this', mode: 'managed', expressions: { vpc_id: refers('var.vpc_id') } }],
  };
  const value = plan(
    [
      { address: 'module.network.aws_vpc.this', after: { cidr_block: '10.0.0.0/16' }, unknown: { id: true } },
      {
        address: 'module.endpoints.aws_vpc_endpoint.this',
        after: { service_name: 'com.amazonaws.eu-west-1.kms', vpc_endpoint_type: 'Interface' },
        unknown: { id: true, vpc_id: true },
      },
    ],
    {
      module_calls: {
        network: { module: network },
        endpoints: { module: endpoints, expressions: { vpc_id: refers('module.network.vpc_id', 'module.network') } },
      },
    },
    { configuration: undefined },
  );

  it('goes out by a variable and in by an output', () => {
    const own = {
      ...value,
      configuration: {
        root_module: {
          module_calls: {
            network: { module: network },
            endpoints: { module: endpoints, expressions: { vpc_id: refers('module.network.vpc_id', 'module.network') } },
          },
        },
        provider_config: { aws: { expressions: { region: refers('var.region') } } },
      },
      variables: { region: { value: 'eu-west-1' } },
    };
    const { snapshot } = imported(own);
    expect(snapshot.vpcEndpoints).toMatchObject([{ vpcId: 'vpc-planned-module-network-aws-vpc-this', region: 'eu-west-1' }]);
  });
});

/** What is there: a VPC with a NAT gateway and an endpoint. */
function shop(): Snapshot {
  const described = vpc('shop', '10.0.0.0/16', {
    tiers: [
      tier('public', 'az1 az2', { routes: [toInternet()] }),
      tier('app', 'az1 az2', { holds: { instance: 1 }, routes: [toNat('nat')] }),
    ],
    nats: [zonalNat('nat', 'az1')],
    endpoints: [interfaceEndpoint('kms', 'az1 az2')],
  });
  return estate({ accounts: [account('111122223333', 'all', [region('us-east-1', 'az1 az2', { vpcs: [described] })])] });
}

describe('a plan on top of what is there', () => {
  const base = shop();
  const table = routeTableIdOf('shop-app');
  const nat = natGatewayIdOf('nat');
  const kms = endpointIdOf('shop-kms');
  const subnets = base.vpcEndpoints[0]?.subnetIds ?? [];
  const endpoint = {
    id: kms,
    service_name: 'com.amazonaws.us-east-1.kms',
    vpc_endpoint_type: 'Interface',
    vpc_id: vpcIdOf('shop'),
    private_dns_enabled: true,
  };

  it('changes nothing where the plan changes nothing', () => {
    const same = planned(
      plan([
        {
          address: 'aws_vpc_endpoint.kms',
          actions: ['no-op'],
          before: { ...endpoint, subnet_ids: subnets },
          after: { ...endpoint, subnet_ids: [] },
        },
      ]),
    );
    expect(applyPlanned(same, base)).toEqual(base);
  });

  it('changes only the fields that the plan changes', () => {
    const before = { ...endpoint, subnet_ids: subnets };
    const narrower = planned(
      plan([{ address: 'aws_vpc_endpoint.kms', actions: ['update'], before, after: { ...before, subnet_ids: subnets.slice(0, 1) } }]),
    );
    const after = applyPlanned(narrower, base);
    expect(after.vpcEndpoints).toEqual([{ ...base.vpcEndpoints[0], subnetIds: subnets.slice(0, 1) }]);
  });

  it('adds a gateway endpoint with its routes in the account and Region of its VPC', () => {
    const after = applyPlanned(
      planned(
        plan([
          {
            address: 'aws_vpc_endpoint.s3',
            after: { service_name: 'com.amazonaws.us-east-1.s3', vpc_id: vpcIdOf('shop'), route_table_ids: [table] },
            unknown: { id: true },
          },
        ]),
      ),
      base,
    );
    const added = after.vpcEndpoints.find((each) => isPlanned(each.vpcEndpointId));
    expect(added).toMatchObject({ accountId: '111122223333', region: 'us-east-1', vpcEndpointType: 'Gateway', routeTableIds: [table] });
    expect(
      after.routeTables
        .filter((each) => each.routes.some((route) => route.target === added?.vpcEndpointId))
        .map((each) => each.routeTableId),
    ).toEqual([table]);
    expect(after.ledger).toBe(base.ledger);
  });

  it('takes away a NAT gateway and its route, which Terraform tells apart', () => {
    const gone = planned(
      plan([
        {
          address: 'aws_nat_gateway.nat',
          actions: ['delete'],
          before: { id: nat, subnet_id: subnetIdOf('shop', 'public', 'use1-az1' as never) },
        },
        {
          address: 'aws_route.out',
          actions: ['delete'],
          before: { route_table_id: table, destination_cidr_block: '0.0.0.0/0', nat_gateway_id: nat },
        },
      ]),
    );
    const after = applyPlanned(gone, base);
    expect(after.natGateways).toEqual([]);
    expect(after.routeTables.find((each) => each.routeTableId === table)?.routes.map((route) => route.destination)).not.toContain(
      '0.0.0.0/0',
    );
  });

  it('leaves a black hole where the route to a NAT gateway stays behind', () => {
    const gone = planned(plan([{ address: 'aws_nat_gateway.nat', actions: ['delete'], before: { id: nat } }]));
    const route = applyPlanned(gone, base)
      .routeTables.find((each) => each.routeTableId === table)
      ?.routes.find((each) => each.target === nat);
    expect(route?.state).toBe('blackhole');
  });

  it('adds a rule to a group that is there', () => {
    const group = securityGroupIdOf('shop', 'endpoints');
    const rule = {
      security_group_id: group,
      type: 'ingress',
      protocol: 'tcp',
      from_port: 8443,
      to_port: 8443,
      cidr_blocks: ['10.9.0.0/16'],
    };
    const after = applyPlanned(planned(plan([{ address: 'aws_security_group_rule.more', after: rule }])), base);
    const [before] = base.securityGroups.filter((each) => each.securityGroupId === group);
    expect(after.securityGroups.find((each) => each.securityGroupId === group)?.ingress.slice(before?.ingress.length ?? 0)).toMatchObject([
      { protocol: 'tcp', fromPort: 8443, toPort: 8443, cidrBlocks: ['10.9.0.0/16'] },
    ]);
  });
});

describe('recorded Terraform', () => {
  const read = (file: string) => {
    const found = recorded('terraform', file);
    return found === null ? null : JSON.parse(readFileSync(found, 'utf8'));
  };

  it.skipIf(read('driftctl.aws_nat_gateway.tfstate.json') === null)('reads state files with real ids', () => {
    expect(imported(read('driftctl.aws_nat_gateway.tfstate.json')).snapshot.natGateways).toMatchObject([
      {
        natGatewayId: 'nat-0a5408508b19ef490',
        subnetId: 'subnet-44fe0c65',
        addresses: [{ publicIp: '54.87.245.115', networkInterfaceId: 'eni-0a5125861e3328c7d' }],
      },
    ]);
    const { snapshot } = imported(read('inframap.repeated_modules.tfstate.json'));
    expect({ nats: snapshot.natGateways.length, groups: snapshot.securityGroups.length }).toEqual({ nats: 1, groups: 2 });
  });

  it.skipIf(read('terraform-compliance.test_pull_330.plan.json') === null)(
    'reads plans, and leaves open what is known only after apply',
    () => {
      const { snapshot } = imported(read('terraform-compliance.test_pull_330.plan.json'));
      const [vpcs, subnets] = [snapshot.vpcs, snapshot.subnets];
      expect(subnets.map((subnet) => subnet.vpcId)).toEqual(vpcs.map((each) => each.vpcId));
      expect(snapshot.natGateways[0]?.addresses[0]?.publicIp).toBeNull();
      expect(imported(read('tirith.input.plan.json')).snapshot.vpcs).toMatchObject([{ cidrBlocks: ['10.0.0.0/18'] }]);
    },
  );

  it.skipIf(read('checkov.plan_vpc_endpoint.tfplan.json') === null)('reads a plan that holds nothing but planned values', () => {
    const { snapshot } = imported(read('checkov.plan_vpc_endpoint.tfplan.json'));
    expect(snapshot.vpcEndpoints).toMatchObject([{ vpcId: null, serviceName: null, region: 'unknown' }]);
  });

  it('is not taken for anything else', () => {
    expect(plannedInText('{"Vpcs":[]}', {})).toBeNull();
    expect(plannedInText('not json', {})).toBeNull();
  });
});
