/** Steps 6 and 7: NAT gateways go only where the proof is there, slowly; and the saving is measured. */
import { sortedBy } from '#shared/base/sort.ts';
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { ModelVpc } from '../model.ts';
import type { PlannedRegion } from './planned-region.ts';
import { type Draft } from './step-draft.ts';

export function natSteps(topology: Topology, { model, optimum }: PlannedRegion): readonly Draft[] {
  return model.vpcs.flatMap((vpc) => {
    const going = vpc.nats.filter((nat) => optimum.decision.removedNats.has(nat.id)).map((nat) => nat.id);
    return going.length === 0 ? [] : [routeStep(topology, vpc, going), deleteStep(vpc, going), releaseStep(topology, vpc, going)];
  });
}

function routeStep(topology: Topology, vpc: ModelVpc, nats: readonly string[]): Draft {
  const routes = topology.index
    .inVpc('routeTables', vpc.vpcId)
    .flatMap((table) => table.routes.filter((route) => nats.includes(route.target)).map((route) => ({ table, route })));
  const command = (verb: string, rest: (nat: string) => string): string[] =>
    sortedBy(routes, ({ table, route }) => [table.routeTableId, route.destination]).map(
      ({ table, route }) =>
        `aws ec2 ${verb} --route-table-id ${table.routeTableId} ${destinationOption(route.destinationKind)} ${route.destination}${rest(route.target)} --region ${vpc.region}`,
    );
  return {
    phase: 'nat',
    vpcId: vpc.vpcId,
    does: `Removes the routes of ${vpc.vpcId} to ${nats.join(', ')}, after a hold of 30 days in which the endpoints carry everything.`,
    precheck:
      'BytesOutToDestination of the NAT gateway was zero over the hold, by its own log, and no spoke and no on-premises network uses it.',
    command: command('delete-route', () => ''),
    measure: 'No caller fails over a week that has a month end in it.',
    wayBack: command('create-route', (nat) => ` --nat-gateway-id ${nat}`).join('\n'),
    pointOfNoReturn: null,
  };
}

function destinationOption(kind: 'ipv4' | 'ipv6' | 'prefix-list'): string {
  return kind === 'ipv4' ? '--destination-cidr-block' : kind === 'ipv6' ? '--destination-ipv6-cidr-block' : '--destination-prefix-list-id';
}

function deleteStep(vpc: ModelVpc, nats: readonly string[]): Draft {
  return {
    phase: 'nat',
    vpcId: vpc.vpcId,
    does: `Deletes ${nats.join(', ')} after a second hold; the addresses stay allocated.`,
    precheck: 'The routes have been gone for 30 days and nobody asked for them.',
    command: nats.map((nat) => `aws ec2 delete-nat-gateway --nat-gateway-id ${nat} --region ${vpc.region}`),
    measure: 'State "deleted"; the hours of the NAT gateway end on the bill.',
    wayBack: 'Create a NAT gateway with the same allocation ids and put the routes back: the addresses are the same.',
    pointOfNoReturn: null,
  };
}

function releaseStep(topology: Topology, vpc: ModelVpc, nats: readonly string[]): Draft {
  const records = nats.flatMap((id) => topology.index.find('natGateways', id) ?? []);
  const addresses = records.flatMap((nat) => nat.addresses);
  return {
    phase: 'nat',
    vpcId: vpc.vpcId,
    does: `Releases the addresses of ${nats.join(', ')}: ${addresses.flatMap((address) => address.publicIp ?? []).join(', ') || 'not read'}.`,
    precheck: 'No partner and no policy holds these addresses in an allow-list any more.',
    command: addresses.flatMap((address) =>
      address.allocationId === null ? [] : `aws ec2 release-address --allocation-id ${address.allocationId} --region ${vpc.region}`,
    ),
    measure: 'The address hours end on the bill.',
    wayBack: 'None: AWS gives a released address to others.',
    pointOfNoReturn: 'Releasing the addresses: allow-lists of partners that name them are lost for good.',
  };
}

/** What was predicted against what is billed. */
export function measureSteps(_topology: Topology, region: PlannedRegion): readonly Draft[] {
  if (region.chosen.length === 0) return [];
  const nats = region.model.vpcs.flatMap((vpc) => vpc.nats.map((nat) => nat.id));
  const saving = region.compared.plan.savingUsd;
  return [
    {
      phase: 'measure',
      vpcId: null,
      does: `After 30 days: compares the saving in ${region.model.region} with the ${saving === null ? 'saving that could not be predicted' : `$${saving} a month that the plan predicts`}, and looks at what still passes the NAT gateways, by destination.`,
      precheck: 'A whole month has passed since the last switch.',
      command: [
        ...nats.map(
          (nat) =>
            `aws cloudwatch get-metric-statistics --namespace AWS/NATGateway --metric-name BytesOutToDestination --dimensions Name=NatGatewayId,Value=${nat} --period 86400 --statistics Sum --start-time "$(date -u -d '-30 days' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" --region ${region.model.region}`,
        ),
        `aws ce get-cost-and-usage --time-period Start="$(date -u -d '-30 days' +%F)",End="$(date -u +%F)" --granularity MONTHLY --metrics UnblendedCost --group-by Type=DIMENSION,Key=USAGE_TYPE --filter '{"Dimensions":{"Key":"REGION","Values":["${region.model.region}"]}}'`,
      ],
      measure:
        'NatGateway-Bytes and NatGateway-Hours fell, VpcEndpoint-Hours and VpcEndpoint-Bytes rose, each by what the comparison says.',
      wayBack: 'Attach the new usage and make the plan again.',
      pointOfNoReturn: null,
    },
  ];
}
