import { expect, test } from './host.ts';
import { dismissWelcome, exported, exportedByDialog } from './window.ts';

test.beforeEach(async ({ app }) => dismissWelcome(app));

test('the map as SVG is whole, well-formed and holds no script', async ({ app }) => {
  const { name, text } = await exported(app, 'Map as SVG');
  expect(name).toMatch(/\.svg$/);
  // The page's own policy would refuse the picture's style sheet, even in a document that is only parsed.
  const unstyled = text.replace(/<style>[\s\S]*?<\/style>/g, '');
  const parsed = await app.evaluate((svg) => {
    const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const elements = [...document.querySelectorAll('*')];
    return {
      root: document.documentElement.localName,
      errors: document.querySelectorAll('parsererror').length,
      active: elements.filter((element) => ['script', 'foreignObject', 'iframe', 'a'].includes(element.localName)).length,
      handlers: elements.flatMap((element) => [...element.attributes]).filter((attribute) => attribute.name.startsWith('on')).length,
      words: [...document.querySelectorAll('text')].map((element) => element.textContent).join(' '),
    };
  }, unstyled);
  expect(parsed).toMatchObject({ root: 'svg', errors: 0, active: 0, handlers: 0 });
  // Names from both ends of the demo, far more than a window shows at once.
  expect(parsed.words).toContain('shared-services');
  expect(parsed.words).toContain('analytics-partners');
});

test('the table as CSV has a line for every resource', async ({ app }) => {
  const count = Number((await app.getByRole('tab', { name: /^Table/ }).textContent())?.replace(/\D/g, ''));
  const { name, text } = await exported(app, 'Table as CSV');
  expect(name).toMatch(/\.csv$/);
  expect(text.trim().split(/\r?\n/).length).toBe(count + 1);
});

const pictures = ['SVG', 'PNG', 'PDF', 'HTML', 'draw.io', 'Mermaid', 'Graphviz DOT', 'CSV', 'JSON', 'Markdown'];

test('the dialog exports the map in every format, and a table redacted', async ({ app }) => {
  for (const format of pictures) {
    const { name, bytes } = await exportedByDialog(app, { format });
    expect([format, name.startsWith('demo-estate-consumers.'), bytes.length > 1000]).toEqual([format, true, true]);
  }
  const { name, bytes } = await exportedByDialog(app, { view: 'Findings', format: 'CSV', isRedacted: true });
  expect(name).toBe('redacted-findings.csv');
  const text = bytes.toString('utf8');
  expect([text.includes('"EP-'), /\b2100000000\d\d\b|retail-fargate/.test(text)]).toEqual([true, false]);
});
