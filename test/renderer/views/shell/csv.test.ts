import { describe, expect, it } from 'vitest';
import { csvText } from '#renderer/views/shell/csv.ts';

describe('csvText', () => {
  it('quotes what RFC 4180 wants quoted', () => {
    expect(
      csvText(
        ['a', 'b'],
        [
          ['plain', 'with, comma'],
          ['with "quotes"', 'two\nlines'],
        ],
      ),
    ).toBe('a,b\r\nplain,"with, comma"\r\n"with ""quotes""","two\nlines"\r\n');
  });

  it('keeps spreadsheets from running names of other people', () => {
    expect(csvText(['name'], [['=HYPERLINK("http://x")'], ['+1'], ['@me'], ['-2']])).toBe(
      'name\r\n"\'=HYPERLINK(""http://x"")"\r\n\'+1\r\n\'@me\r\n\'-2\r\n',
    );
  });
});
