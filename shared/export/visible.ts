import { visibleText } from '#shared/diagram/text.ts';

/**
 * Text as every picture and table carries it: characters that hide, reorder or
 * break text stand there by their code, `⟨U+202E⟩`, and lone surrogates as
 * U+FFFD. Line breaks and tabs stay: the format says how it writes them. JSON is
 * the one export that holds every text as it was.
 */
export function exportText(text: string): string {
  if (plain.test(text)) return text;
  return text
    .split(/([\t\n\r])/)
    .map((part, index) => (index % 2 === 1 ? part : visibleText(part)))
    .join('');
}

const plain = /^[\t\n\r\x20-\x7e]*$/;
