import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '#electron/cli/program.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One command line, with what it printed; nothing of the machine's own AWS configuration is seen. */
async function linkscape(...args: string[]): Promise<Run> {
  const printed = { out: '', err: '' };
  vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'no-config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'no-credentials'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed.err += String(text);
    return true;
  });
  const code = await runCommandLine(['node', 'linkscape', ...args]);
  vi.restoreAllMocks();
  return { code, ...printed };
}

const folder = mkdtempSync(path.join(tmpdir(), 'linkscape-cli-'));
const demo = path.join(folder, 'demo.linkscape');

function dumpOf(name: string, file: string, text: string): string {
  const dump = path.join(folder, name);
  mkdirSync(dump);
  writeFileSync(path.join(dump, file), text);
  return dump;
}

beforeAll(async () => {
  await linkscape('demo', '-o', demo);
});

afterEach(() => vi.unstubAllEnvs());

describe('command line', () => {
  it('prints nothing but the result on standard output', async () => {
    const run = await linkscape('findings', demo, '--json');
    expect({ code: run.code, err: run.err, version: JSON.parse(run.out).schemaVersion }).toEqual({ code: 0, err: '', version: 1 });
  });

  it.each([
    [2, ['findings', demo, '--fail-on', 'critical', '--min-coverage', '0.99']],
    [3, ['align', demo, '--min-coverage', '0.99']],
    [1, ['align', path.join(folder, 'missing.linkscape'), '--min-coverage', '0.99']],
    [1, ['unheard-of']],
    [1, ['topology']],
    [0, ['validate', demo]],
  ])('ends with %i for %j', async (code, args) => {
    expect((await linkscape(...args)).code).toBe(code);
  });

  it('refuses a rule that does not exist instead of passing', async () => {
    const wrong = await linkscape('findings', demo, '--rule', 'AZ-99', '--json');
    expect({ code: wrong.code, out: wrong.out }).toEqual({ code: 1, out: '' });
    expect(wrong.err).toContain('There is no such rule (AZ-99)');
    const right = await linkscape('findings', demo, '--rule', 'AZ-02', '--json');
    expect(JSON.parse(right.out).findings.length).toBeGreaterThan(0);
    expect((await linkscape('findings', demo, '--rule', 'az-02', '--json')).out).toBe(right.out);
  });

  it('keeps the document from before where a scan reads nothing', async () => {
    const before = readFileSync(demo);
    const run = await linkscape('scan', '-p', 'nobody', '-o', demo);
    expect(run.code).toBe(1);
    expect(run.err).toContain('demo.linkscape is as it was before');
    expect(readFileSync(demo).equals(before)).toBe(true);
  });

  it('writes no document from a dump without one usable answer', async () => {
    const made = path.join(folder, 'empty.linkscape');
    const run = await linkscape('import', dumpOf('malformed', 'describe-vpcs.json', '{"Vpcs": {}}'), '-o', made);
    expect(run.code).toBe(1);
    expect(run.err).toContain('without a list "Vpcs"');
    expect(existsSync(made)).toBe(false);
  });

  it('lets no name write to the terminal', async () => {
    const dump = dumpOf('hostile', 'a\u001B[31m\u202E.json', '{');
    const run = await linkscape('import', dump, '-o', path.join(folder, 'hostile.linkscape'));
    expect(run.code).toBe(1);
    expect(run.err).toContain('a<U+001B>[31m<U+202E>.json');
    expect(run.err).not.toContain('\u001B');
    expect(run.err).not.toContain('\u202E');
  });

  it('says plainly what is no Region', async () => {
    const run = await linkscape('collector', '-r', 'us-east-1;x');
    expect(run).toEqual({ code: 1, out: '', err: 'linkscape: "us-east-1;x" is no Region. Give a Region such as us-east-1.\n' });
  });
});
