import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '#shared/api/client.ts';
import { type HostUnderTest, httpHost, ipcHost } from './hosts.ts';

const starts = { 'Electron messages': () => ipcHost(), 'loopback HTTP': httpHost };
const open: HostUnderTest[] = [];

afterEach(async () => {
  for (const host of open.splice(0)) await host.close();
});

async function started(start: () => Promise<HostUnderTest>): Promise<HostUnderTest> {
  const host = await start();
  open.push(host);
  return host;
}

describe.each(Object.entries(starts))('%s', (_name, start) => {
  it('answers a typed client', async () => {
    const client = createClient((await started(start)).bridge);
    expect(await client.call('app.info', {})).toEqual({ host: 'loopback', version: '1.2.3', platform: 'test' });
    expect(await client.call('document.part', { documentId: 'd-1', part: 3 })).toEqual({
      bytes: new TextEncoder().encode('part 3 with "quotes", \u2028 and 😀'),
    });
    await expect(client.call('document.part', { documentId: 'd-1', part: -1 })).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('carries events in order, and none after the subscription ends', async () => {
    const { bridge } = await started(start);
    const client = createClient(bridge);
    const heard: string[] = [];
    const stop = client.on('scan.question', ({ questionId, profile }) => heard.push(`${questionId} ${profile}`));
    await expect.poll(async () => scanOf(bridge, ['first']).then(() => heard.length)).toBeGreaterThan(0);
    heard.length = 0;
    await scanOf(bridge, ['a', 'b', 'c']);
    await expect.poll(() => heard.slice(-3)).toEqual(['q-0 a', 'q-1 b', 'q-2 c']);
    stop();
    heard.length = 0;
    await scanOf(bridge, ['late']);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(heard).toEqual([]);
  });

  it('hands over bytes that can be opened once', async () => {
    const client = createClient((await started(start)).bridge);
    const bytes = new Uint8Array(3_000_000).fill(7);
    bytes[0] = 0;
    const uploadId = await client.upload(bytes);
    const document = { documentId: 'd-1', title: 'a.linkscape: 3000000 bytes from 0 to 7', parts: 1, notices: [] };
    expect(await client.call('document.open', { uploadId, name: 'a.linkscape' })).toEqual({ kind: 'opened', document });
    expect(await client.call('document.open', { uploadId, name: 'a.linkscape' })).toMatchObject({ kind: 'problem' });
  });

  it('tells nothing of what went wrong inside, and logs it', async () => {
    const host = await started(start);
    const reply = await host.bridge.invoke('document.close', { documentId: 'd-1' });
    const message = 'The call document.close failed inside Linkscape. Details are in the log of the program.';
    expect(reply).toEqual({ ok: false, error: { code: 'internal', message } });
    expect(host.failures).toEqual(['document.close']);
  });
});

describe('both hosts', () => {
  it('give the same replies', async () => {
    const messages: readonly (readonly [expected: string, method: string, input: unknown])[] = [
      ['ok', 'app.info', {}],
      ['bad_input', 'app.info', { extra: true }],
      ['bad_input', 'app.info', null],
      ['bad_input', 'app.info', []],
      ['ok', 'document.demo', {}],
      ['ok', 'document.initial', {}],
      ['ok', 'document.choose', {}],
      ['ok', 'document.open', { uploadId: '../../etc/passwd', name: '../../etc/passwd' }],
      ['ok', 'document.part', { documentId: 'd-1', part: 0 }],
      ['bad_input', 'document.part', { documentId: 'd-1', part: '0' }],
      ['bad_input', 'document.part', { documentId: 'd-1', part: 1.5 }],
      ['ok', 'profiles.list', {}],
      ['bad_input', 'scan.start', { profiles: [], regions: [], allRegions: false, consents: [], endpointUrl: null }],
      ['ok', 'scan.cancel', { scanId: 's-1' }],
      ['ok', 'scan.retry', { scanId: 's-1' }],
      ['internal', 'scan.snapshot', { scanId: 's-1' }],
      ['ok', 'scan.answer', { questionId: 'q-1', answer: null }],
      ['bad_input', 'external.open', { url: 'file:///etc/passwd' }],
      ['bad_input', 'external.open', { url: 'javascript:alert(1)' }],
      ['ok', 'external.open', { url: 'https://docs.aws.amazon.com/vpc/' }],
      ['unknown_method', '__proto__', {}],
      ['unknown_method', 'constructor', {}],
      ['unknown_method', 'toString', {}],
      ['unknown_method', '', {}],
    ];
    const hosts = [await started(starts['Electron messages']), await started(starts['loopback HTTP'])];
    const repliesOf = ({ bridge }: HostUnderTest) => Promise.all(messages.map(([, method, input]) => bridge.invoke(method, input)));
    const [overIpc, overHttp] = await Promise.all(hosts.map(repliesOf));
    expect(overHttp).toEqual(overIpc);
    expect(overIpc?.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual(messages.map(([expected]) => expected));
    expect(hosts[1]?.calls).toEqual(hosts[0]?.calls);
  });
});

function scanOf(bridge: HostUnderTest['bridge'], profiles: readonly string[]) {
  return bridge.invoke('scan.start', { profiles, regions: [], allRegions: false, consents: [], endpointUrl: null });
}
