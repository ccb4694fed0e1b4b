/** Exports of hostile names and of the demo, opened by themselves in what reads them: nothing runs, nothing is loaded, everything is there. */
import type { Browser, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { exportHtml } from '#shared/export/html.ts';
import { exportMermaid } from '#shared/export/mermaid.ts';
import { exportSvg } from '#shared/export/svg.ts';
import { inputOf } from '#test/shared/diagram/input-of.ts';
import { hostileDiagram } from '#test/shared/export/hostile-diagram.ts';
import { shownInLine } from '#test/shared/export/shown.ts';
import { expect, test } from './host.ts';

const diagrams: readonly [string, Diagram][] = [
  ['hostile names', hostileDiagram()],
  ['the demo', layOutConsumers(inputOf(demoSnapshot()))],
];
test.skip(({ host }) => host === 'electron', 'The same files whatever wrote them.');

for (const [name, diagram] of diagrams) {
  for (const kind of ['svg', 'html'] as const) {
    test(`${kind} of ${name}`, async ({ sharedBrowser }, testInfo) => {
      const { page, complaints } = await blank(sharedBrowser);
      const file = testInfo.outputPath(`export.${kind}`);
      writeFileSync(file, kind === 'svg' ? exportSvg(diagram, { theme: 'light' }) : exportHtml(diagram, { theme: 'light' }));
      await page.goto(`file://${file}`);
      const seen = await page.evaluate(() => ({
        nodes: document.querySelectorAll('g.node').length,
        edges: document.querySelectorAll('g.edge').length,
        foreign: document.querySelectorAll('foreignObject, iframe, a, img, object, embed, parsererror').length,
        scripts: document.querySelectorAll('script').length,
        ran: Reflect.get(window, '__pwn') ?? null,
      }));
      expect(seen).toEqual({
        nodes: diagram.nodes.length,
        edges: diagram.edges.length,
        foreign: 0,
        scripts: kind === 'html' ? 1 : 0,
        ran: null,
      });
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }

  for (const securityLevel of ['strict', 'loose'] as const) {
    test(`Mermaid of ${name}, ${securityLevel}`, async ({ sharedBrowser }) => {
      const { page, complaints } = await blank(sharedBrowser);
      const chart = exportMermaid(diagram);
      if (chart.kind === 'problem') throw new Error(chart.problem.what);
      await page.setContent('<div id="place"></div>');
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
      const seen = await page.evaluate(draw, { text: chart.value, securityLevel });
      const labels = diagram.nodes.map((node) => squeezed(shownInLine(node.label)));
      expect({ ...seen, labels: seen.labels.map(squeezed).sort() }).toEqual({
        boxes: diagram.nodes.length,
        edges: diagram.edges.length,
        active: 0,
        ran: null,
        labels: labels.sort(),
      });
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function blank(browser: Browser | null): Promise<{ page: Page; complaints: string[] }> {
  test.skip(browser === null, 'No browser starts on this machine.');
  const context = await browser?.newContext();
  const page = await context?.newPage();
  if (page === undefined) throw new Error('the browser gave no page');
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) complaints.push(request.url());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, complaints };
}

interface Mermaid {
  initialize(options: object): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

/** Runs in the page. */
async function draw({ text, securityLevel }: { text: string; securityLevel: string }) {
  const mermaid = Reflect.get(window, 'mermaid') as Mermaid;
  mermaid.initialize({ startOnLoad: false, securityLevel });
  const place = document.querySelector('#place');
  if (place === null) throw new Error('no place');
  place.innerHTML = (await mermaid.render('chart', text)).svg;
  return {
    boxes: place.querySelectorAll('g.node, g.cluster').length,
    edges: place.querySelectorAll('path.flowchart-link').length,
    active: place.querySelectorAll('script, a, img, iframe').length,
    ran: (Reflect.get(window, '__pwn') as unknown) ?? null,
    labels: [...place.querySelectorAll('g.node .nodeLabel, g.cluster .nodeLabel')].map((element) => element.textContent),
  };
}
