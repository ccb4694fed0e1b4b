/** The exports opened in the programs that read them, where those are on the machine. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { csvText, exportDiagramCsv } from '#shared/export/csv.ts';
import { exportDot } from '#shared/export/dot.ts';
import { inputOf } from '#test/shared/diagram/input-of.ts';
import { hostileDiagram } from '#test/shared/export/hostile-diagram.ts';
import { hostileNames } from '#test/shared/export/hostile-names.ts';
import { allElements, parseXml } from '#test/shared/export/parse-xml.ts';
import { shown } from '#test/shared/export/shown.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linkscape-readers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const diagrams: readonly [string, () => Diagram][] = [
  ['hostile names', hostileDiagram],
  ['the demo', () => layOutConsumers(inputOf(demoSnapshot()))],
];

function isHere(program: string, argument: string): boolean {
  const isFound = spawnSync(program, [argument], { timeout: 30_000 }).status === 0;
  if (!isFound) console.log(`skipped: ${program} is not installed`);
  return isFound;
}

interface GraphvizNode {
  readonly name: string;
  readonly label?: string;
  readonly shape?: string;
}

const hasGraphviz = isHere('dot', '-V');
describe.skipIf(!hasGraphviz).each(diagrams)('Graphviz on %s', (_, drawn) => {
  it('reads every node, edge and label, and says nothing', () => {
    const diagram = drawn();
    const read = spawnSync('dot', ['-Tjson'], { input: exportDot(diagram, { theme: 'light' }), encoding: 'utf8', maxBuffer: 2 ** 28 });
    expect([read.status, read.stderr]).toEqual([0, '']);
    const { objects, edges } = JSON.parse(read.stdout) as { objects: GraphvizNode[]; edges: unknown[] };
    expect([objects.filter(({ name }) => /^n\d+$/.test(name)).length, edges.length]).toEqual([diagram.nodes.length, diagram.edges.length]);
    const labels = objects.filter(({ shape }) => shape !== 'point').map(({ label = '' }) => asDrawn(label));
    expect(labels.sort()).toEqual(diagram.nodes.map((node) => shown(node.label).replace(/\r\n?/g, '\n')).sort());
  });
});

function asDrawn(label: string): string {
  return label.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)).replaceAll('&amp;', '&');
}

const hasOffice = process.env['LINKSCAPE_READERS'] !== undefined && isHere('soffice', '--version');
describe.skipIf(!hasOffice)('LibreOffice (with LINKSCAPE_READERS set: it takes its time)', () => {
  it('reads every cell as text, and no formula', { timeout: 120_000 }, () => {
    writeFileSync(
      path.join(folder, 'names.csv'),
      csvText(
        ['name'],
        hostileNames.map((name) => [name]),
      ),
    );
    writeFileSync(path.join(folder, 'nodes.csv'), exportDiagramCsv(hostileDiagram()));
    const utf8WithTextCells = '--infilter=CSV:44,34,76,1,,0,false,true,false,false';
    const files = ['names', 'nodes'].map((name) => path.join(folder, `${name}.csv`));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const read = spawnSync('soffice', [profile, '--headless', utf8WithTextCells, '--convert-to', 'fods', '--outdir', folder, ...files]);
    expect(read.status).toBe(0);
    const texts = ['names', 'nodes'].map((name) => readFileSync(path.join(folder, `${name}.fods`), 'utf8'));
    expect(texts.map((text) => text.includes('table:formula'))).toEqual([false, false]);
    const body = /<office:spreadsheet>[\s\S]*<\/office:spreadsheet>/.exec(texts[0] ?? '')?.[0] ?? '';
    const cells = allElements(parseXml(body.replace(/<text:s(?: text:c="\d+")?\/>/g, ' ').replace(/<text:tab\/>/g, '\t')))
      .filter(({ name }) => name === 'table:table-cell')
      .map((cell) => cell.children.map(({ text }) => text).join('\n'));
    const wanted = hostileNames.map((name) => shown(name).replace(/\r\n?/g, '\n'));
    expect(wanted.filter((name) => !cells.includes(name) && !cells.includes(`'${name}`))).toEqual([]);
  });
});
