import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIni } from '#electron/aws/ini.ts';

/** Lines as files have them, and as none should. */
const line = fc.oneof(
  fc.constantFrom(
    '[profile',
    '[]',
    '[profile ]',
    ']',
    '=',
    '= x',
    'key',
    'key =',
    '  nested = 1',
    '\t',
    '#',
    ';',
    '[default',
    '[sso-session x]',
  ),
  fc.constantFrom('[profile __proto__]', '[services s]', 's3 =', '  ; note', '[profile a] ; note', '[plugins]', '[[x]]', '"[profile q]"'),
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
);

describe('a configuration file', () => {
  it('with any lines before it and after it gives the good profile, and shows no value', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.array(line, { maxLength: 30 }), (before, after) => {
        const good = ['[profile good-one]', 'aws_access_key_id = FAKEKEYPLANTED', 'aws_secret_access_key = planted', '[profile end]'];
        const { sections, ignored } = parseIni([...before, ...good, ...after].join('\n'), 'config');
        const found = sections.find((section) => section.name === 'good-one');
        expect(found?.values.get('aws_access_key_id')).toBe('FAKEKEYPLANTED');
        expect(JSON.stringify(ignored)).not.toContain('PLANTED');
        const lines = before.length + good.length + after.length;
        expect(ignored.every((each) => each.line >= 1 && each.line <= lines && each.why !== '')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads the same with any line ends', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const plain = parseIni(lines.join('\n'), 'credentials');
        for (const end of ['\r\n', '\r']) expect(parseIni(lines.join(end), 'credentials')).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });
});
