import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { sortedBy } from '#shared/base/sort.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { exportDiagramCsv } from '#shared/export/csv.ts';
import { exportDot } from '#shared/export/dot.ts';
import { exportDrawio } from '#shared/export/drawio.ts';
import { exportHtml } from '#shared/export/html.ts';
import { exportDiagramJson } from '#shared/export/json.ts';
import { exportMarkdown } from '#shared/export/markdown.ts';
import { exportMermaid } from '#shared/export/mermaid.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { inputOf } from '#test/shared/diagram/input-of.ts';
import { hostileDiagram } from './hostile-diagram.ts';
import { hostileNames } from './hostile-names.ts';
import { parseDot } from './parse-dot.ts';
import { allElements, parseXml, type XmlElement } from './parse-xml.ts';
import { shown, shownInLine } from './shown.ts';

const hostile = hostileDiagram();
const input = inputOf(demoSnapshot());
const diagrams: readonly [string, Diagram][] = [
  ['hostile names', hostile],
  ['the demo, consumers', layOutConsumers(input)],
  ['the demo, providers', layOutProviders(input)],
];

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
        diagram.nodes.map((node) => shown(node.label)),
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
    expect(vertices.map((cell) => cell.attributes['value'])).toEqual(diagram.nodes.map((node) => shown(node.label)));
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

  it('writes DOT with every node, edge and label', () => {
    const graph = parseDot(exportDot(diagram, { theme: 'light' }));
    expect([...graph.nodes.values()].sort()).toEqual(diagram.nodes.map((node) => shown(node.label).replace(/\r\n?/g, '\n')).sort());
    expect(graph.edges).toHaveLength(diagram.edges.length);
  });

  it('writes a strict CSV without formulas', () => {
    const rows = readCsv(exportDiagramCsv(diagram));
    expect(rows.length).toBe(1 + diagram.nodes.length + diagram.edges.length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([11]));
    expect(rows.flat().filter((cell) => /^[\s\u200b]*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
    const labels = rows.slice(1, diagram.nodes.length + 1).map((row) => row[2] ?? '');
    const originals = diagram.nodes.map((node) => shown(node.label));
    expect(labels.map((label, index) => (label === `'${originals[index]}` ? originals[index] : label))).toEqual(originals);
  });

  it('writes Markdown without raw markup, every box and connection in a line of its own', () => {
    const text = exportMarkdown(diagram);
    expect(text).not.toMatch(/[<>]/);
    expect(text).not.toMatch(/(?<!\\)\]\(/);
    const [, everything = '', connections = ''] = text.split(/^## (?:Everything|Connections)$/m);
    const names = [...everything.matchAll(/^ *- \*\*((?:\\.|[^\\*])*)\*\*: /gm)].map(([, name = '']) => unescaped(name));
    expect(names).toEqual(diagram.nodes.map((node) => shownInLine(node.label).replace(/ +/g, ' ')));
    expect(connections.match(/^- /gm) ?? []).toHaveLength(diagram.edges.length);
  });
});

function unescaped(markdown: string): string {
  return markdown.replace(/\\(.)|&#(\d+);/g, (_, sign: string | undefined, code: string) => sign ?? String.fromCodePoint(Number(code)));
}

describe('what reads text the wrong way round', () => {
  it('finds nothing hidden in any export but JSON', () => {
    const texts = [
      exportSvg(hostile, { theme: 'light' }),
      exportHtml(hostile, { theme: 'light' }),
      exportDrawio(hostile, { theme: 'light' }),
      exportDot(hostile, { theme: 'light' }),
      exportMarkdown(hostile),
      exportDiagramCsv(hostile),
    ];
    expect(texts.map((text) => text === shown(text))).toEqual(texts.map(() => true));
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
    expect(hostileNames.filter((name) => !decoded.includes(shownInLine(name)))).toEqual([]);
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
