/** One request to the fake, as far as it can be understood without knowing the truth. */
import type { IncomingMessage } from 'node:http';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  /** From the Credential scope of the signature, as AWS itself does it. */
  readonly accessKey: string;
  readonly region: string;
  readonly service: string;
  /** The action of a query call, the target of a JSON call, or the operation a REST path means. */
  readonly action: string;
  /** `VpcId.1`, `Filter.1.Name`, `MaxResults`, …; members of a JSON body; query parameters of a REST call. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads the whole body and what the signature says. The signature itself is not checked. */
export async function readRequest(message: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(message.headers.authorization ?? '');
  const target = message.headers['x-amz-target'];
  const parameters = parametersOf(url, body, typeof target === 'string');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    accessKey: scope?.[1] ?? '',
    region: scope?.[2] ?? '',
    service: scope?.[3] ?? '',
    action: actionOf(url, parameters, typeof target === 'string' ? target : null),
    parameters,
  };
}

function parametersOf(url: URL, body: string, isJson: boolean): Map<string, string> {
  if (!isJson) return new Map([...url.searchParams, ...new URLSearchParams(body)]);
  const parsed: unknown = body === '' ? {} : JSON.parse(body);
  return new Map(Object.entries(parsed as Record<string, unknown>).map(([key, value]) => [key, String(value)]));
}

function actionOf(url: URL, parameters: Map<string, string>, target: string | null): string {
  if (target !== null) return target.split('.').at(-1) ?? target;
  if (url.pathname.endsWith('/hostedzonesbyvpc')) return 'ListHostedZonesByVPC';
  const records = /\/hostedzone\/([^/]+)\/rrset$/.exec(url.pathname);
  if (records !== null) {
    parameters.set('HostedZoneId', records[1] ?? '');
    return 'ListResourceRecordSets';
  }
  const profiles = /^\/(profiles|profileassociations|profileresourceassociations)(?:\/profileid\/([^/]+))?$/.exec(url.pathname);
  if (profiles !== null) return profileAction(profiles[1] ?? '', profiles[2], parameters);
  return parameters.get('Action') ?? '';
}

/** Route 53 Profiles writes its parameters in lower case; here they are called as everywhere else. */
function profileAction(path: string, profileId: string | undefined, parameters: Map<string, string>): string {
  const token = parameters.get('nextToken');
  if (token !== undefined) parameters.set('NextToken', token);
  parameters.set('MaxResults', parameters.get('maxResults') ?? '100');
  if (profileId !== undefined) parameters.set('ProfileId', decodeURIComponent(profileId));
  if (path === 'profiles') return 'ListProfiles';
  return path === 'profileassociations' ? 'ListProfileAssociations' : 'ListProfileResourceAssociations';
}

/** The values of a list parameter: `VpcId.1`, `VpcId.2`, or `LoadBalancerArns.member.1`. */
export function listOf(parameters: ReadonlyMap<string, string>, name: string): string[] {
  const pattern = new RegExp(`^${name}\\.(?:member\\.)?\\d+$`);
  return [...parameters].filter(([key]) => pattern.test(key)).map(([, value]) => value);
}

/** EC2 filters by name. */
export function filtersOf(parameters: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const names = [...parameters].flatMap(([key, name]) => {
    const number = /^Filter\.(\d+)\.Name$/.exec(key)?.[1];
    return number === undefined ? [] : [[name, listOf(parameters, `Filter\\.${number}\\.Value`)] as const];
  });
  return new Map(names);
}
