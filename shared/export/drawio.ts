/**
 * The diagram as a draw.io file: boxes are containers that can be moved and
 * edited, edges are connected to them. Labels are plain text (`html=0`), never
 * markup, and nothing in the file is a link.
 */
import type { ColourToken, Diagram, DiagramEdge, DiagramNode, NodeKind } from '#shared/diagram/diagram.ts';
import { edgeLook } from '#shared/diagram/edge-look.ts';
import { type Theme, type ThemeName, themes } from '#shared/diagram/theme.ts';
import { xmlNumber, xmlText } from './xml.ts';

/** draw.io's own AWS shapes for the kinds that have one. */
const shapeOf: { readonly [Kind in NodeKind]?: string } = {
  account: 'mxgraph.aws4.group_account',
  region: 'mxgraph.aws4.group_region',
  vpc: 'mxgraph.aws4.group_vpc2',
};

/** Colours of the kinds that are recognised by them. */
const coloursOf: { readonly [Kind in NodeKind]?: readonly [ColourToken, ColourToken] } = {
  endpoint: ['endpoint-soft', 'endpoint'],
  bundle: ['endpoint-soft', 'endpoint'],
  'gateway-endpoints': ['gateway-soft', 'gateway'],
  'nat-gateway': ['nat-soft', 'nat'],
};

/** One page; node and edge counts equal the diagram's. */
export function exportDrawio(diagram: Diagram, options: { readonly theme: ThemeName }): string {
  const theme = themes[options.theme];
  const ids = new Map(diagram.nodes.map((node, index) => [node.id, `n${index + 1}`]));
  const boxes = new Map(diagram.nodes.map((node) => [node.id, node.box]));
  const cells = [
    ...diagram.nodes.map((node) => {
      const origin = node.parentId === null ? undefined : boxes.get(node.parentId);
      return vertex(node, ids.get(node.id) ?? '', ids.get(node.parentId ?? '') ?? '1', origin ?? { x: 0, y: 0 }, theme);
    }),
    ...diagram.edges.map((edge, index) => edgeCell(edge, `e${index + 1}`, ids, theme)),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<mxfile host="linkscape">',
    `<diagram id="d1" name="${xmlText(diagram.title)}">`,
    `<mxGraphModel dx="0" dy="0" grid="1" gridSize="4" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="0" background="${theme.ground}">`,
    '<root>',
    '<mxCell id="0"/>',
    '<mxCell id="1" parent="0"/>',
    ...cells,
    '</root>',
    '</mxGraphModel>',
    '</diagram>',
    '</mxfile>',
    '',
  ].join('\n');
}

function vertex(node: DiagramNode, id: string, parent: string, origin: { x: number; y: number }, theme: Theme): string {
  const { box } = node;
  const geometry = `x="${xmlNumber(box.x - origin.x)}" y="${xmlNumber(box.y - origin.y)}" width="${xmlNumber(box.width)}" height="${xmlNumber(box.height)}"`;
  return `<mxCell id="${id}" value="${xmlText(node.label)}" style="${style(node, theme)}" vertex="1" parent="${parent}"><mxGeometry ${geometry} as="geometry"/></mxCell>`;
}

function style(node: DiagramNode, theme: Theme): string {
  const group = shapeOf[node.kind];
  const isContainer = containers.has(node.kind);
  const [fill, stroke] = look(node);
  const parts = [
    group === undefined ? 'rounded=1;arcSize=6;absoluteArcSize=1' : `shape=mxgraph.aws4.group;grIcon=${group};grStroke=1`,
    'html=0',
    'whiteSpace=wrap',
    'fontFamily=Inter',
    `fontSize=${isContainer ? 13 : 11}`,
    `fontColor=${theme.ink}`,
    `fillColor=${theme[fill]}`,
    `strokeColor=${theme[stroke]}`,
    ...(isContainer ? ['container=1', 'collapsible=0', 'recursiveResize=0', 'verticalAlign=top', 'align=left', 'spacingLeft=8'] : []),
    ...(node.kind === 'ghost' || node.tone === 'ghost' ? ['dashed=1'] : []),
  ];
  return `${parts.join(';')};`;
}

const containers: ReadonlySet<NodeKind> = new Set<NodeKind>(['account', 'region', 'vpc', 'lane', 'service', 'ghost', 'note']);

function look(node: DiagramNode): readonly [ColourToken, ColourToken] {
  if (node.tone === 'bad') return ['bad-soft', 'bad'];
  if (node.tone === 'warn' && !containers.has(node.kind)) return ['warn-soft', 'warn'];
  const own = coloursOf[node.kind];
  if (own !== undefined) return own;
  const ground = node.shapes.find((shape) => shape.kind === 'rect');
  return [ground?.kind === 'rect' && ground.fill !== 'none' ? ground.fill : 'surface', node.kind === 'lane' ? 'line' : 'line-strong'];
}

function edgeCell(edge: DiagramEdge, id: string, ids: ReadonlyMap<string, string>, theme: Theme): string {
  const { stroke, strokeWidth, dash } = edgeLook(edge);
  const parts = [
    'edgeStyle=orthogonalEdgeStyle',
    'rounded=1',
    'html=0',
    'endArrow=none',
    `strokeColor=${theme[stroke]}`,
    `strokeWidth=${xmlNumber(strokeWidth)}`,
    ...(dash === null ? [] : ['dashed=1', `dashPattern=${dash.map(xmlNumber).join(' ')}`]),
  ];
  const waypoints = edge.points
    .slice(1, -1)
    .map((point) => `<mxPoint x="${xmlNumber(point.x)}" y="${xmlNumber(point.y)}"/>`)
    .join('');
  const array = waypoints === '' ? '' : `<Array as="points">${waypoints}</Array>`;
  const ends = `source="${ids.get(edge.source) ?? ''}" target="${ids.get(edge.target) ?? ''}"`;
  return `<mxCell id="${id}" value="${xmlText(edge.label ?? '')}" style="${parts.join(';')};" edge="1" parent="1" ${ends}><mxGeometry relative="1" as="geometry">${array}</mxGeometry></mxCell>`;
}
