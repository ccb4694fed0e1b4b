import { describe, expect, it } from 'vitest';
import { noEmphasis } from '#renderer/flow/emphasis.ts';
import { paint } from '#renderer/flow/paint.ts';
import { prepareScene } from '#renderer/flow/scene.ts';
import type { DiagramNode, Shape } from '#shared/diagram/diagram.ts';
import { chip, chipWidth, label } from '#shared/diagram/shape.ts';
import { themes } from '#shared/diagram/theme.ts';
import { recordingContext } from './recording-context.ts';
import { boxed, diagramOf } from './small-diagram.ts';

/** A column of an endpoint: its chip in the head of the VPC, a pin in the first lane. */
function column(id: string, x: number, more: Partial<DiagramNode> = {}, pin: 'ok' | 'bad' = 'ok'): DiagramNode {
  const width = Math.max(72, chipWidth(id));
  const shapes: Shape[] = [
    { kind: 'circle', x: width / 2, y: 55, radius: 7, fill: pin },
    ...chip(width / 2 - chipWidth(id) / 2, 4, chipWidth(id), id, more.tone ?? 'ok', 'endpoint-soft', 'endpoint'),
  ];
  return boxed(id, 'endpoint', { x, y: 0, width, height: 100 }, { parentId: 'vpc', shapes, ...more });
}

function lane(id: string, y: number): DiagramNode {
  const shapes: Shape[] = [{ kind: 'rect', x: 0, y: 0, width: 798, height: 30, fill: 'zone-0' }, label(9, 13, id, 'zone')];
  return boxed(id, 'lane', { x: 1, y, width: 798, height: 30 }, { parentId: 'vpc', subject: null, shapes, tone: 'neutral' });
}

function words(nodes: readonly DiagramNode[], zoom: number) {
  const { context, calls } = recordingContext();
  const state = { ...noMoment, mounted: new Set<string>() };
  const frame = { width: 1000, height: 800, pixelRatio: 1 };
  paint(context, prepareScene(diagramOf(nodes), new Set()), { x: 0, y: 0, zoom }, frame, themes.light, state);
  return calls
    .filter((call) => call.name === 'fillText')
    .map((call) => ({
      text: String(call.args[0]),
      y: Math.round(Number(call.args[2]) * zoom),
      size: Math.round(Number(/([\d.]+)px/.exec(call.font)?.[1]) * zoom * 10) / 10,
    }));
}

const noMoment = { selectedId: null, activeId: null, emphasis: noEmphasis };
const vpc = boxed('vpc', 'vpc', { x: 0, y: 0, width: 800, height: 100 });

describe('names in the overview', () => {
  it('say the AZ ID of every lane and the service of every column where its own words are too small', () => {
    expect(words([vpc, lane('use1-az1', 40), lane('use1-az4', 70), column('kms', 400)], 0.45)).toEqual([
      { text: 'vpc', y: 13, size: 11 },
      { text: 'use1-az1', y: 28, size: 9 },
      { text: 'use1-az4', y: 41, size: 9 },
      { text: 'kms', y: 9, size: 9 },
    ]);
  });

  it('stand below the chip where the neighbour has the room, and nowhere where both places are taken', () => {
    const names = ['secretsmanager', 'elasticloadbalancing', 'metrics-intake'];
    const placed = words([vpc, ...names.map((name, index) => column(name, 300 + index * 40))], 0.45).slice(1);
    expect(placed).toEqual([
      { text: 'secretsmanager', y: 9, size: 9 },
      { text: 'elasticloadbalancing', y: 21, size: 9 },
    ]);
  });

  it('never hide a bad pin', () => {
    const placed = words([vpc, column('secretsmanager', 300), column('metrics-intake', 330, {}, 'bad')], 0.45);
    expect(placed.map(({ text }) => text)).toEqual(['vpc', 'secretsmanager']);
  });

  it('leave zones and columns out where they have no room, and what is bad in them where an account is no wider than its name', () => {
    const nodes = [vpc, lane('use1-az1', 40), column('kms', 400), column('sqs', 600, { tone: 'bad' })];
    expect(words(nodes, 0.25).map(({ text }) => text)).toEqual(['vpc', 'sqs']);
    expect(words(nodes, 0.15)).toEqual([]);
  });
});
