/**
 * Measures the canvas of the app against a bare canvas that draws the same
 * scene, in real Chromium at 1600 x 900, and prints one line of JSON:
 *
 *     node test/bench/render.ts --leaves 10000
 *
 * The page has the Consumers view of a generated organisation. Gate on CPU a
 * frame, not on wall-clock: other work on the machine shows in the latter.
 */
import { parseArgs } from 'node:util';
import { measure } from './render-measure.ts';
import { benchScene } from './render-scene.ts';
import { servePage } from './render-site.ts';

const { values } = parseArgs({ options: { leaves: { type: 'string', default: '1000' } } });
const { leaves, diagram } = benchScene(Number(values.leaves));
const site = await servePage(diagram);
try {
  const ours = await measure(site.url);
  const canvas = await measure(`${site.url}?plain`);
  console.log(JSON.stringify({ leaves, nodes: diagram.nodes.length, edges: diagram.edges.length, ...ours, canvas }));
} finally {
  await site.close();
}
