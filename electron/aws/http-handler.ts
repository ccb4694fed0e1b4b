/** One pool of connections for all clients, with every time-out that keeps a call from hanging for ever. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { NodeHttpHandler } from '@smithy/node-http-handler';

/** To connect; an unreachable Region shows itself here. */
const connectionTimeoutMs = 5_000;
/** Until the answer begins, and between any two pieces of it. */
const silenceTimeoutMs = 10_000;
/** Connections per host; an emulator serves every Region from one. */
const socketsPerHost = 256;

/**
 * The handler of one scan. Proxies are taken from the environment as everywhere
 * else; a server on this machine is never asked through one.
 */
export async function scanHttpHandler(env: Readonly<Record<string, string | undefined>>, isLocal: boolean): Promise<NodeHttpHandler> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const options = { keepAlive: true, maxSockets: socketsPerHost, ...(isLocal ? {} : { proxyEnv: { ...env } }) };
  return new NodeHttpHandler({
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: silenceTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    throwOnRequestTimeout: true,
    socketAcquisitionWarningTimeout: 0x7fff_ffff,
    httpAgent: new HttpAgent(options),
    httpsAgent: new HttpsAgent({ ...options, ...trustedAuthorities(env['AWS_CA_BUNDLE']) }),
  });
}

/** Beside the public authorities those of `AWS_CA_BUNDLE`, as other AWS tools take it. One that cannot be read is left out: the certificate error that follows names the way. */
function trustedAuthorities(path: string | undefined): { ca?: string[] } {
  if (path === undefined || path === '') return {};
  try {
    return { ca: [...rootCertificates, readFileSync(path, 'utf8')] };
  } catch {
    return {};
  }
}
