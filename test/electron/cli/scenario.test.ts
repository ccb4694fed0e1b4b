import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '#electron/cli/program.ts';
import { decodeDocument } from '#electron/storage/document-codec.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linkscape-scenario-'));
const demo = path.join(folder, 'demo.linkscape');

async function linkscape(...args: string[]) {
  const printed = { out: '', err: '' };
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

function scenarioFile(name: string, scenario: object): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}

/** A NAT gateway of the demo estate, and its VPC. */
async function someNat(): Promise<{ natGatewayId: string; vpcId: string }> {
  const topology = JSON.parse((await linkscape('topology', demo, '--json')).out);
  return topology.natGateways[0];
}

beforeAll(async () => {
  await linkscape('demo', '-o', demo);
});

describe('cost --scenario', () => {
  it('says what the document alone says where the scenario says nothing, and names it', async () => {
    const empty = scenarioFile('empty.json', { name: 'empty' });
    const plain = await linkscape('cost', demo, '--json');
    const under = await linkscape('cost', demo, '--scenario', empty, '--json');
    const { scenario, alternative, ...comparison } = JSON.parse(under.out);
    expect({ code: under.code, scenario, alternative }).toEqual({ code: 0, scenario: 'empty', alternative: null });
    expect(JSON.stringify(comparison)).toBe(JSON.stringify(JSON.parse(plain.out)));
  });

  it('names the edit that cannot hold', async () => {
    const wrong = scenarioFile('wrong.json', { name: 'wrong', edits: [{ op: 'remove-endpoint', endpointId: 'vpce-none' }] });
    const run = await linkscape('cost', demo, '--scenario', wrong, '--json');
    expect({ code: run.code, out: run.out }).toEqual({ code: 1, out: '' });
    expect(run.err).toContain('Edit 0 of the scenario (remove-endpoint) cannot hold (edits[0]): there is no endpoint vpce-none.');
  });

  it('lets options win over the scenario, and says so', async () => {
    const short = scenarioFile('short.json', { name: 'short month', hoursPerMonth: 672 });
    const run = await linkscape('cost', demo, '--scenario', short, '--hours', '744', '--json');
    expect(JSON.parse(run.out).hoursPerMonth).toBe(744);
    expect(run.err).toContain('Scenario "short month": --hours 744 over its 672 hours.');
    expect(JSON.parse((await linkscape('cost', demo, '--scenario', short, '--json')).out).hoursPerMonth).toBe(672);
  });

  it('says what a scenario costs against the document as it is', async () => {
    const { natGatewayId } = await someNat();
    const cheaper = scenarioFile('cheaper.json', {
      name: 'agreed price',
      prices: { overrides: [{ item: 'nat.zonal.hour', usd: '0' }] },
      alternative: 'offload',
    });
    const run = await linkscape('cost', demo, '--scenario', cheaper, '--against', 'none', '--json');
    const { against, alternative } = JSON.parse(run.out);
    expect({ alternative, scenario: against.scenario }).toEqual({ alternative: 'offload', scenario: null });
    const lower = against.scopes.filter((scope: { differenceUsd: string | null }) => scope.differenceUsd?.startsWith('-'));
    expect(lower.length).toBeGreaterThan(0);
    expect(natGatewayId).toMatch(/^nat-/);
    expect((await linkscape('cost', demo, '--scenario', cheaper)).out).toContain('* offload');
  });
});

describe('cost --bill', () => {
  it('sets what was billed beside our lines, and doubts every figure of the Region where they part', async () => {
    const bill = path.join(folder, 'bill.csv');
    writeFileSync(bill, 'usage_type,region,quantity,usd\nNatGateway-Hours,us-east-1,1000000,45000\n');
    const run = await linkscape('cost', demo, '--bill', bill, '--json');
    const json = JSON.parse(run.out);
    expect(json.bill).toMatchObject({ verdict: 'not reconciled', rows: [{ item: 'nat.zonal.hour', billed: { quantity: '1000000' } }] });
    const doubts = json.scopes.map((scope: { region: string; today: object }) => [scope.region, 'notReconciled' in scope.today]);
    expect(doubts.every(([region, isDoubted]: [string, boolean]) => isDoubted === (region === 'us-east-1'))).toBe(true);
    expect((await linkscape('cost', demo, '--bill', bill)).out).toContain('All figures: not reconciled with the bill');
  });
});

describe('scenario', () => {
  it('keeps a scenario in the document, with fields it does not know, and finds it by name', async () => {
    const document = path.join(folder, 'with-scenario.linkscape');
    await linkscape('demo', '-o', document);
    const file = scenarioFile('kept.json', { name: 'kept', hoursPerMonth: 720, note: 'for the review', prices: { agreement: 7 } });
    expect((await linkscape('scenario', document, '--save', file)).code).toBe(0);
    const saved = decodeDocument(readFileSync(document));
    expect(saved.kind === 'ok' && saved.value.document.scenarios).toEqual([JSON.parse(readFileSync(file, 'utf8'))]);
    expect(JSON.parse((await linkscape('cost', document, '--scenario', 'kept', '--json')).out)).toMatchObject({
      scenario: 'kept',
      hoursPerMonth: 720,
    });
    expect(JSON.parse((await linkscape('scenario', document, '--json')).out).scenarios).toMatchObject([{ name: 'kept', edits: 0 }]);
    expect((await linkscape('scenario', document, '--remove', 'kept')).code).toBe(0);
    expect((await linkscape('scenario', document, '--remove', 'kept')).err).toContain('The document holds no scenario of this name');
  });

  it('refuses what cannot be used, and names what there is', async () => {
    expect((await linkscape('scenario', demo, '--save', scenarioFile('bad.json', { edits: [] }))).err).toContain('name: ');
    expect((await linkscape('cost', demo, '--scenario', 'october')).err).toContain('There is no such scenario (october)');
  });

  it('is what a plan starts from', async () => {
    const { natGatewayId } = await someNat();
    const file = scenarioFile('without-nat.json', { name: 'without', edits: [{ op: 'remove-nat', natGatewayId }] });
    const run = await linkscape('plan', demo, '--scenario', file, '--json');
    expect({ code: run.code, scenario: JSON.parse(run.out).scenario }).toEqual({ code: 0, scenario: 'without' });
    expect(run.out).not.toContain(natGatewayId);
    expect((await linkscape('plan', demo, '--json')).out).toContain(natGatewayId);
  });
});
