/**
 * The Route 53 calls that discovery reads. The API is global; it is named a
 * Region only for its partition. Imported only when the first call is made.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html
 */
import {
  ListHostedZonesByVPCCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type Route53ClientConfig,
  type RRType,
  type VPCRegion,
} from '@aws-sdk/client-route-53';
import type { ReadCall } from '#electron/discovery/ports.ts';
import type { Service } from './service.ts';

type Send = (client: Route53Client, call: ReadCall, signal: AbortSignal) => Promise<object>;

const zonesPerPage = 100;
const recordsPerPage = 300;

const dnsCalls: Readonly<Record<string, Send>> = {
  ListHostedZonesByVPC: (client, call, abortSignal) => {
    const input = { VPCId: theId(call), VPCRegion: call.region as string as VPCRegion, MaxItems: zonesPerPage };
    const page = call.token === null ? input : { ...input, NextToken: call.token };
    return client.send(new ListHostedZonesByVPCCommand(page), { abortSignal });
  },
  ListResourceRecordSets: async (client, call, abortSignal) => {
    const input = { HostedZoneId: theId(call), MaxItems: recordsPerPage, ...startOf(call.token) };
    const answer = await client.send(new ListResourceRecordSetsCommand(input), { abortSignal });
    if (answer.IsTruncated !== true) return answer;
    return { ...answer, NextToken: JSON.stringify([answer.NextRecordName, answer.NextRecordType, answer.NextRecordIdentifier ?? null]) };
  },
};

/** Route 53 as one service of the reader. */
export const dnsService: Service<Route53Client, Route53ClientConfig> = {
  open: (config) => new Route53Client(config),
  send: (client, call, signal) => dnsCalls[call.operation]?.(client, call, signal) ?? Promise.reject(new Error(call.operation)),
  nextToken: 'NextToken',
};

/** Where a page of records begins: records have no token, but a name, a type and an identifier. */
function startOf(token: string | null): { StartRecordName?: string; StartRecordType?: RRType; StartRecordIdentifier?: string } {
  if (token === null) return {};
  const [name, type, identifier] = JSON.parse(token) as [string, RRType, string | null];
  return { StartRecordName: name, StartRecordType: type, ...(identifier === null ? {} : { StartRecordIdentifier: identifier }) };
}

function theId(call: ReadCall): string {
  const id = call.input.ids?.[0];
  if (id === undefined) throw new Error(`${call.operation} needs an id`);
  return id;
}
