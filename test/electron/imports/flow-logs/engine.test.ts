import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { engineProblem } from '#electron/imports/flow-logs/engine-problem.ts';
import { flowLogFiles } from '#electron/imports/flow-logs/files.ts';
import { groundOf } from '#electron/imports/flow-logs/ground.ts';
import { lotsOf } from '#electron/imports/flow-logs/lots.ts';
import { runInWorker } from '#electron/imports/flow-logs/run-in-worker.ts';
import { type EngineAnswer, startAttribution } from '#electron/imports/flow-logs/run-query.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { lineOf, recordsOf, version11 } from './generate.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'flow-engine-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());
const snapshot = demoSnapshot();
const { dimensions, bucketSize, hasIpRanges } = groundOf(snapshot, null);
const ground = { dimensions, bucketSize, hasIpRanges };

async function groupsOf(name: string, files: number, records: number) {
  const next = recordsOf(snapshot, 17);
  const paths = Array.from({ length: files }, (_, index) => {
    const file = path.join(folder, `${name}-${index}.log`);
    writeFileSync(file, `${[version11, ...Array.from({ length: records }, () => lineOf(next(), version11))].join('\n')}\n`);
    return file;
  });
  const groups = await flowLogFiles(paths);
  if (groups.kind === 'problem') throw new Error('the files are good');
  return groups.value;
}

describe('the engine', () => {
  it('gives with little memory, and in lots, what it gives at once', async () => {
    const groups = await groupsOf('many', 3, 3000);
    const answers: EngineAnswer[] = [];
    // Each file a group of its own is a lot of its own.
    const apart = groups.flatMap((group) => group.files.map((file) => ({ ...group, files: [file] })));
    for (const [given, memory] of [
      [groups, '400MB'],
      [apart, '120MB'],
    ] as const) {
      const run = startAttribution({ groups: given, ground, folder, memory });
      answers.push(await run.answer);
      expect(run.progress().readBytes).toBe(run.progress().totalBytes);
    }
    expect(await lotsOf(groups)).toHaveLength(1);
    expect(await lotsOf(apart)).toHaveLength(3);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.rows.some((row) => row.origin === 'repeated')).toBe(true);
  });

  it('leaves nothing on disk, whether it ends or is cancelled, and tells how far it is', async () => {
    const groups = await groupsOf('left', 2, 2000);
    // A place of its own: other tests leave their folders in the common one while they run.
    const own = mkdtempSync(path.join(folder, 'tmp-'));
    vi.stubEnv('TMPDIR', own);
    vi.stubEnv('TEMP', own);
    const done = await runInWorker({ groups, ground });
    const abort = new AbortController();
    const stopped = runInWorker({ groups, ground }, { signal: abort.signal });
    abort.abort();
    expect([done.kind, await stopped]).toEqual([
      'ok',
      { kind: 'problem', problem: { code: 'cancelled', what: 'The import of flow logs was cancelled' } },
    ]);
    expect([os.tmpdir(), readdirSync(own)]).toEqual([own, []]);
  });
});

describe('what the engine could not do', () => {
  it.each([
    ['IO Error: Could not write file "/t/x.tmp": No space left on device', 'flow-logs-disk', '/t'],
    [
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (9.7 GiB/9.7 GiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
      'flow-logs-disk',
      '/t',
    ],
    ['Out of Memory Error: failed to pin block of size 256.0 KiB (381.4 MiB/381.4 MiB used)', 'flow-logs-memory', undefined],
    ['Invalid Input Error: file is no Parquet', 'flow-logs-engine', undefined],
  ])('is told with what to do: %s', (why, code, where) => {
    const problem = engineProblem(why, '/t/linkscape-flow-logs-1');
    expect([problem.code, problem.where, problem.why]).toEqual([code, where, why]);
    expect(problem.remedy).toMatch(/\w/);
  });
});
