import fc from 'fast-check';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { procedures } from '#shared/api/contract.ts';
import { maxCallBytes } from '#electron/loopback/server.ts';
import { maxUploadBytes } from '#electron/web/upload-store.ts';
import { runs } from '#test/long-run.ts';
import { type HttpUnderTest, httpHost, ipcHost } from './hosts.ts';

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

describe('the loopback host', () => {
  let host: HttpUnderTest;
  beforeEach(async () => {
    host = await httpHost();
  });
  afterEach(() => host.close());

  function send({ method = 'GET', path = '/', headers = {}, body }: Sent) {
    return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  const origin = () => `http://127.0.0.1:${host.port}`;
  const own = () => ({ cookie: host.cookie, origin: origin(), 'content-type': 'application/json' });
  const infoCall = '{"method":"app.info","input":{}}';
  const callWith = (headers: Record<string, string>, body: string | Buffer = infoCall) =>
    send({ method: 'POST', path: '/rpc', headers, body });
  const status = async (sent: Promise<{ status: number }>) => (await sent).status;

  it('answers to its own address only, before anything else', async () => {
    const hosts = ['evil.example', `localhost:${host.port}`, `127.0.0.1:${host.port}.evil.example`, '127.0.0.1', `[::1]:${host.port}`];
    const answers = await Promise.all(hosts.map((name) => status(send({ headers: { cookie: host.cookie, host: name } }))));
    expect(answers).toEqual([421, 421, 421, 421, 421]);
    const { search } = new URL(host.launchUrl());
    expect(await status(send({ path: `/launch${search}`, headers: { host: 'evil.example' } }))).toBe(421);
  });

  it('starts a session with a link once', async () => {
    const { pathname, search } = new URL(host.launchUrl());
    const first = await send({ path: `${pathname}${search}` });
    expect(first.status).toBe(303);
    expect(first.headers['set-cookie']).toEqual([expect.stringMatching(/^session_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)]);
    expect(await status(send({ path: `${pathname}${search}` }))).toBe(403);
    expect(await status(send({ path: '/launch?token=guess' }))).toBe(403);
    expect(await status(send({ path: '/launch' }))).toBe(403);
  });

  it('gives two links that each work once', async () => {
    const links = [host.launchUrl(), host.launchUrl()].map((link) => new URL(link).search);
    const uses = [links[0], links[1], links[0], links[1]];
    const answers = [];
    for (const search of uses) answers.push(await status(send({ path: `/launch${search}` })));
    expect(answers).toEqual([303, 303, 403, 403]);
  });

  it('starts a session from a link on another site without a redirect, which would lose the cookie', async () => {
    const { search } = new URL(host.launchUrl());
    const page = await send({ path: `/launch${search}`, headers: { 'sec-fetch-site': 'cross-site' } });
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('content="0;url=/"')]);
  });

  it('answers nothing without the session', async () => {
    const paths = ['/', '/index.html', '/rpc', '/events', '/document', '/nothing'];
    expect(await Promise.all(paths.map((path) => status(send({ path }))))).toEqual(paths.map(() => 401));
    const wrong = [`session_${host.port}=guess`, host.cookie.replace(/_\d+/, '_1'), `${host.cookie}x`];
    expect(await Promise.all(wrong.map((cookie) => status(send({ headers: { cookie } }))))).toEqual([401, 401, 401]);
    expect(host.calls).toEqual([]);
  });

  it('takes calls from its own page only', async () => {
    const { origin: _own, ...withoutOrigin } = own();
    const foreign = [
      withoutOrigin,
      { ...own(), origin: 'https://evil.example' },
      { ...own(), origin: 'null' },
      { ...own(), origin: `http://localhost:${host.port}` },
      { ...own(), 'sec-fetch-site': 'cross-site' },
      { ...own(), 'sec-fetch-site': 'same-site' },
      { ...own(), 'sec-fetch-site': 'none' },
    ];
    expect(await Promise.all(foreign.map((headers) => status(callWith(headers))))).toEqual(foreign.map(() => 403));
    const upload = send({ method: 'PUT', path: '/document', headers: { ...own(), origin: 'https://evil.example' }, body: 'x' });
    expect(await status(upload)).toBe(403);
    expect(await status(send({ path: '/events', headers: { ...own(), origin: 'https://evil.example' } }))).toBe(403);
    expect(host.calls).toEqual([]);
    expect(await status(callWith({ ...own(), 'sec-fetch-site': 'same-origin' }))).toBe(200);
  });

  it('refuses calls that are no JSON, too long or of another method', async () => {
    const long = `{"method":"app.info","input":{},"pad":"${'x'.repeat(maxCallBytes)}"}`;
    expect(await status(callWith({ ...own(), 'content-type': 'text/plain' }))).toBe(415);
    expect(await status(callWith(own(), '{'))).toBe(400);
    expect(await status(callWith(own(), '[]'))).toBe(400);
    expect(await status(callWith(own(), 'null'))).toBe(400);
    expect(await status(callWith(own(), long))).toBe(413);
    expect(await status(callWith({ ...own(), 'transfer-encoding': 'chunked' }, long))).toBe(413);
    const methods = ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];
    expect(await Promise.all(methods.map((method) => status(send({ method, path: '/rpc', headers: own() }))))).toEqual(
      methods.map(() => 405),
    );
    expect(host.calls).toEqual([]);
  });

  it('refuses a document that is announced as too long, without reading it', async () => {
    const headers = { ...own(), 'content-length': String(maxUploadBytes + 1) };
    const answer = new Promise<string>((resolve, reject) => {
      const socket = connect(host.port, '127.0.0.1');
      const lines = Object.entries({ host: `127.0.0.1:${host.port}`, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.on('error', reject).once('data', (data) => {
        resolve(data.toString('latin1').split('\r\n')[0] ?? '');
        socket.destroy();
      });
      socket.write(`PUT /document HTTP/1.1\r\n${lines.join('')}\r\nbegin`);
    });
    expect(await answer).toBe('HTTP/1.1 413 Payload Too Large');
  });

  it('serves no file from outside of its folder', async () => {
    const paths = [
      '/..%2flinkscape-outside.html',
      '/%2e%2e/linkscape-outside.html',
      '/..%5clinkscape-outside.html',
      '/%00',
      '/%',
      '//evil.example/',
    ];
    const answers = await Promise.all(paths.map((path) => send({ path, headers: { cookie: host.cookie } })));
    expect(answers.map((answer) => answer.status).filter((code) => code !== 400 && code !== 404)).toEqual([]);
    expect(answers.map((answer) => answer.body).join('')).not.toContain('outside\n');
    const absolute = await send({ path: 'http://evil.example/', headers: { cookie: host.cookie } });
    expect(absolute.status).toBe(400);
  });

  it('sends the security headers with every answer', async () => {
    const answers = await Promise.all([
      send({ headers: { cookie: host.cookie } }),
      send({}),
      send({ path: '/gone.js', headers: { cookie: host.cookie } }),
      callWith(own()),
      callWith({ ...own(), origin: 'https://evil.example' }),
    ]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('messages of a page that was taken over', () => {
  const anyMethod = fc.oneof(
    { arbitrary: fc.constantFrom(...Object.keys(procedures)), weight: 3 },
    { arbitrary: fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty'), weight: 1 },
    { arbitrary: fc.anything(), weight: 1 },
  );
  const anyInput = fc.oneof(
    fc.anything(),
    fc.record(
      {
        documentId: fc.anything(),
        uploadId: fc.anything(),
        name: fc.anything(),
        part: fc.anything(),
        scanId: fc.anything(),
        url: fc.oneof(fc.webUrl(), fc.anything()),
        profiles: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );

  it('are answered or refused, thousands of them, and reach the services only where the contract allows', async () => {
    const { bridge, calls } = await ipcHost();
    const invoke = (method: unknown, input: unknown) => bridge.invoke(method as string, input);
    const replyShape = expect.objectContaining({ ok: expect.any(Boolean) });
    await fc.assert(
      fc.asyncProperty(anyMethod, anyInput, async (method, input) => {
        expect(await invoke(cloneable(method), cloneable(input))).toEqual(replyShape);
      }),
      { numRuns: runs(2000, 10_000) },
    );
    for (const { method, input } of calls) expect(procedures[method].input.safeParse(input).success).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
    // How fast a busy machine makes up thousands of messages says nothing about the host.
  }, 600_000);

  it('are refused from a frame or a page that is not ours', async () => {
    const senders = [
      null,
      { url: 'https://evil.example/', parent: null },
      { url: 'app://bundle/', parent: {} },
      { url: 'app://bundle.evil/', parent: null },
    ];
    for (const sender of senders) {
      const { bridge, calls } = await ipcHost(sender);
      expect(await bridge.invoke('app.info', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      await expect(bridge.upload(new Uint8Array(1))).rejects.toThrow('Only the page of Linkscape may call.');
      expect(calls).toEqual([]);
    }
  });

  it('upload nothing but bytes', async () => {
    const { bridge } = await ipcHost();
    await expect(bridge.upload('../../etc/passwd' as never)).rejects.toThrow('An upload is bytes.');
  });
});

/** Electron refuses to send what cannot be cloned, so such a value never arrives. */
function cloneable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return null;
  }
}
