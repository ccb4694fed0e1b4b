import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { suitesOf } from '../suites.ts';
import { reachIn } from './reach.ts';
import { parseSource, readSource, sourceFiles } from './sources.ts';

const sources = sourceFiles().map(readSource);
const reachedBy = reachIn(sources);
const tests = sources.map(({ file }) => file).filter((file) => /\.test\.tsx?$/.test(file) && !/^test\/(e2e|bench)\//.test(file));
const inSuite = Object.groupBy(tests, (file) => suitesOf(file, (name, glob) => path.matchesGlob(name, glob)).join(' and '));

/** What takes time that is not ours, or writes: processes, sockets, threads, disks. Without `node:os` a test knows no folder for temporary files. */
const outside =
  /^(node:(child_process|cluster|dgram|dns|fs\/promises|http|http2|https|net|os|tls|worker_threads)$|@aws-sdk\/|@smithy\/|@duckdb\/|@resvg\/|pdfkit$)/;

/** `node:fs` alone is no reason for a unit test to be none: what it compares with may stand in a file beside it. */
const isOutside = (name: string): boolean => outside.test(name);

describe('the suites', () => {
  it('take every test file, each one suite', () => {
    expect(Object.keys(inSuite).toSorted()).toEqual(['architecture', 'integration', 'unit']);
  });

  it('keep processes, servers, threads and temporary files out of the unit tests', () => {
    const reached = inSuite['unit']?.map((file) => ({ file, outside: reachedBy(file).filter(isOutside) }));
    expect(reached?.filter((found) => found.outside.length > 0)).toEqual([]);
  });

  it('keep pure tests out of the integration tests', () => {
    expect(inSuite['integration']?.filter((file) => !reachedBy(file).some((name) => name === 'node:fs' || isOutside(name)))).toEqual([]);
  });
});

it('a server is found behind other files, a type of one is none, and a circle has an end', () => {
  const reached = reachIn([
    parseSource('test/a.test.ts', "import { b } from './b.ts';\nimport type { Server } from 'node:https';"),
    parseSource('test/b.ts', "export { c } from '#shared/c.ts';"),
    parseSource('shared/c.ts', "import http from 'node:http';\nimport { a } from '#test/a.test.ts';"),
  ]);
  expect(reached('test/a.test.ts').filter(isOutside)).toEqual(['node:http']);
});
