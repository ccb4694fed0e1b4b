import { describe, expect, it } from 'vitest';
import { isAlarming } from '#shared/analysis/availability/alignment.ts';
import { type Analysed, analyseDocument } from '#electron/services/analyse.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { exportFormats, type ExportFormat, type ExportRequest, tableFormats } from '#electron/services/export-formats.ts';
import { diagramOf } from '#electron/services/export-subject.ts';
import { exportView } from '#electron/services/export-view.ts';
import { writeReport } from '#electron/services/report.ts';
import type { Outcome } from '#shared/base/outcome.ts';
import { isLongRun } from '#test/long-run.ts';

function valueOf<Value>(outcome: Outcome<Value, unknown>): Value {
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const demo: Analysed = valueOf(analyseDocument(demoDocument('linkscape test')));
const pictures = ['consumers', 'providers', 'estate'];
const tables = ['alignment', 'coverage', 'findings', 'costs'];
/** Formats whose text can be searched; the text of PDF is tested where it is drawn. */
const texts: readonly ExportFormat[] = exportFormats.filter((format) => format !== 'png' && format !== 'pdf');

async function textOf(request: Omit<ExportRequest, 'theme'>): Promise<string> {
  const files = valueOf(await exportView(demo, { theme: 'light', ...request }));
  return files.map((file) => String(file.content)).join('\n');
}

/** Everything in the demo that a redacted export must not say. */
const secrets = [
  ...new Set([
    ...demo.snapshot.accounts.flatMap(({ accountId, name }) => [
      accountId,
      `${accountId.slice(0, 4)} ${accountId.slice(4, 8)} ${accountId.slice(8)}`,
      name ?? '',
    ]),
    ...demo.snapshot.vpcs.flatMap(({ name, cidrBlocks }) => [
      name ?? '',
      ...cidrBlocks.map((block) => (typeof block === 'string' ? block : '')),
    ]),
    ...demo.snapshot.subnets.flatMap(({ name, cidrBlock }) => [name ?? '', cidrBlock ?? '']),
    ...demo.snapshot.endpointServices.map(({ name }) => name ?? ''),
    demo.snapshot.title,
    ...(JSON.stringify(demo.snapshot).match(
      /\b[a-z]+(?:-[a-z]+)*-[0-9a-f]{17}\b|\b[0-9a-f]{16}\b|arn:aws:[a-z-]+:[^"\\]+|[a-z0-9-]+\.(?:internal|metrics-saas)\.example|vpce-[a-z0-9.-]+\.amazonaws\.com/g,
    ) ?? []),
  ]),
].filter((secret) => secret.length > 4 && secret !== '0.0.0.0/0');

const vpc = demo.snapshot.vpcs.find(({ name }) => name === 'payments-cards');

/** The demo after somebody gave a VPC a name of their own in the window. */
function renamedDemo(): Analysed {
  if (vpc === undefined) throw new Error('the demo has no payments-cards');
  const { document } = demo;
  const look = { name: '', view: 'consumers', filter: '', hidden: [], renamed: { [`vpc/${vpc.vpcId}`]: 'Card <payments>' } };
  return valueOf(analyseDocument({ ...document, views: [look] }));
}

describe('names given in the window', () => {
  it.each([
    ['consumers', 'svg', 'Card &lt;payments&gt;'],
    ['estate', 'html', 'Card &lt;payments&gt;'],
    [`vpc:${vpc?.vpcId ?? ''}`, 'dot', 'Card'],
    ['costs', 'csv', 'Card <payments>'],
  ] as const)('are those of an exported %s as %s', async (view, format, name) => {
    const files = valueOf(await exportView(renamedDemo(), { view, format, theme: 'light' }));
    expect(String(files[0]?.content)).toContain(name);
  });

  it('are those of a report, and hidden with everything else where it is redacted', async () => {
    const [plain] = valueOf(await writeReport(renamedDemo(), { format: 'md', view: 'consumers', output: 'r.md' }));
    const [redacted] = valueOf(await writeReport(renamedDemo(), { format: 'md', view: 'consumers', output: 'r.md', redact: true }));
    const says = /Card \S{0,9}payments/;
    expect([says.test(String(plain?.content)), says.test(String(redacted?.content))]).toEqual([true, false]);
  });
});

/** Every view and every format, and in a long run each of the one with each of the other. */
const drawn = pictures
  .flatMap((view) => texts.map((format) => [view, format] as const))
  .filter(([view, format]) => isLongRun || view === 'consumers' || format === 'svg' || format === 'json');

describe('a redacted export', () => {
  it.each(drawn)('of %s as %s says no original', async (view, format) => {
    expect(secrets.length).toBeGreaterThan(900);
    const text = await textOf({ view, format, redact: true });
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it.each(tables.flatMap((view) => [...tableFormats].map((format) => [view, format] as const)))(
    'of %s as %s says no original',
    async (view, format) => {
      const text = await textOf({ view, format, redact: true });
      expect(secrets.filter((secret) => text.replaceAll('\\', '').includes(secret))).toEqual([]);
    },
  );

  it('and a redacted report say no original', async () => {
    const files = valueOf(await writeReport(demo, { format: 'md', view: 'consumers', redact: true, output: 'case.md' }));
    const text = files.map((file) => String(file.content).replaceAll('\\', '')).join('\n');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('can be filtered by what the person knows, and does not say what that was', async () => {
    const filter = 'vpc:retail-fargate';
    const count = (text: string): string | undefined => /"nodeCount": \d+/.exec(text)?.[0];
    const text = await textOf({ view: 'consumers', format: 'json', redact: true, filter });
    expect(count(text)).toBe(count(await textOf({ view: 'consumers', format: 'json', filter })));
    expect(text).not.toContain('retail-fargate');
    const vpcId = demo.snapshot.vpcs.find((vpc) => vpc.name === 'retail-fargate')?.vpcId ?? '';
    expect(await textOf({ view: `vpc:${vpcId}`, format: 'md', redact: true })).not.toContain(vpcId);
  });

  it('keeps the counts and takes new stand-ins each time', async () => {
    const [first, second] = [
      await textOf({ view: 'estate', format: 'json', redact: true }),
      await textOf({ view: 'estate', format: 'json', redact: true }),
    ];
    const count = (text: string): unknown[] => [text.match(/"nodeCount": \d+/)?.[0], text.match(/"edgeCount": \d+/)?.[0]];
    expect(count(first)).toEqual(count(await textOf({ view: 'estate', format: 'json' })));
    expect(first === second).toBe(false);
  });
});

describe('a filtered export', () => {
  it('holds what the search finds, and says that it is not all', async () => {
    const whole = diagramOf(demo, 'consumers');
    const json = JSON.parse(await textOf({ view: 'consumers', format: 'json', filter: 'vpc:retail-fargate' })) as {
      title: string;
      nodeCount: number;
    };
    expect(json.title).toMatch(/ · only vpc:retail-fargate$/);
    expect(json.nodeCount).toBeGreaterThan(5);
    expect(json.nodeCount).toBeLessThan(whole?.nodes.length ?? 0);
  });

  it('narrows tables, and refuses those of which a part would be read as the whole', async () => {
    const rows = (await textOf({ view: 'alignment', format: 'csv', filter: 'verdict:broken' })).trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(demo.alignment.filter((row) => row.verdict === 'broken').length);
    const refused = await exportView(demo, { view: 'costs', format: 'csv', theme: 'light', filter: 'x' });
    expect(refused).toMatchObject({ kind: 'problem', problem: { code: 'filter' } });
  });

  it('of nothing is an empty picture', async () => {
    const text = await textOf({ view: 'consumers', format: 'json', filter: 'nothing-is-called-so' });
    expect(JSON.parse(text)).toMatchObject({ nodeCount: 0, edgeCount: 0 });
  });
});

describe('an export that cannot be', () => {
  it('tells why', async () => {
    expect(await exportView(demo, { view: 'findings', format: 'svg', theme: 'light' })).toMatchObject({ problem: { code: 'format' } });
    expect(await exportView(demo, { view: 'vpc:vpc-none', format: 'svg', theme: 'light' })).toMatchObject({ problem: { code: 'view' } });
  });
});

describe('the report', () => {
  it('is a case: summary, picture, findings, alignment, costs, coverage; what is cut short says so and is whole beside it', async () => {
    const [report, picture, ...tables] = valueOf(await writeReport(demo, { format: 'md', view: 'consumers', output: '/any/case.md' }));
    const text = String(report?.content).replaceAll('\\', '');
    expect(text.match(/^## .*/gm)).toEqual([
      '## Summary',
      '## Picture',
      '## Findings',
      '## Availability Zone alignment',
      '## Costs',
      '## Coverage',
      '## Appendix',
    ]);
    expect(text).toMatch(/^- Costs: \$[\d,.]+ a month can be saved in \d+ of \d+ scopes/m);
    expect(text).toMatch(/Assumed: /);
    expect(text).toMatch(/\| 20\d\d-\d\d-\d\d \|/);
    expect(text).toMatch(/Showing \d+ of \d+; all of them are in the CSV of findings beside this report\./);
    const loud = demo.findings.findings.filter((finding) => finding.status === 'fail' && ['critical', 'high'].includes(finding.severity));
    expect(loud.filter((finding) => !text.includes(`### ${finding.ruleId} ${finding.title}`))).toEqual([]);
    const alarming = demo.alignment.filter((row) => isAlarming(row.verdict));
    expect(alarming.filter((row) => !text.includes(row.endpointId))).toEqual([]);
    expect(text).toContain('](case.svg)');
    expect([picture?.extension, String(picture?.content).startsWith('<svg ')]).toEqual(['.svg', true]);
    expect(tables.map(({ suffix, extension }) => `${suffix}${extension ?? ''}`)).toEqual([
      '-findings.csv',
      '-alignment.csv',
      '-costs.csv',
      '-coverage.csv',
    ]);
    const [findings] = tables;
    expect(demo.findings.findings.filter((finding) => !String(findings?.content).includes(`"${finding.ruleId}"`))).toEqual([]);
  });

  it('as PDF is one file, with its tables', async () => {
    const files = valueOf(await writeReport(demo, { format: 'pdf', view: 'estate', output: 'case.pdf' }));
    expect(files.map(({ suffix }) => suffix)).toEqual(['', '-findings', '-alignment', '-costs', '-coverage']);
    expect(
      files.slice(0, 1).map((file) =>
        Buffer.from(file.content as Uint8Array)
          .subarray(0, 5)
          .toString(),
      ),
    ).toEqual(['%PDF-']);
  });
});
