/** A diagram as it passes between programs: checked to the last field. */
import { colourTokens, type Diagram, diagramViews, type EdgeKind, nodeKinds, tones } from '#shared/diagram/diagram.ts';
import { z } from '#shared/model/schema.ts';
import { subjectKinds } from '#shared/model/subject.ts';

const subjectSchema = z.strictObject({ kind: z.enum(subjectKinds), id: z.string(), accountId: z.string(), region: z.string() });
/** As a record, so that a new kind is missed by the compiler. */
const edgeKinds: Readonly<Record<EdgeKind, true>> = { strand: true, trunk: true, route: true, aggregate: true, tunnel: true };
const size = z.number();
const colour = z.enum(colourTokens);
const point = z.strictObject({ x: size, y: size });
const box = z.strictObject({ x: size, y: size, width: size, height: size });
const outline = { stroke: colour.optional(), strokeWidth: size.optional() };
const dash = z.array(size).optional();

const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rect'), ...box.shape, radius: size.optional(), fill: colour, ...outline, dash }),
  z.strictObject({ kind: z.literal('circle'), ...point.shape, radius: size, fill: colour, ...outline, dash }),
  z.strictObject({ kind: z.literal('line'), points: z.array(point), stroke: colour, strokeWidth: size, dash }),
  // Written into a file as it is: absolute commands and numbers, nothing that could end an attribute.
  z.strictObject({ kind: z.literal('path'), d: z.string().regex(/^[MLCZ0-9eE\s.,+-]*$/), fill: colour, ...outline }),
  z.strictObject({
    kind: z.literal('text'),
    ...point.shape,
    text: z.string(),
    full: z.string().optional(),
    size,
    weight: z.union([z.literal(400), z.literal(500), z.literal(600)]),
    family: z.enum(['sans', 'mono']),
    anchor: z.enum(['start', 'middle', 'end']),
    fill: colour,
  }),
]);

const node = z.strictObject({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(nodeKinds),
  box,
  label: z.string(),
  description: z.string(),
  subject: subjectSchema.nullable(),
  tone: z.enum(tones),
  keywords: z.array(z.string()),
});

const edge = z.strictObject({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  kind: z.enum(Object.keys(edgeKinds) as [EdgeKind]),
  points: z.array(point),
  tone: z.enum(tones),
  dashed: z.boolean(),
  count: z.number(),
  label: z.string().nullable(),
  description: z.string(),
  subject: subjectSchema.nullable(),
  zoneId: z.string().nullable(),
});

const whole = { view: z.enum(diagramViews), title: z.string(), width: size, height: size, footer: z.string() };

/** A diagram with everything it is drawn with. */
export const diagramSchema = z.strictObject({
  ...whole,
  nodes: z.array(node.extend({ fold: z.enum(['folded', 'unfolded']).optional(), shapes: z.array(shape) })),
  edges: z.array(edge),
  legend: z.array(z.strictObject({ label: z.string(), shapes: z.array(shape) })),
});

/** What `export --format json` writes of a picture. */
export const diagramJsonSchema = z.strictObject({
  schemaVersion: z.literal(1),
  ...whole,
  nodeCount: z.number().int(),
  edgeCount: z.number().int(),
  nodes: z.array(node),
  edges: z.array(edge),
});

/** The diagram in bytes that somebody sent; `null` where they are none. */
export function parseDiagram(text: string): Diagram | null {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = diagramSchema.safeParse(raw);
  return parsed.success ? (parsed.data as Diagram) : null;
}
