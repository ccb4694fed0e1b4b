/** The JSON Schemas that are published, from the schemas the program itself reads and writes by. */
import { constraintsSchema } from '#shared/analysis/cost/plan/constraints.ts';
import { diagramJsonSchema } from '#shared/export/diagram-schema.ts';
import { outputSchemas } from '#shared/export/output-schemas.ts';
import { billRowSchema } from '#shared/model/bill.ts';
import { documentSchema } from '#shared/model/document.ts';
import { scenarioSchema } from '#shared/model/scenario.ts';
import { z } from '#shared/model/schema.ts';
import { usageSetSchema } from '#shared/model/usage.ts';

const inputs = {
  document: ['A *.linkscape document: gzip of this JSON.', documentSchema],
  usage: ['A set of traffic figures; `rows` alone is what a CSV or JSON file of traffic holds.', usageSetSchema],
  scenario: ['A scenario: edits, prices and hours.', scenarioSchema],
  constraints: ['Constraints of a plan.', constraintsSchema],
  bill: ['What AWS billed, by usage type, for `cost --bill`; CSV has the same columns.', z.array(billRowSchema)],
} as const satisfies Record<string, readonly [string, z.ZodType]>;

/** File names in docs/schemas and what stands in them. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const add = (name: string, description: string, schema: z.ZodType, io: 'input' | 'output'): void => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io });
    files.set(`${name}.json`, `${JSON.stringify({ $schema, title: name, description, ...rest }, null, 2)}\n`);
  };
  // Fields with a default may be left out of what is read.
  for (const [name, [description, schema]] of Object.entries(inputs)) add(name, description, schema, 'input');
  add('diagram', 'What `linkscape export --format json` writes of a picture.', diagramJsonSchema, 'output');
  for (const [command, schema] of Object.entries(outputSchemas)) {
    add(`${command}-output`, `What \`linkscape ${command} --json\` prints; fields may be added.`, schema, 'output');
  }
  return files;
}
