/** A loopback server that answers STS, and whatever a test answers for the JSON protocols of AWS. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface StandIn {
  readonly url: string;
  /** `Service.Operation` and body of every call but STS. */
  readonly calls: readonly { readonly target: string; readonly body: Readonly<Record<string, unknown>> }[];
  readonly close: () => Promise<void>;
}

/** `answer` gives the body of an answer, or an error's name and status. */
export async function startStandIn(
  accountId: string,
  answer: (target: string, body: Readonly<Record<string, unknown>>) => object | { readonly refuse: string },
): Promise<StandIn> {
  const calls: { target: string; body: Readonly<Record<string, unknown>> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const target = request.headers['x-amz-target'];
      const text = Buffer.concat(chunks).toString('utf8');
      if (typeof target !== 'string') {
        response.setHeader('content-type', 'text/xml');
        response.end(
          `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${accountId}:user/x</Arn><UserId>X</UserId><Account>${accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
        return;
      }
      const body = JSON.parse(text) as Record<string, unknown>;
      calls.push({ target, body });
      const answered = answer(target, body);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      if ('refuse' in answered) {
        response.statusCode = 400;
        response.end(JSON.stringify({ __type: answered.refuse, message: 'no' }));
      } else response.end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url, calls, close };
}

/** Points the process at configuration files with one profile `probe` of made-up keys. */
export function probeEnvironment(): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stand-in-'));
  writeFileSync(path.join(folder, 'config'), '[profile probe]\nregion = us-east-1\n');
  writeFileSync(path.join(folder, 'credentials'), '[probe]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n');
  process.env['AWS_CONFIG_FILE'] = path.join(folder, 'config');
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
}
