/** Between this computer and AWS: proxies, inspecting proxies with a certificate of their own, and nobody at all. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HttpRequest } from '@smithy/core/protocols';
import { scanHttpHandler } from '#electron/aws/http-handler.ts';
import { awsSessions } from '#electron/aws/sessions.ts';
import type { AccountSession, ReadProblem } from '#electron/discovery/ports.ts';
import type { Outcome } from '#shared/base/outcome.ts';
import { type FakeAws, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { homeWith, keyProfile } from './fake-scan.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.info('proxy.test.ts leaves out certificates: there is no openssl to make one');

let aws: FakeAws;
let folder = '';
const servers: Server[] = [];

beforeAll(async () => {
  aws = await startFakeAws({ snapshot: twoAccounts() });
  folder = mkdtempSync(join(tmpdir(), 'linkscape-tls-'));
  if (hasOpenssl) makeCertificate();
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await aws.close();
});

const inFolder = (name: string): string => join(folder, name);

/** A certificate that says it is AWS's, signed by nobody. */
function makeCertificate(): void {
  const names = 'subjectAltName=DNS:*.us-east-1.amazonaws.com';
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=made up', '-addext', names];
  execFileSync('openssl', ['req', ...made, '-keyout', inFolder('key.pem'), '-out', inFolder('ca.pem')], { stdio: 'ignore' });
}

function listening(server: Server): Promise<number> {
  servers.push(server);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

/** AWS behind TLS: what arrives goes on to the fake. */
async function startTls(): Promise<number> {
  const options = { key: readFileSync(inFolder('key.pem')), cert: readFileSync(inFolder('ca.pem')) };
  const server = createTlsServer(options, (message, response) => {
    const url = new URL(message.url ?? '/', aws.url);
    const onward = httpRequest(url, { method: message.method ?? 'GET', headers: { ...message.headers, host: url.host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    message.pipe(onward);
  });
  return listening(server as unknown as Server);
}

interface Proxy {
  readonly url: string;
  /** Hosts and ports that were asked for. */
  readonly asked: string[];
  readonly logins: (string | undefined)[];
  /** Requests that came without a tunnel. */
  plain: number;
}

/** A proxy that leads every host to one port, or refuses. */
async function startProxy(target: number | string): Promise<Proxy> {
  const proxy: Proxy = { url: '', asked: [], logins: [], plain: 0 };
  const { asked, logins } = proxy;
  const server = createServer((_request, response) => {
    proxy.plain += 1;
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    logins.push(request.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (typeof target === 'string') return socket.end(`HTTP/1.1 ${target}\r\nContent-Type: text/html\r\n\r\n<html>planted</html>`);
    const onward = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    return socket;
  });
  return Object.assign(proxy, { url: `http://127.0.0.1:${await listening(server)}` });
}

function open(env: Readonly<Record<string, string>>): Promise<Outcome<AccountSession, ReadProblem>> {
  const home = homeWith(keyProfile('k', aws.accessKeyFor(shop)));
  const sessions = awsSessions({ env: { ...home, ...env }, endpointUrl: null, consents: [], ask: () => Promise.resolve(null) });
  return sessions.open('k', new AbortController().signal);
}

async function problemOf(env: Readonly<Record<string, string>>): Promise<Partial<ReadProblem>> {
  const outcome = await open(env);
  return outcome.kind === 'ok' ? {} : outcome.problem;
}

describe('a proxy', () => {
  it.skipIf(!hasOpenssl).each(['HTTPS_PROXY', 'https_proxy'])(
    'of %s is asked for every host, and an own authority is trusted',
    async (name) => {
      const proxy = await startProxy(await startTls());
      const opened = await open({ [name]: proxy.url.replace('//', '//me:pa%40ss@'), AWS_CA_BUNDLE: inFolder('ca.pem') });
      expect(opened).toMatchObject({ kind: 'ok', value: { accountId: shop } });
      expect([proxy.asked[0], proxy.logins[0]]).toEqual([
        'sts.us-east-1.amazonaws.com:443',
        `Basic ${Buffer.from('me:pa@ss').toString('base64')}`,
      ]);
    },
  );

  it.skipIf(!hasOpenssl)(
    'line 37: that inspects with an unknown certificate is told, with the way to trust it and no way around it',
    async () => {
      const proxy = await startProxy(await startTls());
      expect(await problemOf({ HTTPS_PROXY: proxy.url })).toMatchObject({
        kind: 'network',
        recovery: 'never',
        message: expect.stringMatching(/certificate of us-east-1 is not trusted \(\w+\).*AWS_CA_BUNDLE/) as unknown,
      });
    },
  );

  it.skipIf(!hasOpenssl)('line 37: whose bundle cannot be read says that of the bundle', async () => {
    const proxy = await startProxy(await startTls());
    for (const path of [inFolder('gone.pem'), folder]) {
      const message: unknown = expect.stringContaining(`AWS_CA_BUNDLE names ${path}, which cannot be read`);
      expect(await problemOf({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: path })).toMatchObject({ kind: 'network', message });
    }
    expect(proxy.asked).toEqual([]);
    writeFileSync(inFolder('empty.pem'), 'no certificate');
    expect(await problemOf({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: inFolder('empty.pem') })).toMatchObject({
      message: expect.stringContaining('which holds no certificate') as unknown,
    });
  });

  it('line 36: that wants a login says so', async () => {
    const proxy = await startProxy('407 Proxy Authentication Required');
    expect(await problemOf({ HTTPS_PROXY: proxy.url })).toMatchObject({
      kind: 'network',
      recovery: 'never',
      message: 'The proxy wants authentication (HTTP 407). Put user and password into HTTPS_PROXY.',
    });
  });

  it.each(['403 Forbidden', '502 Bad Gateway'])('that refuses the host (%s) is told as the proxy', async (status) => {
    const proxy = await startProxy(status);
    const found = await problemOf({ HTTPS_PROXY: proxy.url });
    expect(found).toMatchObject({ kind: 'network', message: expect.stringContaining(`The proxy refused`) as unknown });
    expect(JSON.stringify(found)).not.toContain('planted');
  });

  it('that is not there is told as unreachable', async () => {
    expect(await problemOf({ HTTPS_PROXY: 'http://127.0.0.1:9' })).toMatchObject({ kind: 'network', recovery: 'connect' });
  });

  it('is left aside for the hosts of NO_PROXY', async () => {
    const proxy = await startProxy('502 Bad Gateway');
    const here = await listening(createServer((_request, response) => response.end('here')));
    const statuses: number[] = [];
    for (const env of [
      { HTTP_PROXY: proxy.url },
      { HTTP_PROXY: proxy.url, NO_PROXY: 'example.com,127.0.0.1' },
      { HTTP_PROXY: 'nonsense' },
    ]) {
      const handler = await scanHttpHandler(env, false);
      const request = new HttpRequest({ method: 'GET', protocol: 'http:', hostname: '127.0.0.1', port: here, path: '/' });
      const { response } = await handler.handle(request);
      statuses.push(response.statusCode);
    }
    expect([statuses, proxy.plain]).toEqual([[502, 200, 200], 1]);
  });

  it('is never asked for an emulator on this computer', async () => {
    const proxy = await startProxy('407 Proxy Authentication Required');
    const env = { ...homeWith(keyProfile('k', aws.accessKeyFor(shop))), HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url };
    const sessions = awsSessions({ env, endpointUrl: aws.url, consents: [], ask: () => Promise.resolve(null) });
    expect(await sessions.open('k', new AbortController().signal)).toMatchObject({ kind: 'ok' });
    expect(proxy.asked).toEqual([]);
  });
});
