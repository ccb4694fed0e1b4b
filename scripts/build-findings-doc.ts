/** Writes docs/findings.md from the catalogue; `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { catalogue } from '#shared/analysis/findings/catalogue.ts';
import { findingsPage } from './findings-page.ts';

const file = new URL('../docs/findings.md', import.meta.url);
const page = findingsPage(catalogue);

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== page) {
    console.error('docs/findings.md is not what the catalogue says: run "npm run docs".');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, page);
}
