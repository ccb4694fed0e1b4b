import { expect, test } from './host.ts';

test('the app starts with the demo estate on the map', async ({ app }) => {
  await expect(app).toHaveTitle(/Linkscape/);
  await expect(app.getByRole('application', { name: 'Consumers · Demo estate' })).toBeVisible();
  await expect(app.getByRole('status').filter({ hasText: 'Demo estate is open' })).toBeAttached();
  // Seen whole, the map is painted; close up, its boxes are elements of React Flow.
  await app.getByRole('button', { name: /actual size/i }).click();
  await expect(app.locator('.react-flow__node').first()).toBeVisible();
});

test('the page has no Node', async ({ app }) => {
  const names = ['require', 'process', 'module', 'Buffer', 'global'];
  expect(await app.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([]);
});

test('the page runs no script and no style that did not come with the program', async ({ app, complaints }) => {
  await expect(app.locator('#root')).not.toBeEmpty();
  const blocked = await app.evaluate(async () => {
    const violation = () =>
      new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), { once: true }),
      );
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    const first = violation();
    document.body.append(script);
    const seen = [await first];
    const second = violation();
    const image = document.createElement('div');
    image.innerHTML = '<img src="x:" onerror="globalThis.injected = true">';
    document.body.append(image);
    seen.push(await second);
    return { seen, injected: 'injected' in globalThis };
  });
  expect(blocked.injected).toBe(false);
  expect(blocked.seen[0]).toContain('script-src');
  // What it complained about was provoked here; the last line shows that all of it has arrived.
  await app.evaluate(() => console.error('provoked'));
  await expect.poll(() => complaints.at(-1)).toBe('console error: provoked');
  complaints.length = 0;
});

test('a reload keeps the session, another browser has none', async ({ app, host }) => {
  test.skip(host === 'electron', 'Electron opens no port.');
  await app.reload();
  await expect(app.locator('#root')).not.toBeEmpty();
  const outside = await fetch(app.url());
  expect(outside.status).toBe(401);
});
