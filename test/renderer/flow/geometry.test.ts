import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emphasisFor, levelOf } from '#renderer/flow/emphasis.ts';
import { placeIn } from '#renderer/flow/blurred.ts';
import { expectedMs, type Picture, shiftBetween, strips } from '#renderer/flow/far-painter.ts';
import { hitTest } from '#renderer/flow/hit-test.ts';
import { pathCommands } from '#renderer/flow/path-commands.ts';
import { noMoment } from '#renderer/flow/moment.ts';
import { prepareScene } from '#renderer/flow/scene.ts';
import { intersects, spatialGrid } from '#renderer/flow/spatial-grid.ts';
import { fitViewport, revealViewport, shiftIntoView, toDiagram, visibleRect, zoomed } from '#renderer/flow/viewport.ts';
import { themes } from '#shared/diagram/theme.ts';
import { smallDiagram } from './small-diagram.ts';

const scene = prepareScene(smallDiagram, new Set());
const size = { width: 800, height: 600 };
const rect = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  width: fc.integer({ min: 0, max: 6000 }),
  height: fc.integer({ min: 0, max: 6000 }),
});

describe('spatialGrid', () => {
  it('finds exactly what a look at everything finds, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(rect, { minLength: 1, maxLength: 3 }), { maxLength: 30 }), rect, (items, area) => {
        const all = items.flatMap((parts, index) => (parts.some((part) => intersects(part, area)) ? [index] : []));
        expect(spatialGrid(items).query(area)).toEqual(all);
      }),
    );
  });
});

describe('viewport', () => {
  it('fits the whole diagram, and never magnifies it', () => {
    const view = visibleRect(fitViewport({ width: 9000, height: 3000 }, size), size);
    expect(view.x <= 0 && view.x + view.width >= 9000 && view.y <= 0 && view.y + view.height >= 3000).toBe(true);
    expect(fitViewport({ width: 10, height: 10 }, size)).toEqual({ x: 395, y: 295, zoom: 1 });
  });

  it('zooms about the middle', () => {
    const before = { x: 13, y: -40, zoom: 0.7 };
    const after = zoomed(before, 1.4, size);
    const middle = { x: 400, y: 300 };
    expect(toDiagram(middle, after).x).toBeCloseTo(toDiagram(middle, before).x);
    expect(toDiagram(middle, after).y).toBeCloseTo(toDiagram(middle, before).y);
    expect(zoomed(before, 99, size).zoom).toBe(2.5);
  });

  it('reveals a node at a zoom at which it can be read, and keeps a zoom that will do', () => {
    const kms = smallDiagram.nodes[2];
    if (kms === undefined) throw new Error('smallDiagram has no third node');
    expect(revealViewport(kms, { x: 0, y: 0, zoom: 0.1 }, size)).toEqual({ x: 290, y: 220, zoom: 1 });
    expect(revealViewport(kms, { x: 0, y: 0, zoom: 2 }, size).zoom).toBe(2);
  });

  it('shifts no further than needed', () => {
    expect(shiftIntoView({ x: 100, y: 100, width: 50, height: 50 }, { x: 0, y: 0, zoom: 1 }, size)).toBeNull();
    expect(shiftIntoView({ x: 900, y: 100, width: 50, height: 50 }, { x: 0, y: 0, zoom: 1 }, size)).toEqual({ x: -182, y: 0, zoom: 1 });
  });
});

describe('hitTest', () => {
  it.each([
    ['a column before the lane it stands over', { x: 100, y: 90 }, 'kms'],
    ['a strand', { x: 500, y: 92 }, 'kms-service'],
    ['the nearer of two strands', { x: 500, y: 128 }, 'sqs-service'],
    ['through a box that only groups', { x: 20, y: 70 }, 'vpc'],
    ['nothing on empty ground', { x: 400, y: 400 }, null],
  ])('finds %s', (_, point, id) => {
    expect(hitTest(scene, point, 1)).toBe(id);
  });

  it('reaches further in the diagram when zoomed out: the finger is as thick as ever', () => {
    expect(hitTest(scene, { x: 500, y: 70 }, 1)).toBeNull();
    expect(hitTest(scene, { x: 500, y: 70 }, 0.2)).toBe('kms-service');
  });
});

describe('emphasis', () => {
  const levels = (hover: string | null, matches: ReadonlySet<string> | null) => {
    const emphasis = emphasisFor(scene, hover, matches);
    return Object.fromEntries(
      [...scene.nodeById.keys(), ...scene.edgeById.keys()]
        .map((id) => [id, levelOf(emphasis, id)] as const)
        .filter(([, level]) => level !== 'plain'),
    );
  };

  it('lights the path from an endpoint to its service and dims the rest', () => {
    expect(levels('kms', null)).toEqual({
      kms: 'lit',
      service: 'lit',
      'kms-service': 'lit',
      sqs: 'dim',
      alone: 'dim',
      'sqs-service': 'dim',
    });
  });

  it('dims nothing when a box without strands is pointed at', () => {
    expect(levels('vpc', null)).toEqual({});
  });

  it('lights what was found, keeps its box and its strands, dims the rest', () => {
    expect(levels(null, new Set(['sqs']))).toEqual({
      sqs: 'lit',
      kms: 'dim',
      service: 'dim',
      alone: 'dim',
      'kms-service': 'dim',
    });
    expect(levels(null, new Set())).toEqual(
      Object.fromEntries([...scene.nodeById.keys(), ...scene.edgeById.keys()].map((id) => [id, 'dim'])),
    );
  });
});

describe('far painter', () => {
  const picture: Picture = {
    scene,
    viewport: { x: 0, y: 0, zoom: 0.3 },
    frame: { ...size, pixelRatio: 2 },
    theme: themes.light,
    state: { ...noMoment, mounted: new Set() },
  };

  it('moves a picture that only moved by whole device pixels', () => {
    expect(shiftBetween(picture, { ...picture, viewport: { x: 3.5, y: -10, zoom: 0.3 } })).toEqual({ x: 3.5, y: -10 });
    expect(shiftBetween(picture, { ...picture, viewport: { x: 3.3, y: 0, zoom: 0.3 } })).toBeNull();
    expect(shiftBetween(picture, { ...picture, viewport: { x: 1, y: 0, zoom: 0.31 } })).toBeNull();
    expect(shiftBetween(picture, { ...picture, theme: themes.dark })).toBeNull();
    expect(shiftBetween(picture, { ...picture, viewport: { x: 700, y: 0, zoom: 0.3 } })).toBeNull();
  });

  it('lays an image of one viewport where its things lie in another', () => {
    const drawn = { viewport: { x: 10, y: 20, zoom: 0.3 }, ratio: 2 };
    expect(placeIn(drawn, drawn.viewport, 2)).toBe('translate(0px, 0px) scale(1)');
    expect(placeIn(drawn, { x: 40, y: -10, zoom: 0.6 }, 2)).toBe('translate(20px, -50px) scale(2)');
    // An image of half the pixels, one CSS pixel each: the same place.
    expect(placeIn({ ...drawn, ratio: 0.5 }, drawn.viewport, 1)).toBe('translate(0px, 0px) scale(2)');
  });

  it('expects a part of the diagram to take a part of the time', () => {
    const { width, height } = scene.diagram;
    const whole = { ...picture, frame: { width, height, pixelRatio: 1 }, viewport: { x: 0, y: 0, zoom: 1 } };
    expect(expectedMs({ picture: whole, ms: 80 }, { ...whole, viewport: { x: 0, y: 0, zoom: 2 } })).toBeCloseTo(20);
    expect(expectedMs({ picture: whole, ms: 80 }, { ...whole, viewport: { x: 0, y: 0, zoom: 0.1 } })).toBeCloseTo(80);
  });

  it('draws the strips that came into view', () => {
    expect(strips({ x: 10, y: -5 }, picture.frame)).toEqual([
      { x: 0, y: 0, width: 11, height: 600 },
      { x: 0, y: 594, width: 800, height: 6 },
    ]);
  });
});

describe('pathCommands', () => {
  it('reads absolute moves, lines, curves and closings', () => {
    expect(pathCommands('M1 2L3,4 5 -6C1 2 3 4 5.5 .5Z')).toEqual([
      { kind: 'M', x: 1, y: 2 },
      { kind: 'L', x: 3, y: 4 },
      { kind: 'L', x: 5, y: -6 },
      { kind: 'C', x1: 1, y1: 2, x2: 3, y2: 4, x: 5.5, y: 0.5 },
      { kind: 'Z' },
    ]);
    expect(() => pathCommands('M0 0A1 1 0 0 1 2 2')).toThrow('one of M, L, C, Z');
  });
});
