import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportHtml } from '#shared/export/html.ts';
import { htmlHashes, htmlScript, htmlStyle } from '#shared/export/html-page.ts';
import { hostileDiagram } from './hostile-diagram.ts';
import { allElements, parseXml } from './parse-xml.ts';

const diagram = hostileDiagram();
const page = exportHtml(diagram, { theme: 'light' });
const picture = page.slice(page.indexOf('<svg '), page.indexOf('</svg>') + '</svg>'.length);

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

describe('HTML of hostile names', () => {
  it('allows its own script and style by their hashes, and nothing else', () => {
    expect(htmlHashes).toEqual({ script: hash(htmlScript), style: hash(htmlStyle) });
    expect(page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1]).toBe(
      `default-src 'none'; script-src 'sha256-${hash(htmlScript)}'; style-src 'sha256-${hash(htmlStyle)}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('holds one script, ours, and no element or attribute that comes from a name', () => {
    expect(page.match(/<script/gi)).toHaveLength(1);
    expect(page.match(/<style/gi)).toHaveLength(1);
    const rest = page.replace(picture, '').replace(htmlScript, '').replace(htmlStyle, '');
    expect(rest.match(/<(?!\/)(?:img|iframe|a|object|embed|link|form)\b/gi)).toBe(null);
    const elements = allElements(parseXml(picture));
    expect([...new Set(elements.map((element) => element.name))].sort()).toEqual([
      'circle',
      'desc',
      'g',
      'path',
      'rect',
      'svg',
      'text',
      'title',
    ]);
    expect(elements.flatMap((element) => Object.keys(element.attributes)).filter((name) => /^on|href|style/.test(name))).toEqual([]);
  });

  it('holds every node and edge', () => {
    const classes = allElements(parseXml(picture)).map((element) => element.attributes['class'] ?? '');
    expect(classes.filter((name) => name.startsWith('node '))).toHaveLength(diagram.nodes.length);
    expect(classes.filter((name) => name.startsWith('edge '))).toHaveLength(diagram.edges.length);
  });
});
