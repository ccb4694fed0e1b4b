/** One pool of connections for all clients, with every time-out that keeps a call from hanging for ever. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { readFileSync, statSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';

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

/** Beside the public authorities those of `AWS_CA_BUNDLE`, as other AWS tools take it. */
function trustedAuthorities(path: string | undefined): { ca?: string[] } {
  const bundle = readBundle(path);
  return bundle?.kind === 'ok' ? { ca: [...rootCertificates, bundle.value] } : {};
}

/** Why `AWS_CA_BUNDLE` cannot be used, one sentence; `null` where it is not set or fine. Without it every call would fail with words about AWS's certificate. */
export function caBundleProblem(path: string | undefined): string | null {
  const bundle = readBundle(path);
  return bundle?.kind === 'problem' ? bundle.problem : null;
}

function readBundle(path: string | undefined): Outcome<string, string> | null {
  if (path === undefined || path === '') return null;
  try {
    if (!statSync(path).isFile()) return failed(`AWS_CA_BUNDLE names ${path}, which cannot be read: it is no file.`);
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----') || text.includes('-----BEGIN TRUSTED CERTIFICATE-----')) return ok(text);
    return failed(`AWS_CA_BUNDLE names ${path}, which holds no certificate in PEM form.`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return failed(`AWS_CA_BUNDLE names ${path}, which cannot be read (${code}).`);
  }
}
