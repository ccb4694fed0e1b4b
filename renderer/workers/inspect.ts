import { indexBy } from '#shared/base/sort.ts';
import { type CollectionName, collectionNames, recordKey, type RecordOf } from '#shared/model/collections.ts';
import { endpointConnectionKey } from '#shared/model/endpoint-service.ts';
import type { Subject } from '#shared/model/subject.ts';
import { inspectAccount } from './inspect-account.ts';
import { readItYourself } from './inspect-commands.ts';
import { inspectEndpoint } from './inspect-endpoint.ts';
import { inspectNatGateway, inspectSubnet, inspectVpc } from './inspect-network.ts';
import { findingSections, type InspectContext, rawSections } from './inspect-parts.ts';
import { inspectConnection, inspectLoadBalancer, inspectService } from './inspect-provider.ts';
import type { Inspection } from './inspection.ts';
import { unseenEndpointKind } from '#shared/diagram/inventory-items.ts';

/** All that is known about one thing. What was not read says so; a thing nobody read still has its findings. */
export function inspect(context: InspectContext, subject: Subject): Inspection {
  const bare = inspectKnown(context, subject) ?? inspectOther(context, subject);
  const account = context.topology.index.snapshot.accounts.find((each) => each.accountId === bare.subject.accountId);
  const tabs = bare.tabs.raw === undefined ? bare.tabs : { ...bare.tabs, raw: [...readItYourself(bare.subject), ...bare.tabs.raw] };
  return { ...bare, tabs, accountName: account?.name ?? null };
}

function inspectKnown(context: InspectContext, subject: Subject): Omit<Inspection, 'accountName'> | null {
  const { topology } = context;
  switch (subject.kind) {
    case 'vpc-endpoint':
      return (
        some(
          topology.endpoints.find((node) => node.endpoint.vpcEndpointId === subject.id),
          (node) => inspectEndpoint(context, node),
        ) ??
        some(
          topology.connections.find((node) => node.endpointId === subject.id),
          (node) => ({ ...inspectConnection(context, node), subject, kind: unseenEndpointKind, title: node.endpointId }),
        )
      );
    case 'account':
      return inspectAccount(context, subject);
    case 'endpoint-service':
      return some(
        topology.services.find((node) => node.serviceId === subject.id || node.serviceName === subject.id),
        (node) => inspectService(context, node),
      );
    case 'endpoint-connection':
      return some(
        topology.connections.find((node) => isConnection(node, subject.id)),
        (node) => inspectConnection(context, node),
      );
    case 'vpc':
      return some(
        topology.vpcs.find((node) => node.vpc.vpcId === subject.id),
        (node) => inspectVpc(context, node),
      );
    case 'subnet':
      return some(
        topology.vpcs.flatMap((vpc) => vpc.subnets).find((node) => node.subnet.subnetId === subject.id),
        (node) => inspectSubnet(context, node),
      );
    case 'nat-gateway':
      return some(
        topology.natGateways.find((node) => node.natGateway.natGatewayId === subject.id),
        (node) => inspectNatGateway(context, node),
      );
    case 'load-balancer':
      return some(
        topology.services.flatMap((service) => service.loadBalancers).find((node) => node.loadBalancer.loadBalancerArn === subject.id),
        (node) => inspectLoadBalancer(context, node),
      );
    default:
      return null;
  }
}

function isConnection(node: { readonly serviceId: string; readonly endpointId: string }, id: string): boolean {
  return (
    id === node.endpointId || id === endpointConnectionKey({ serviceId: node.serviceId as never, vpcEndpointId: node.endpointId as never })
  );
}

function some<Node, Value>(node: Node | undefined, make: (node: Node) => Value): Value | null {
  return node === undefined ? null : make(node);
}

/** A kind without a page of its own: its findings and its record, found by id in whatever collection holds it. */
function inspectOther(context: InspectContext, subject: Subject): Omit<Inspection, 'accountName'> {
  const record = findRecord(context, subject.id);
  const findings = findingSections(context, subject);
  return {
    subject,
    kind: subject.kind.replaceAll('-', ' '),
    title: nameIn(record) ?? subject.id,
    arn: subject.id.startsWith('arn:') ? subject.id : null,
    standing: null,
    tone: 'neutral',
    tabs: {
      overview: [
        ...findings,
        {
          kind: 'facts',
          title: 'What is known',
          facts: [
            { label: 'Id', value: subject.id, isId: true },
            { label: 'Account', value: subject.accountId },
            { label: 'Region', value: subject.region },
          ],
        },
      ],
      ...(record === undefined ? {} : { raw: rawSections(record) }),
    },
  };
}

function findRecord(context: InspectContext, id: string): RecordOf<CollectionName> | undefined {
  const { snapshot } = context.topology.index;
  for (const name of collectionNames) {
    const found = indexBy(snapshot[name] as readonly RecordOf<CollectionName>[], (record) => recordKey(name, record as never)).get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nameIn(record: RecordOf<CollectionName> | undefined): string | null {
  return record !== undefined && 'name' in record && typeof record.name === 'string' ? record.name : null;
}
