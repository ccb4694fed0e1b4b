/**
 * `npm run -s bench:open -- --resources 10000`: how long a document of that many
 * resources takes from the start of the page's first call to a map that can be
 * used, in the built program and real Chromium, and which part takes how long.
 * In two ways: `open`, where the program is started with it, which lets the host
 * read it while the browser starts, and `chosen`, where a person chooses it in a
 * window that shows the demo estate.
 *
 * `phases` are CPU milliseconds of the same work in this process, one after the
 * other: on a busy machine the wall clock of the others says more about the others.
 * What is measured is what the sources say: they are built first where the
 * build is older. `--program` names another build, which is taken as it is.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { encodeDocument } from '#electron/storage/document-codec.ts';
import { documentOf } from '#shared/model/document.ts';
import { resourceCount } from '#shared/model/snapshot.ts';
import { ensureBuilt } from '../../scripts/build.ts';
import { inRoot } from '../../scripts/project.ts';
import { estateOfSize } from '#test/fake-aws/generate-estate.ts';
import { measureChoice, measureStart } from './open-page.ts';
import { measurePhases } from './open-phases.ts';

const { values } = parseArgs({
  options: {
    resources: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '7' },
    program: { type: 'string' },
  },
});
const program = values.program ?? inRoot('out/electron/serve.js');
if (values.program === undefined && !(await ensureBuilt(['host', 'renderer']))) process.exit(1);
const snapshot = estateOfSize(Number(values.resources), Number(values.seed));
const bytes = encodeDocument(documentOf(snapshot, 'bench'));
const folder = await mkdtemp(path.join(tmpdir(), 'linkscape-open-'));
try {
  const file = path.join(folder, 'estate.linkscape');
  await writeFile(file, bytes);
  const subject = { file, title: snapshot.title };
  const open = await measureStart(program, subject, path.join(folder, 'data'));
  const chosen = await measureChoice(program, subject, path.join(folder, 'data'));
  console.log(
    JSON.stringify({
      resources: resourceCount(snapshot),
      packedMb: Math.round(bytes.length / 1e5) / 10,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      open,
      chosen,
      phases: measurePhases(bytes),
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
