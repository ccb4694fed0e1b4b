/** The requests of services without a client here, figure by figure as their models in botocore 1.43.62 say. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { accountReader } from '#electron/aws/account-reader.ts';
import { scanHttpHandler } from '#electron/aws/http-handler.ts';
import type { ReadInput } from '#electron/discovery/ports.ts';

/** A request as it left: what the signature is for, the line, the target, the body. */
interface Sent {
  readonly scope: string;
  readonly line: string;
  readonly target: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

async function sentBy(operation: string, input: ReadInput, token: string | null): Promise<Sent> {
  const sent: Sent[] = [];
  const server = createServer((message, response) => {
    void read(message).then((request) => {
      sent.push(request);
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reader = accountReader({ profile: 'p', accountId: '111122223333', partition: 'aws' } as never, {
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
    requestHandler: await scanHttpHandler({}, true),
    credentials: { accessKeyId: 'FAKEKEY', secretAccessKey: 'not-a-secret', sessionToken: 'not-a-token' },
  });
  await reader.readPage({ operation, region: 'eu-west-1' as never, input, token }, new AbortController().signal);
  server.closeAllConnections();
  server.close();
  const [first] = sent;
  if (first === undefined) throw new Error('nothing was sent');
  return first;
}

async function read(message: IncomingMessage): Promise<Sent> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const { authorization = '', 'x-amz-target': target, 'content-type': type } = message.headers;
  return {
    scope: /Credential=FAKEKEY\/\d{8}\/([^,]+)\/aws4_request, SignedHeaders=[^,]*x-amz-security-token/.exec(authorization)?.[1] ?? '',
    line: `${message.method ?? ''} ${message.url ?? ''}`,
    target: target === undefined ? undefined : String(target),
    type,
    body: Buffer.concat(pieces).toString('utf8'),
  };
}

const odd = 'a b/+=é*';
const json = 'application/x-amz-json-1.1';

const resolver = (operation: string, body: string): Sent => ({
  scope: 'eu-west-1/route53resolver',
  line: 'POST /',
  target: `Route53Resolver.${operation}`,
  type: json,
  body,
});
const get = (scope: string, path: string): Sent => ({ scope, line: `GET ${path}`, target: undefined, type: undefined, body: '' });

describe('a signed call', () => {
  it.each([
    ['ListResolverRules', {}, null, resolver('ListResolverRules', '{"MaxResults":100}')],
    ['ListResolverRules', {}, odd, resolver('ListResolverRules', `{"MaxResults":100,"NextToken":"${odd}"}`)],
    ['ListResolverRuleAssociations', {}, null, resolver('ListResolverRuleAssociations', '{"MaxResults":100}')],
    ['ListResolverEndpoints', {}, null, resolver('ListResolverEndpoints', '{"MaxResults":100}')],
    ['ListProfiles', {}, null, get('eu-west-1/route53profiles', '/profiles?maxResults=100')],
    ['ListProfiles', {}, odd, get('eu-west-1/route53profiles', '/profiles?maxResults=100&nextToken=a%20b%2F%2B%3D%C3%A9%2A')],
    ['ListProfileAssociations', {}, null, get('eu-west-1/route53profiles', '/profileassociations?maxResults=100')],
    [
      'ListProfileResourceAssociations',
      { ids: ['rp-123'] },
      null,
      get('eu-west-1/route53profiles', '/profileresourceassociations/profileid/rp-123?maxResults=100'),
    ],
    ['ListAccountAliases', {}, null, get('us-east-1/iam', '/?Action=ListAccountAliases&Version=2010-05-08')],
    ['ListAccountAliases', {}, 'm=', get('us-east-1/iam', '/?Action=ListAccountAliases&Marker=m%3D&Version=2010-05-08')],
  ] as const)('of %s %o after %s is the one of the model', async (operation, input, token, expected) => {
    expect(await sentBy(operation, input, token)).toEqual(expected);
  });
});
