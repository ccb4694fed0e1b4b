import { describe, expect, it } from 'vitest';
import { cells } from '#shared/analysis/availability/alignment.ts';
import type { Diagram, DiagramNode } from '#shared/diagram/diagram.ts';
import { tones } from '#shared/diagram/diagram.ts';
import { roundedPath } from '#shared/diagram/edge-look.ts';
import { pinShapes } from '#shared/diagram/pin.ts';
import { toneMark } from '#shared/diagram/shape.ts';
import { overlaps, strandsThroughBoxes, strayChildren } from './geometry.ts';

/** The form of a mark without its colours: what is left for people who do not see them. */
function form(shapes: readonly object[]): string {
  const uncoloured = shapes.map((shape) => {
    const { fill, stroke, ...rest } = shape as { fill?: string; stroke?: string };
    return { ...rest, isFilled: fill !== 'surface' && fill !== 'none', hasStroke: stroke !== undefined };
  });
  return JSON.stringify(uncoloured);
}

describe('marks', () => {
  it('gives every cell a form of its own, not only a colour', () => {
    const forms = cells.map((cell) =>
      form(pinShapes(0, 0, { cell, hasInterface: false, isIdle: false, isZonesOnly: false, isConnected: true })),
    );
    expect(new Set(forms).size).toBe(cells.length);
  });

  it('draws matched zones of unread targets, idle zones and unconnected endpoints differently', () => {
    const look = { cell: 'matched', hasInterface: true, isIdle: false, isZonesOnly: false, isConnected: true } as const;
    const looks = [look, { ...look, isZonesOnly: true }, { ...look, isIdle: true }, { ...look, isConnected: false }];
    expect(new Set(looks.map((each) => form(pinShapes(0, 0, each)))).size).toBe(looks.length);
  });

  it('gives every tone that says something a form of its own', () => {
    const told = tones.filter((tone) => tone !== 'ghost');
    expect(new Set(told.map((tone) => form(toneMark(0, 0, tone)))).size).toBe(told.length);
  });
});

describe('roundedPath', () => {
  it('rounds corners and keeps the ends', () => {
    const path = roundedPath(
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 100 },
      ],
      8,
    );
    expect(path).toBe('M0 0L92 0C96.4 0 100 3.6 100 8L100 100');
  });

  it('draws nothing for no points', () => {
    expect(roundedPath([], 8)).toBe('');
  });
});

describe('the geometry checks', () => {
  const node = (id: string, parentId: string | null, x: number, y: number, width: number, height: number): DiagramNode => ({
    id,
    parentId,
    kind: 'vpc',
    box: { x, y, width, height },
    label: id,
    description: id,
    subject: null,
    tone: 'ok',
    keywords: [],
    shapes: [],
  });
  const nodes = [node('a', null, 0, 0, 20, 20), node('b', null, 40, 0, 20, 20), node('c', null, 80, 0, 20, 20)];
  const edge = {
    id: 'a-c',
    source: 'a',
    target: 'c',
    kind: 'strand',
    points: [
      { x: 20, y: 10 },
      { x: 80, y: 10 },
    ],
    tone: 'ok',
    dashed: false,
    count: 1,
    label: null,
    description: '',
    subject: null,
    zoneId: null,
  } as const;
  const diagram: Diagram = { view: 'estate', title: '', width: 100, height: 20, nodes, edges: [edge], legend: [], footer: '' };

  it('find what is wrong', () => {
    expect(strandsThroughBoxes(diagram)).toEqual(['a-c through b']);
    expect(overlaps({ ...diagram, nodes: [...nodes, node('d', null, 50, 10, 20, 20)] })).toEqual(['b and d']);
    expect(strayChildren({ ...diagram, nodes: [...nodes, node('e', 'a', 10, 10, 20, 5)] })).toEqual(['e out of a']);
    expect(strayChildren({ ...diagram, nodes: [node('f', 'a', 0, 0, 1, 1), ...nodes] })).toEqual(['f before its parent']);
  });
});
