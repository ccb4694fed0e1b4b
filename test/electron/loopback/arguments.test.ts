import { describe, expect, it } from 'vitest';
import { parseServeArguments } from '#electron/loopback/arguments.ts';

describe('the arguments of serve', () => {
  it.each([
    [[], { file: null, port: 0, open: true }],
    [['estate.linkscape', '--port', '8080', '--no-open'], { file: 'estate.linkscape', port: 8080, open: false }],
    [['--port=0'], { file: null, port: 0, open: true }],
  ])('%o', (args, value) => {
    expect(parseServeArguments(args)).toEqual({ kind: 'ok', value });
  });

  it.each([[['a', 'b']], [['--port', '70000']], [['--port', '-1']], [['--port', 'x']], [['--port']], [['--host', '0.0.0.0']]])(
    'refuses %o',
    (args) => {
      expect(parseServeArguments(args)).toMatchObject({ kind: 'problem', problem: { code: 'bad-arguments' } });
    },
  );
});
