import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { VpcEndpointId } from '#shared/base/ids.ts';
import { rememberedWithin } from '#shared/base/remembered.ts';
import { serviceStanding } from '#shared/analysis/topology/service-standing.ts';
import type { ConnectionNode, Topology } from '#shared/analysis/topology/topology.ts';
import { connectionSubject } from '../subjects.ts';
import { type Judgement, pass, type Rule, type RuleContext, unknown } from '../rule.ts';
import { told } from '../told.ts';

/** AZ-06: consumer and provider call different buildings by the same name. */
export const az06: Rule = {
  id: 'AZ-06',
  title: 'Zone names of the two accounts mean different zones',
  severity: 'info',
  needs: ['DescribeAvailabilityZones'],
  trigger: 'In a Region where accounts have zone names of their own, consumer and provider use one name for two AZ IDs.',
  consequence: 'Whoever compares names believes zones to match that do not.',
  remedy: 'Compare AZ IDs only.',
  documentation: 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html',
  check: (context) => {
    const foreign = context.topology.connections.filter(
      ({ endpointId, consumer, provider }) =>
        consumer.region === provider.region && consumer.accountId !== provider.accountId && !isOver(context, endpointId),
    );
    // Once for each two accounts and Region: further connections between them say nothing new.
    const pairs = groupBy(foreign, ({ consumer, provider }) => `${consumer.accountId}/${provider.accountId}/${consumer.region}`);
    const tables = zoneTables(context.topology);
    return [...pairs.values()].flatMap(([connection, ...others]) => (connection === undefined ? [] : [judge(tables, connection, others)]));
  },
};

/** Of a service that is gone nobody knows whose it was. */
function isOver({ topology }: RuleContext, endpointId: VpcEndpointId): boolean {
  const node = topology.endpointNode(endpointId);
  return node !== undefined && serviceStanding(topology, node).kind === 'gone';
}

type ZoneTables = (accountId: string | null, region: string) => ReadonlyMap<string, string | null>;

/** What each account calls its zones in a Region; a provider has many consumers. */
function zoneTables({ index }: Topology): ZoneTables {
  const inRegion = rememberedWithin((region: string) =>
    rememberedWithin((accountId: string | null): ReadonlyMap<string, string | null> => {
      const zones = index.having('zones', 'accountId', accountId as never).filter((zone) => zone.region === region);
      return new Map(zones.map((zone) => [zone.zoneName, zone.zoneId]));
    }),
  );
  return (accountId, region) => inRegion(region)(accountId);
}

function judge(table: ZoneTables, connection: ConnectionNode, others: readonly ConnectionNode[]): Judgement {
  const subject = connectionSubject(connection);
  const { consumer, provider } = connection;
  const theirs = table(provider.accountId, consumer.region);
  const ours = table(consumer.accountId, consumer.region);
  if (theirs.size === 0 || ours.size === 0)
    return unknown(subject, `the zone table of ${theirs.size === 0 ? 'the provider' : 'the consumer'} was not read`);
  const traps = sortedUnique(
    [...ours]
      .filter(([name, id]) => id !== null && theirs.has(name) && theirs.get(name) !== null && theirs.get(name) !== id)
      .map(([name]) => name),
  );
  const [first] = traps;
  if (first === undefined) return pass(subject);
  return {
    status: 'fail',
    subjects: [subject, ...others.map(connectionSubject)],
    summary: `${first} is ${ours.get(first) ?? '?'} in ${told(consumer.accountId, '?')} and ${theirs.get(first) ?? '?'} in ${told(provider.accountId, '?')}.`,
    evidence: [
      {
        api: 'DescribeAvailabilityZones',
        fields: Object.fromEntries(traps.map((name) => [name, `${ours.get(name) ?? '?'} / ${theirs.get(name) ?? '?'}`])),
      },
    ],
  };
}
