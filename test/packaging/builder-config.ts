/** Checks `electron-builder.yml` against electron-builder's own schema, without a network. */
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const ours = createRequire(import.meta.url);
const builders = createRequire(ours.resolve('app-builder-lib/package.json'));

/** The configuration as electron-builder reads it. */
export function readBuilderConfig(): unknown {
  const yaml = builders('js-yaml') as { readonly load: (text: string) => unknown };
  return yaml.load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'));
}

/** What is wrong with a configuration; empty where it is valid. */
export function builderConfigErrors(config: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  // The schema marks functions with a keyword of its own; a YAML file can hold none.
  ajv.addKeyword({ keyword: 'typeof', validate: () => false });
  const validate = ajv.compile(ours('app-builder-lib/scheme.json') as object);
  validate(config);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
