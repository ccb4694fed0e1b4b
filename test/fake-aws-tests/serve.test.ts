import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EC2Client, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { fromIni } from '@aws-sdk/credential-providers';
import { expect, it } from 'vitest';

interface Announcement {
  readonly url: string;
  readonly config: string;
  readonly credentials: string;
  readonly profiles: readonly string[];
}

const script = path.resolve(import.meta.dirname, '../fake-aws/serve.ts');

async function announced(child: ChildProcess): Promise<Announcement> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the child has no output');
  let errors = '';
  stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [first] = (await Promise.race([
    once(stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(errors);
    }),
  ])) as [Buffer];
  return JSON.parse(first.toString()) as Announcement;
}

it('serves the demo estate from a process of its own, with a profile per account', async () => {
  const child = spawn(process.execPath, [script, '--demo'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const { url, config, credentials, profiles } = await announced(child);
  expect(profiles).toContain('payments-prod');
  expect(readFileSync(config, 'utf8')).toContain(`[profile payments-prod]\nregion = us-east-1\nendpoint_url = ${url}\n`);
  const client = new EC2Client({
    region: 'us-east-1',
    endpoint: url,
    credentials: fromIni({ profile: 'payments-prod', filepath: credentials, configFilepath: config }),
  });
  const { Vpcs } = await client.send(new DescribeVpcsCommand({}));
  client.destroy();
  expect(Vpcs?.map((vpc) => vpc.CidrBlock).toSorted()).toEqual(['10.20.0.0/16', '10.21.0.0/16', '172.31.0.0/16']);
  child.stdin?.end();
  const [code] = (await once(child, 'exit')) as [number];
  expect([code, existsSync(config)]).toEqual([0, false]);
});
