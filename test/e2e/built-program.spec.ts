/** What the build wrote: how large it is, and what it does not contain. Needs no browser. */
import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSource } from '../architecture/sources.ts';

const out = path.resolve(import.meta.dirname, '../../out');
const host = path.join(out, 'electron');
const assets = path.join(out, 'renderer/assets');
const kilobyte = 1000;

/** A file of the host and all that it loads before its first line runs. */
function staticParts(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(path.join(host, file), 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:^|[;\n}])(?:import|export)\b[^;'"()]*?["']\.\/([\w.-]+\.js)["']/g)) staticParts(name, seen);
  return seen;
}

/** The packages that a packaged program holds, from the patterns of electron-builder.yml; a scope stands for its packages in the lock file. */
function packedPackages(): Set<string> {
  const patterns = readFileSync(path.resolve(out, '../electron-builder.yml'), 'utf8').matchAll(/^ +- node_modules\/(.+)\/\*\*$/gm);
  const names = [...new Set([...patterns].map(([, name = '']) => name))].flatMap((name) =>
    name.startsWith('{') ? name.slice(1, -1).split(',') : [name],
  );
  const lock = JSON.parse(readFileSync(path.resolve(out, '../package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
  const inScope = (scope: string): string[] =>
    Object.keys(lock.packages)
      .filter((key) => key.startsWith(`node_modules/${scope}/`))
      .map((key) => key.slice('node_modules/'.length));
  return new Set(names.flatMap((name) => (/^@[^/]+$/.test(name) ? inScope(name) : [name])));
}

function sizeOf(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + readFileSync(path.join(host, file)).length, 0);
}

test('the host starts without the AWS SDK and is small', () => {
  for (const entry of ['main.js', 'serve.js']) {
    const parts = staticParts(entry);
    const withSdk = [...parts].filter((file) => readFileSync(path.join(host, file), 'utf8').includes('x-amz-user-agent'));
    expect({ entry, withSdk }).toEqual({ entry, withSdk: [] });
    expect(sizeOf(parts)).toBeLessThan(400 * kilobyte);
  }
});

test('the SDK is there, and not whole: no command that changes anything in AWS', () => {
  const text = readdirSync(host)
    .filter((file) => /\.c?js$/.test(file))
    .map((file) => readFileSync(path.join(host, file), 'utf8'))
    .join('\n');
  expect(text).toContain('DescribeVpcEndpointsCommand');
  const changing =
    text.match(/\b(?:Create|Modify|Delete|Put|Update|Accept|Reject|Associate|Attach|Detach|Terminate|Run)[A-Z]\w+Command\b/g) ?? [];
  // Signing in: a token of IAM Identity Center and of "aws login"; nothing of an account changes.
  expect([...new Set(changing)].filter((name) => !['CreateTokenCommand', 'CreateOAuth2TokenCommand'].includes(name))).toEqual([]);
});

test('the host needs nothing that a package would not hold', () => {
  const files = readdirSync(host).filter((file) => file.endsWith('.js'));
  const imported = files.flatMap((file) => parseSource(file, readFileSync(path.join(host, file), 'utf8')).imports);
  const outside = imported
    .map(({ specifier }) => specifier)
    .filter((name) => !name.startsWith('.') && name !== 'electron' && !isBuiltin(name));
  // electron-builder.yml leaves node_modules out; a package that cannot be bundled has to be named there.
  const kept = packedPackages();
  expect([...new Set(outside)].filter((name) => !kept.has(name))).toEqual([]);
});

test('packages that stay outside come with all they depend on', () => {
  const lock = JSON.parse(readFileSync(path.resolve(out, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: object }>;
  };
  const kept = packedPackages();
  const missing = [...kept].flatMap((name) =>
    Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}).filter((needed) => !kept.has(needed)),
  );
  expect(missing).toEqual([]);
});

test('the preload script needs Electron and nothing else', () => {
  const text = readFileSync(path.join(host, 'preload.cjs'), 'utf8');
  expect([...text.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(text.length).toBeLessThan(5 * kilobyte);
});

test('the renderer is small', () => {
  const packed = readdirSync(assets)
    .filter((file) => /\.(?:js|css)$/.test(file))
    .map((file) => ({ file, size: gzipSync(readFileSync(path.join(assets, file))).length }));
  const first = packed.filter(({ file }) => /^index-.*\.js$/.test(file));
  expect(first.length).toBe(1);
  expect(first[0]?.size).toBeLessThan(350 * kilobyte);
  expect(packed.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(900 * kilobyte);
});

test('the page names no other site and holds nothing inline', () => {
  const html = readFileSync(path.join(out, 'renderer/index.html'), 'utf8');
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
});
