/**
 * Calls of services that have no client here: signed and sent over the same
 * pool of connections as those of the SDK, and failing with errors of the same
 * form, so that they mean the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
import { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256Digest } from './digest.ts';
import type { ClientSettings } from './service.ts';
import { wholeBody } from './whole-body.ts';

/** One service in one Region, with the session's credentials. */
export interface SignedClient {
  readonly origin: URL;
  readonly signer: SignatureV4;
  readonly handler: NodeHttpHandler;
}

/** What is sent; query values are escaped on the way. */
export interface SignedCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A whole answer with a status below 300. */
export interface SignedAnswer {
  readonly text: string;
  readonly status: number;
  readonly requestId: string | undefined;
}

/** `host` is that of AWS; an endpoint in the settings goes before it. */
export function signedClient(settings: ClientSettings, service: string, host: string, signingRegion: string): SignedClient {
  const { credentials, endpoint, requestHandler } = settings;
  if (credentials === undefined || !(requestHandler instanceof NodeHttpHandler)) throw new Error('a session has credentials and a handler');
  return {
    origin: new URL(typeof endpoint === 'string' ? endpoint : `https://${host}`),
    signer: new SignatureV4({ credentials, region: signingRegion, service, sha256: Sha256Digest }),
    handler: requestHandler,
  };
}

/** Sends one call. Rejects with an error that `classifyError` knows how to read. */
export async function signedSend(client: SignedClient, call: SignedCall, signal: AbortSignal): Promise<SignedAnswer> {
  const { protocol, hostname, port, host } = client.origin;
  const request = new HttpRequest({
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    method: call.method,
    path: call.path,
    query: { ...call.query },
    headers: { ...call.headers, host },
    body: call.body,
  });
  const signed = await client.signer.sign(request);
  const { response } = await client.handler.handle(signed as HttpRequest, { abortSignal: signal });
  const text = (await wholeBody(response.body, signal)).toString('utf8');
  const { statusCode: status, headers } = response;
  const requestId = headers['x-amzn-requestid'];
  if (status >= 300) throw awsError(errorCode(text, headers), text, { status, headers });
  return { text, status, requestId };
}

/** The JSON of an answer, with the request id where the SDK puts it; throws as for a malformed answer where it is none. */
export function jsonOf({ text, status, requestId }: SignedAnswer): object {
  const $metadata = { httpStatusCode: status, requestId };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value, $metadata };
  } catch {
    // Told below, without the text: whatever answered, it was not AWS.
  }
  throw Object.assign(new SyntaxError('no JSON object'), { $metadata });
}

/** AWS's code: in a header, in the JSON with or without a namespace, or in the XML of the query services. */
function errorCode(text: string, headers: Readonly<Record<string, string>>): string {
  const inHeader = headers['x-amzn-errortype']?.split(':')[0];
  const inJson = /"(?:__type|code|Code)"\s*:\s*"(?:[^"#]*#)?([\w.]+)"/.exec(text)?.[1];
  const inXml = /<Code>([\w.]+)<\/Code>/.exec(text)?.[1];
  return inHeader ?? inJson ?? inXml ?? 'Unknown';
}

function awsError(name: string, text: string, { status, headers }: { status: number; headers: Record<string, string> }): Error {
  const $metadata = { httpStatusCode: status, requestId: headers['x-amzn-requestid'] };
  const message = /"[mM]essage"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '';
  return Object.assign(new Error(message), { name, $metadata, $response: { statusCode: status, headers } });
}
