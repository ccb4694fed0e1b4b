/**
 * Route 53 Resolver (JSON) and Route 53 Profiles (REST), for which there is no
 * client: every operation that discovery reads, and its largest page.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html
 */
import type { ReadCall } from '#electron/discovery/ports.ts';
import { regionalHost } from './endpoint-host.ts';
import type { ClientSettings, Service } from './service.ts';
import { jsonOf, type SignedClient, signedClient, signedSend } from './signed-call.ts';

const pageSize = 100;

/** Resolver rules, where they apply, and the endpoints they go through. */
export const resolverService: Service<SignedClient> = {
  open: (settings) => regionalClient(settings, 'route53resolver'),
  send: async (client, call, signal) => {
    const body = JSON.stringify({ MaxResults: pageSize, ...(call.token === null ? {} : { NextToken: call.token }) });
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Route53Resolver.${call.operation}` };
    return jsonOf(await signedSend(client, { method: 'POST', path: '/', headers, body }, signal));
  },
  nextToken: 'NextToken',
};

const profilePaths: Readonly<Record<string, (call: ReadCall) => string>> = {
  ListProfiles: () => '/profiles',
  ListProfileAssociations: () => '/profileassociations',
  ListProfileResourceAssociations: (call) => `/profileresourceassociations/profileid/${encodeURIComponent(call.input.ids?.[0] ?? '')}`,
};

/** Route 53 Profiles, the VPCs that use them, and what they bring. */
export const dnsProfileService: Service<SignedClient> = {
  open: (settings) => regionalClient(settings, 'route53profiles'),
  send: async (client, call, signal) => {
    const path = profilePaths[call.operation]?.(call);
    if (path === undefined) throw new Error(call.operation);
    const query = { maxResults: String(pageSize), ...(call.token === null ? {} : { nextToken: call.token }) };
    return jsonOf(await signedSend(client, { method: 'GET', path, query }, signal));
  },
  nextToken: 'NextToken',
};

function regionalClient(settings: ClientSettings, service: string): SignedClient {
  return signedClient(settings, service, regionalHost(settings, service), String(settings.region));
}
