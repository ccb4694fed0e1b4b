import type { ConnectionNode, ServiceNode, ZoneSet } from '#shared/analysis/topology/topology.ts';
import { isComplete, unionOf } from '#shared/analysis/topology/zone-set.ts';
import { connectionsOf } from '../own-services.ts';
import { serviceSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';

/** AZ-11: a zone of the service that no consumer uses; said only where every consumer is known. */
export const az11: Rule = {
  id: 'AZ-11',
  title: 'Zone of the service that no consumer uses',
  severity: 'info',
  needs: ['DescribeVpcEndpointServiceConfigurations', 'DescribeVpcEndpointConnections', 'DescribeVpcEndpoints', 'DescribeSubnets'],
  trigger:
    'No endpoint of any consumer, available or about to be, stands in a zone that the service offers, and all consumers are scanned.',
  consequence: 'Load balancer and targets in that zone serve nobody through PrivateLink.',
  remedy: 'Ask consumers to add the zone, or take it away once nobody needs it.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html',
  check: (context) => context.topology.services.flatMap((service) => judge(context, service) ?? []),
};

const mayUse: ReadonlySet<string> = new Set(['Available', 'Pending', 'PendingAcceptance']);

function judge(context: RuleContext, service: ServiceNode): Judgement | undefined {
  const { configuration, zones } = service;
  if (configuration === null) return undefined;
  const subject = serviceSubject(configuration);
  const missing = context.missing(configuration.accountId, configuration.region, ['DescribeVpcEndpointConnections']);
  if (missing !== null) return unknown(subject, missing);
  const connections = connectionsOf(context.topology, configuration.serviceId);
  if (!connections.some((connection) => connection.state === 'Available')) return undefined;
  // Who waits for acceptance is about to use the zones it stands in: CN-01 says so.
  const live = connections.filter(({ state }) => state !== null && mayUse.has(state));
  const used = live.map((connection) => zonesOf(context, service, connection));
  if (zones === null || !isComplete(zones)) return unknown(subject, 'the zones of the service are not known by ID');
  const all = unionOf(used.flatMap((set) => set ?? []));
  const unused = zones.zones.filter((zone) => !all.zones.includes(zone));
  if (unused.length === 0) return pass(subject);
  if (used.includes(null) || !isComplete(all))
    return unknown(
      subject,
      live.every((connection) => connection.consumer.region !== service.region)
        ? 'its consumers stand in other Regions, and nobody tells through which zones they enter'
        : 'a consumer of the service is not scanned, or stands in another Region, so its zones are not known',
    );
  return {
    status: 'fail',
    subjects: [subject],
    summary: `No consumer of ${service.shortName} (${configuration.serviceId}) stands in ${unused.join(', ')}.`,
    evidence: [
      {
        api: 'DescribeVpcEndpoints',
        fields: { 'zones of all consumers': all.zones.join(', '), 'zones of the service': zones.zones.join(', ') },
      },
    ],
  };
}

/** Zones in which a consumer stands; from another Region it enters through zones that nobody tells. */
function zonesOf(context: RuleContext, service: ServiceNode, connection: ConnectionNode): ZoneSet | null {
  const node = context.topology.endpointNode(connection.endpointId);
  return node === undefined || node.endpoint.region !== service.region ? null : node.zones;
}
