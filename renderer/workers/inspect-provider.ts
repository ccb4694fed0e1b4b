import type { ConnectionNode, LoadBalancerNode, ServiceNode } from '#shared/analysis/topology/topology.ts';
import { unknownAccount } from '#shared/base/ids.ts';
import { endpointConnectionKey } from '#shared/model/endpoint-service.ts';
import type { Subject } from '#shared/model/subject.ts';
import {
  accountText,
  fact,
  findingSections,
  flagText,
  type InspectContext,
  placeFacts,
  rawSections,
  tagSections,
  vpcFact,
} from './inspect-parts.ts';
import type { Inspection, LinkLine, Section, ZoneLine } from './inspection.ts';
import { stateTone } from '#shared/diagram/standing.ts';

type Bare = Omit<Inspection, 'accountName'>;

export function serviceSubject(node: ServiceNode): Subject {
  return {
    kind: 'endpoint-service',
    id: node.serviceId ?? node.serviceName,
    accountId: node.providerAccountId ?? unknownAccount,
    region: node.region,
  };
}

/** An endpoint service from its provider's side, as far as anybody scanned can see it. */
export function inspectService(context: InspectContext, node: ServiceNode): Bare {
  const subject = serviceSubject(node);
  const state = node.configuration?.serviceState ?? null;
  return {
    subject,
    kind: node.configuration === null ? 'Endpoint service, provider not scanned' : 'Endpoint service',
    title: node.shortName,
    arn:
      node.serviceId === null || node.providerAccountId === null
        ? null
        : `arn:aws:ec2:${node.region}:${node.providerAccountId}:vpc-endpoint-service/${node.serviceId}`,
    standing: state ?? 'seen from its consumers',
    tone: node.configuration === null ? 'ghost' : stateTone(state),
    tabs: {
      overview: [
        ...findingSections(context, subject),
        serviceFacts(context, node),
        connectionLinks(context, node),
        ...tagSections(node.configuration?.tags ?? []),
      ],
      zones: [{ kind: 'zones', title: 'Zones', lines: serviceZoneLines(context, node) }],
      security: [principalTable(node)],
      dns: [serviceDns(node)],
      raw: rawSections(node.configuration ?? node.details),
    },
  };
}

function serviceFacts(context: InspectContext, node: ServiceNode): Section {
  const { configuration } = node;
  return {
    kind: 'facts',
    title: 'Service',
    facts: [
      fact('State', configuration?.serviceState ?? null, {
        why: 'the provider was not scanned',
        tone: stateTone(configuration?.serviceState ?? null),
      }),
      fact('Service name', node.serviceName, { isId: true }),
      ...(node.providerAccountId === null
        ? [fact('Provider', null, { why: 'nobody tells' })]
        : placeFacts(context, { accountId: node.providerAccountId, region: node.region })),
      fact('Acceptance required', flagText(configuration?.acceptanceRequired ?? node.details[0]?.acceptanceRequired ?? null)),
      fact('Load balancers', configuration === null ? null : String(node.loadBalancers.length + node.unreadLoadBalancers.length), {
        why: 'the provider was not scanned',
      }),
      fact('Pays for endpoints', configuration?.payerResponsibility ?? 'each consumer'),
    ],
  };
}

function connectionLinks(context: InspectContext, node: ServiceNode): Section {
  const connections = context.topology.connections.filter((each) => each.serviceId === node.serviceId);
  return {
    kind: 'links',
    title: 'Connections',
    links: connections.map((each) => connectionLink(context, each)),
    empty: 'Nobody is connected.',
  };
}

function connectionLink(context: InspectContext, node: ConnectionNode): LinkLine {
  return {
    subject: {
      kind: 'vpc-endpoint',
      id: node.endpointId,
      accountId: node.consumer.accountId ?? unknownAccount,
      region: node.consumer.region,
    },
    label: node.endpointId,
    detail: `${accountText(context, node.consumer.accountId ?? unknownAccount)} \u00b7 ${node.state ?? 'state unknown'}`,
    tone: stateTone(node.state),
  };
}

function serviceZoneLines(context: InspectContext, node: ServiceNode): ZoneLine[] {
  return (node.zones?.zones ?? []).map((zoneId) => ({
    zoneId,
    zoneName: context.topology.index.zoneRecord(node.region, zoneId, node.providerAccountId ?? undefined)?.zoneName ?? null,
    cell: null,
    survives: null,
    notes: node.loadBalancers.map((each) => targetNote(each, zoneId)),
  }));
}

function targetNote(node: LoadBalancerNode, zoneId: string): string {
  const name = node.loadBalancer.name ?? 'load balancer';
  if (node.targets === null) return `${name}: targets unknown`;
  const count = node.targets.find((each) => each.zoneId === zoneId);
  return count === undefined ? `${name}: no targets` : `${name}: ${String(count.healthy)} of ${String(count.total)} targets healthy`;
}

function principalTable(node: ServiceNode): Section {
  if (node.allowedPrincipals === null) {
    return {
      kind: 'notes',
      title: 'Allowed principals',
      tone: 'unknown',
      notes: ['Unknown: the permissions of this service were not read.'],
    };
  }
  return {
    kind: 'table',
    title: 'Allowed principals',
    columns: ['Principal', 'Type'],
    rows: node.allowedPrincipals.map((each) => [each.principal, each.principalType ?? 'unknown']),
    empty: 'None: nobody outside the owning account may connect.',
  };
}

function serviceDns(node: ServiceNode): Section {
  const { configuration } = node;
  return {
    kind: 'facts',
    title: 'Names',
    facts: [
      fact('Private DNS name', configuration?.privateDnsName ?? node.details[0]?.privateDnsName ?? 'none', { isId: true }),
      ...(configuration?.privateDnsName === null || configuration === null
        ? []
        : [fact('Verification', configuration.privateDnsNameState, { tone: stateTone(configuration.privateDnsNameState) })]),
      ...(configuration?.baseEndpointDnsNames ?? []).map((name) => fact('Base endpoint name', name, { isId: true })),
    ],
  };
}

/** One consumer and one provider, joined. */
export function inspectConnection(context: InspectContext, node: ConnectionNode): Bare {
  const subject: Subject = {
    kind: 'endpoint-connection',
    id: endpointConnectionKey({ serviceId: node.serviceId, vpcEndpointId: node.endpointId }),
    accountId: node.provider.accountId ?? unknownAccount,
    region: node.provider.region,
  };
  const service = context.topology.services.find((each) => each.serviceId === node.serviceId);
  return {
    subject,
    kind: 'Endpoint connection',
    title: service?.shortName ?? node.serviceId,
    arn: null,
    standing: node.state,
    tone: stateTone(node.state),
    tabs: {
      overview: [
        ...findingSections(context, subject),
        {
          kind: 'facts',
          title: 'Connection',
          facts: [
            fact('State', node.state, { tone: stateTone(node.state) }),
            fact('As the consumer sees it', node.consumerState, { why: 'the consumer was not scanned' }),
            fact('As the provider sees it', node.providerState, { why: 'the provider was not scanned' }),
            fact('Consumer', node.consumer.accountId === null ? null : accountText(context, node.consumer.accountId)),
            vpcFact(context, node.consumer.vpcId),
            fact('Endpoint', node.endpointId, { isId: true, link: connectionLink(context, node).subject }),
            fact('Service', node.serviceName, { isId: true, ...(service === undefined ? {} : { link: serviceSubject(service) }) }),
          ],
        },
      ],
      raw: rawSections(node),
    },
  };
}

export function inspectLoadBalancer(context: InspectContext, node: LoadBalancerNode): Bare {
  const { loadBalancer } = node;
  const subject: Subject = {
    kind: 'load-balancer',
    id: loadBalancer.loadBalancerArn,
    accountId: loadBalancer.accountId,
    region: loadBalancer.region,
  };
  return {
    subject,
    kind: loadBalancer.type === 'gateway' ? 'Gateway Load Balancer' : 'Network Load Balancer',
    title: loadBalancer.name ?? loadBalancer.loadBalancerArn,
    arn: loadBalancer.loadBalancerArn,
    standing: loadBalancer.state,
    tone: stateTone(loadBalancer.state),
    tabs: {
      overview: [
        ...findingSections(context, subject),
        {
          kind: 'facts',
          title: 'Load balancer',
          facts: [
            fact('State', loadBalancer.state, { tone: stateTone(loadBalancer.state) }),
            fact('Scheme', loadBalancer.scheme),
            ...placeFacts(context, loadBalancer),
            fact('Cross-zone load balancing', node.crossZone),
            fact('Listener ports', node.listenerPorts === null ? null : node.listenerPorts.join(', '), { why: 'listeners were not read' }),
          ],
        },
      ],
      zones: [
        {
          kind: 'zones',
          title: 'Zones and targets',
          lines: (node.zones?.zones ?? []).map((zoneId) => ({
            zoneId,
            zoneName: context.topology.index.zoneRecord(loadBalancer.region, zoneId, loadBalancer.accountId)?.zoneName ?? null,
            cell: null,
            survives: null,
            notes: [targetNote(node, zoneId)],
          })),
        },
      ],
      raw: rawSections(loadBalancer),
    },
  };
}
