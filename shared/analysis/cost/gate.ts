/** Whether NAT gateways may go: only with proof that nothing else uses them. */
import { decimalText, sum } from '#shared/base/decimal.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import type { DemandClass } from '#shared/model/usage.ts';
import type { Eligibility } from './comparison.ts';
import { attachmentsOf } from './central-egress.ts';
import type { Flow } from './demand.ts';
import type { CostModel, ModelVpc } from './model.ts';

/** The proof must cover this long. */
const proofDays = 30;

/** The verdict over every VPC whose public NAT gateways would go: blocked beats unproven. */
export function replaceGate(model: CostModel): Eligibility {
  const losing = model.vpcs.filter((vpc) => vpc.nats.some((nat) => nat.isPublic));
  const blocked = losing.flatMap((vpc) => [...blockedBy(vpc, ['N', 'I']), ...spokeUsers(vpc)]);
  if (blocked.length > 0) return { verdict: 'blocked', reasons: blocked };
  const open = losing.flatMap((vpc) => unproven(model, vpc));
  return open.length > 0 ? { verdict: 'unproven', reasons: open } : { verdict: 'eligible', reasons: [] };
}

/** Traffic that no endpoint can carry, by class, with its GB, sources and destinations. */
function blockedBy(vpc: ModelVpc, classes: readonly DemandClass[]): string[] {
  const flows = (vpc.demand?.flows ?? []).filter((flow) => flow.path === 'nat' && classes.includes(flow.class) && !flow.gb.isZero());
  if (flows.length === 0) return [];
  const sources = sortedUnique(flows.map((flow) => flow.fromZone ?? 'unmeasured zones'));
  const destinations = sortedUnique(flows.map((flow) => flow.service));
  return [`${gb(flows)} GB a month of ${vpc.vpcId} from ${sources.join(', ')} go to ${destinations.join(', ')}, which no endpoint serves`];
}

function gb(flows: readonly Flow[]): string {
  return decimalText(sum(flows.map((flow) => flow.gb)));
}

function spokeUsers(vpc: ModelVpc): string[] {
  return vpc.spokes.length === 0 ? [] : [`${vpc.spokes.join(', ')} reach the internet through the NAT gateways of ${vpc.vpcId}`];
}

function unproven(model: CostModel, vpc: ModelVpc): string[] {
  const { demand } = vpc;
  if (demand === null) return [`there are no traffic figures for ${vpc.vpcId}`];
  const unnamed = demand.flows.filter((flow) => flow.path === 'nat' && (flow.class === 'A' || flow.class === 'U') && !flow.gb.isZero());
  const isShort = demand.controlDays === null || demand.controlDays < proofDays;
  return [
    ...(unnamed.length > 0 ? [`nobody knows the destination of ${gb(unnamed)} GB a month of ${vpc.vpcId}`] : []),
    ...(demand.hasControl ? [] : [`no control total says what the NAT gateways of ${vpc.vpcId} carried in all`]),
    ...(demand.hasControl && isShort ? [`the control total of ${vpc.vpcId} does not show that it covers ${proofDays} days`] : []),
    ...otherUsers(model, vpc),
  ];
}

/** A transit gateway may bring users that nobody scanned. */
function otherUsers(model: CostModel, vpc: ModelVpc): string[] {
  const attachments = attachmentsOf(model.topology.index, vpc.vpcId);
  const unread = attachments.filter(
    (attachment) =>
      attachment.transitGatewayId === null ||
      model.topology.index.having('transitGatewayRouteTables', 'transitGatewayId', attachment.transitGatewayId).length === 0,
  );
  return unread.length === 0
    ? []
    : [`${vpc.vpcId} is attached to a transit gateway whose route tables were not read: others may use its NAT gateways`];
}
