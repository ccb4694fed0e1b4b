import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseDocument } from '#electron/services/analyse.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { diagramOf } from '#electron/services/export-subject.ts';
import { alignJson } from '#electron/services/json/align-json.ts';
import { costJson } from '#electron/services/json/cost-json.ts';
import { coverageJson } from '#electron/services/json/coverage-json.ts';
import { findingsJson } from '#electron/services/json/findings-json.ts';
import { planJson } from '#electron/services/json/plan-json.ts';
import { topologyJson } from '#electron/services/json/topology-json.ts';
import type { Outcome } from '#shared/base/outcome.ts';
import { exportDiagramJson } from '#shared/export/json.ts';
import { schemaFiles } from '../../scripts/schema-files.ts';

function valueOf<Value>(outcome: Outcome<Value, unknown>): Value {
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const published = new URL('../../docs/schemas/', import.meta.url);
const document = demoDocument('linkscape test');
const demo = valueOf(analyseDocument(document));

/** What the schema finds wrong with a value, as it is once written and read again. */
function complaints(name: string, value: unknown): unknown {
  const validate = new Ajv2020({ strict: false, allErrors: false }).compile(JSON.parse(schemaFiles().get(`${name}.json`) ?? '') as object);
  return validate(JSON.parse(JSON.stringify(value))) ? [] : validate.errors;
}

describe('the published schemas', () => {
  it('are what the code says: else run "node scripts/build-schemas.ts"', () => {
    const files = [...schemaFiles()];
    expect(files.length).toBeGreaterThan(12);
    expect(files.filter(([name, text]) => readFileSync(new URL(name, published), 'utf8') !== text).map(([name]) => name)).toEqual([]);
  });

  it('take what the program writes', async () => {
    expect(complaints('document', document)).toEqual([]);
    expect(document.usage.map((set) => complaints('usage', set)).flat()).toEqual([]);
    for (const view of ['consumers', 'providers', 'estate']) {
      const diagram = diagramOf(demo, view);
      expect(complaints('diagram', diagram === null ? null : JSON.parse(exportDiagramJson(diagram)))).toEqual([]);
    }
    expect(complaints('align-output', alignJson(demo))).toEqual([]);
    expect(complaints('findings-output', findingsJson(demo))).toEqual([]);
    expect(complaints('coverage-output', coverageJson(demo.snapshot))).toEqual([]);
    expect(complaints('topology-output', topologyJson(demo))).toEqual([]);
    expect(complaints('cost-output', valueOf(costJson(demo, [], document.usage, {})))).toEqual([]);
    expect(complaints('plan-output', valueOf(await planJson(demo, { usage: document.usage })).plan)).toEqual([]);
    expect(complaints('constraints', { schemaVersion: 1 })).toEqual([]);
  });

  it('refuse what is wrong', () => {
    expect(complaints('findings-output', { ...(findingsJson(demo) as object), schemaVersion: 2 })).not.toEqual([]);
    expect(complaints('diagram', { schemaVersion: 1 })).not.toEqual([]);
  });
});
