import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { dimOpacity, emphasisFor, noEmphasis } from '#renderer/flow/emphasis.ts';
import { NodePicture } from '#renderer/flow/node-picture.tsx';
import { paint } from '#renderer/flow/paint.ts';
import type { PaintState } from '#renderer/flow/painter.ts';
import { prepareScene } from '#renderer/flow/scene.ts';
import type { Viewport } from '#renderer/flow/viewport.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { themes } from '#shared/diagram/theme.ts';
import { generatedEstate } from '../../shared/diagram/generated-estate.ts';
import { inputOf } from '../../shared/diagram/input-of.ts';
import { recordingContext } from './recording-context.ts';
import { boxed, diagramOf, smallDiagram } from './small-diagram.ts';

const frame = { width: 4000, height: 4000, pixelRatio: 1 };
const still: PaintState = { selectedId: null, activeId: null, emphasis: noEmphasis, mounted: new Set() };

function painted(diagram: Diagram, viewport: Viewport, state: Partial<PaintState> = {}) {
  const { context, calls } = recordingContext();
  paint(context, prepareScene(diagram, new Set()), viewport, frame, themes.light, { ...still, ...state });
  return calls;
}

/** Texts and rectangles as the DOM shows them: place, words and size, rectangles by place and size. */
function inMarkup(node: DiagramNode): string[] {
  const html = renderToStaticMarkup(<NodePicture node={node} className="" />);
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const rects = [...html.matchAll(/<rect [^>]*>/g)].map(([tag]) =>
    ['x', 'y', 'width', 'height'].map((name) => attribute(tag, name)).join(' '),
  );
  const texts = [...html.matchAll(/(<text [^>]*>)([^<]*)</g)].map(
    ([, tag = '', text = '']) =>
      `${unescaped(text)} ${attribute(tag, 'x')} ${attribute(tag, 'y')} ${attribute(tag, 'font-weight')} ${attribute(tag, 'font-size')}`,
  );
  return [...rects, ...texts];
}

function onCanvas(node: DiagramNode): string[] {
  const alone = { ...node, parentId: null, box: { ...node.box, x: 0, y: 0 } };
  const calls = painted(diagramOf([alone]), { x: 0, y: 0, zoom: 1 }).slice(4);
  const rects = calls
    .filter((call) => ['rect', 'roundRect', 'fillRect'].includes(call.name))
    .map((call) => call.args.slice(0, 4).join(' '));
  const texts = calls
    .filter((call) => call.name === 'fillText')
    .map((call) => `${call.args.join(' ')} ${/^(\d+) ([\d.]+)px/.exec(call.font)?.slice(1).join(' ')}`);
  return [...rects, ...texts];
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

describe('painter and DOM', () => {
  it('draw the same rectangles and the same words for every node of an estate', () => {
    const diagram = layOutConsumers(inputOf(generatedEstate({ seed: 7, accounts: 4, vpcsPerAccount: 2, services: 3 })));
    expect(diagram.nodes.length).toBeGreaterThan(30);
    for (const node of diagram.nodes) expect({ id: node.id, drawn: onCanvas(node) }).toEqual({ id: node.id, drawn: inMarkup(node) });
  });
});

describe('paint', () => {
  it('leaves out words that cannot be read and keeps names that have room in letters that can', () => {
    const words = (zoom: number) => painted(smallDiagram, { x: 0, y: 0, zoom }).filter((call) => call.name === 'fillText');
    expect(words(1).map((call) => call.args[0])).toEqual(['vpc', 'lane', 'service', 'alone', '× 3', 'kms', 'sqs']);
    const far = words(0.42);
    expect(far.map((call) => call.args[0])).toEqual(['vpc', 'service', 'sqs', 'alone']);
    expect(Number(/([\d.]+)px/.exec(far[0]?.font ?? '')?.[1]) * 0.42).toBeCloseTo(11);
  });

  it('draws nothing that is mounted and nothing out of view', () => {
    const texts = (viewport: Viewport, state: Partial<PaintState>) =>
      painted(smallDiagram, viewport, state)
        .filter((call) => call.name === 'fillText')
        .map((call) => call.args[0]);
    expect(texts({ x: 0, y: 0, zoom: 1 }, { mounted: new Set(['vpc', 'lane', 'kms', 'sqs', 'sqs-service']) })).toEqual([
      'service',
      'alone',
    ]);
    expect(texts({ x: -500, y: 0, zoom: 1 }, {})).toEqual(['service', '× 3']);
    expect(texts({ x: -5000, y: 0, zoom: 1 }, {})).toEqual([]);
  });

  it('dims what the pointer is not about', () => {
    const scene = prepareScene(smallDiagram, new Set());
    const calls = painted(smallDiagram, { x: 0, y: 0, zoom: 1 }, { emphasis: emphasisFor(scene, 'kms', null) });
    const alphas = Object.fromEntries(calls.filter((call) => call.name === 'fillText').map((call) => [String(call.args[0]), call.alpha]));
    expect(alphas).toEqual({ vpc: 1, lane: 1, service: 1, alone: dimOpacity, '× 3': dimOpacity, kms: 1, sqs: dimOpacity });
  });

  it('shows a problem as a dot however far away it is', () => {
    const dots = painted(smallDiagram, { x: 0, y: 0, zoom: 0.1 }).filter(
      (call) => call.name === 'arc' && call.fillStyle === themes.light.bad,
    );
    expect(dots.map((call) => [call.args[0], call.args[1], Number(call.args[2]) * 0.1])).toEqual([[210, 36, 3.5]]);
  });

  it('draws bad marks and what is written on them no smaller than can be seen', () => {
    const pin = { kind: 'circle', x: 30, y: 60, radius: 7, fill: 'bad' } as const;
    const cross = {
      kind: 'line',
      points: [
        { x: 27, y: 57 },
        { x: 33, y: 63 },
      ],
      stroke: 'on-status',
      strokeWidth: 2,
    } as const;
    const [node] = diagramOf([
      boxed('sqs', 'endpoint', { x: 0, y: 0, width: 60, height: 120 }, { tone: 'bad', shapes: [pin, cross] }),
    ]).nodes;
    const discs = (tone: 'bad' | 'ok', zoom: number) =>
      painted(diagramOf([{ ...(node as DiagramNode), tone }]), { x: 0, y: 0, zoom })
        .filter((call) => call.name === 'arc')
        .map((call) => [call.args[0], call.args[1], Number(call.args[2]) * zoom]);
    expect(discs('bad', 0.5)).toEqual([
      [30, 60, 3.5],
      [30, 60, 6],
    ]);
    expect(discs('bad', 1)).toEqual([[30, 60, 7]]);
    expect(discs('ok', 0.5)).toEqual([[30, 60, 3.5]]);
  });

  it('touches only the part it is asked for', () => {
    const { context, calls } = recordingContext();
    const part = { x: 590, y: 0, width: 100, height: 100 };
    paint(context, prepareScene(smallDiagram, new Set()), { x: 0, y: 0, zoom: 1 }, frame, themes.light, still, part);
    expect(calls.find((call) => call.name === 'clearRect')?.args).toEqual([590, 0, 100, 100]);
    expect(calls.filter((call) => call.name === 'fillText').map((call) => call.args[0])).toEqual(['service']);
  });
});
