/** Writes docs/schemas; `--check` only compares. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { schemaFiles } from './schema-files.ts';

const folder = new URL('../docs/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of schemaFiles()) {
  const file = new URL(name, folder);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`docs/schemas/${name} is not what the code says: run "node scripts/build-schemas.ts".`);
    process.exitCode = 1;
  }
}
