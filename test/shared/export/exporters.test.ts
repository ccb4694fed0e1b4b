import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { exportDiagramCsv } from '#shared/export/csv.ts';
import { exportDot } from '#shared/export/dot.ts';
import { exportDrawio } from '#shared/export/drawio.ts';
import { exportDiagramJson } from '#shared/export/json.ts';
import { escaped, exportMarkdown } from '#shared/export/markdown.ts';
import { exportMermaid } from '#shared/export/mermaid.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { inputOf } from '#test/shared/diagram/input-of.ts';
import { hostileDiagram } from './hostile-diagram.ts';
import { hostileNames } from './hostile-names.ts';
import { allElements, parseXml, type XmlElement } from './parse-xml.ts';

const hostile = hostileDiagram();
const input = inputOf(demoSnapshot());
const diagrams: readonly [string, Diagram][] = [
  ['hostile names', hostile],
  ['the demo, consumers', layOutConsumers(input)],
  ['the demo, providers', layOutProviders(input)],
];

/** What XML cannot hold stands there as U+FFFD. */
function inXml(name: string): string {
  return Array.from(name.toWellFormed(), (character) => (isControl(character.codePointAt(0) ?? 0) ? '\ufffd' : character)).join('');
}

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) || code === 0xfffe || code === 0xffff;
}

function ofClass(root: XmlElement, name: string): XmlElement[] {
  return allElements(root).filter((element) => (element.attributes['class'] ?? '').split(' ').includes(name));
}

describe.each(diagrams)('SVG of %s', (_, diagram) => {
  const root = parseXml(exportSvg(diagram, { theme: 'light' }));
  const elements = allElements(root);

  it('has one group per node and per edge', () => {
    expect({ nodes: ofClass(root, 'node').length, edges: ofClass(root, 'edge').length }).toEqual({
      nodes: diagram.nodes.length,
      edges: diagram.edges.length,
    });
  });

  it('holds only elements and attributes that draw', () => {
    const names = ['svg', 'title', 'desc', 'style', 'g', 'rect', 'circle', 'polyline', 'path', 'text'];
    const attributes =
      'xmlns width height viewBox role font-family class transform x y rx cx cy r points d fill stroke stroke-width stroke-dasharray stroke-linecap font-size font-weight text-anchor textLength lengthAdjust';
    const allowed = new Set(attributes.split(' '));
    expect(elements.filter((element) => !names.includes(element.name)).map((element) => element.name)).toEqual([]);
    expect(elements.flatMap((element) => Object.keys(element.attributes)).filter((name) => !allowed.has(name))).toEqual([]);
  });

  it('keeps every label whole in a title', () => {
    const titles = ofClass(root, 'node').map((group) => group.children.find((child) => child.name === 'title')?.text);
    expect(sortedBy(titles, (title) => title ?? '')).toEqual(
      sortedBy(
        diagram.nodes.map((node) => inXml(node.label)),
        (title) => title,
      ),
    );
  });
});

describe.each(diagrams)('draw.io of %s', (_, diagram) => {
  const root = parseXml(exportDrawio(diagram, { theme: 'light' }));
  const cells = allElements(root).filter((element) => element.name === 'mxCell');

  it('has a vertex per node and an edge per edge, ids once, parents and ends before their users', () => {
    const ids = cells.map((cell) => cell.attributes['id']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(cells.filter((cell) => cell.attributes['vertex'] === '1').length).toBe(diagram.nodes.length);
    expect(cells.filter((cell) => cell.attributes['edge'] === '1').length).toBe(diagram.edges.length);
    const seen = new Set<string | undefined>(['0']);
    for (const cell of cells.slice(1)) {
      const { parent, source, target, id } = cell.attributes;
      expect([parent, source, target].filter((end) => end !== undefined && !seen.has(end))).toEqual([]);
      seen.add(id);
    }
  });

  it('keeps every label as plain text', () => {
    const vertices = cells.filter((cell) => cell.attributes['vertex'] === '1');
    expect(vertices.map((cell) => cell.attributes['value'])).toEqual(diagram.nodes.map((node) => inXml(node.label)));
    expect(cells.slice(2).filter((cell) => !(cell.attributes['style'] ?? '').includes('html=0;'))).toEqual([]);
  });
});

describe.each(diagrams)('text formats of %s', (_, diagram) => {
  it('counts the same nodes and edges in JSON', () => {
    const json = JSON.parse(exportDiagramJson(diagram)) as { nodes: unknown[]; edges: unknown[]; nodeCount: number; edgeCount: number };
    expect({ nodes: json.nodes.length, edges: json.edges.length, nodeCount: json.nodeCount, edgeCount: json.edgeCount }).toEqual({
      nodes: diagram.nodes.length,
      edges: diagram.edges.length,
      nodeCount: diagram.nodes.length,
      edgeCount: diagram.edges.length,
    });
  });

  it('writes DOT whose strings are closed on their line and hold every label', () => {
    const lines = exportDot(diagram, { theme: 'light' }).split('\n');
    const outside = lines.map((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
    expect(
      outside.filter((line) => (line.match(/"/g)?.length ?? 0) % 2 === 1 || /URL|href|<|>(?!\s)/.test(line.replace('->', ''))),
    ).toEqual([]);
    const labels = lines
      .flatMap((line) => /label="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? [])
      .map((text) => text.replace(/\\(["\\])/g, '$1'));
    const wanted = diagram.nodes.map((node) =>
      node.label
        .toWellFormed()
        .replace(/\r\n?|\n/g, '\\n')
        .replaceAll('\u0000', '\ufffd'),
    );
    expect(wanted.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('writes a strict CSV without formulas', () => {
    const rows = readCsv(exportDiagramCsv(diagram));
    expect(rows.length).toBe(1 + diagram.nodes.length + diagram.edges.length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([11]));
    expect(rows.flat().filter((cell) => /^[\s\u200b]*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    const labels = rows.slice(1, diagram.nodes.length + 1).map((row) => row[2] ?? '');
    const originals = diagram.nodes.map((node) => node.label.toWellFormed());
    expect(labels.map((label, index) => (label === `'${originals[index]}` ? originals[index] : label))).toEqual(originals);
  });

  it('writes Markdown without raw markup', () => {
    const text = exportMarkdown(diagram);
    expect(text).not.toMatch(/[<>]/);
    expect(text).not.toMatch(/(?<!\\)\]\(/);
    expect(diagram.nodes.filter((node) => node.kind !== 'lane' && !text.includes(escaped(node.label)))).toEqual([]);
  });
});

describe('Mermaid', () => {
  it('keeps every hostile label and nothing that Mermaid would act on', () => {
    const chart = exportMermaid(hostile);
    if (chart.kind !== 'ok') throw new Error(chart.problem.what);
    const lines = chart.value.split('\n');
    expect(lines.filter((line) => /%%|click|javascript:|init:/.test(line.replace(/"[^"]*"/g, '""')))).toEqual([]);
    const strings = lines.flatMap((line) => [...line.matchAll(/\["([^"]*)"\]/g)].map(([, text = '']) => text));
    expect(strings.filter((text) => /[<>%{}[\]|`;]/.test(text.replace(/#\d+;/g, '')))).toEqual([]);
    const decoded = strings.map((text) => text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
    expect(hostileNames.filter((name) => !decoded.includes(name.toWellFormed().replaceAll('\u0000', '\ufffd')))).toEqual([]);
  });

  it('refuses what Mermaid would not draw', () => {
    const edges = Array.from({ length: 501 }, (_, index) => ({ ...(hostile.edges[0] as Diagram['edges'][number]), id: `e${index}` }));
    expect(exportMermaid({ ...hostile, edges })).toMatchObject({ kind: 'problem', problem: { code: 'mermaid-limit' } });
  });
});

/** Every field quoted or empty or a bare word, lines end in CRLF: nothing else is accepted. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let row: string[] = [];
  let end = 0;
  for (let match = field.exec(text); match !== null && match[0] !== ''; match = field.exec(text)) {
    row.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    end = match.index + match[0].length;
    if (end === text.length) break;
  }
  if (end !== text.length) throw new Error(`not RFC 4180 at ${end}`);
  return rows;
}
