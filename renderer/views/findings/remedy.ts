/** A piece of a remedy: words, or a command to copy. */
export interface RemedyPart {
  readonly text: string;
  readonly isCommand: boolean;
}

/** An AWS CLI command with options; one that is only mentioned in passing has none. It ends at a semicolon, a line or a sentence. */
const command = /aws [a-z0-9-]+ [a-z0-9-]+ --(?:'[^']*'|<[^>]*>|(?!, with |\. )[^;\n])+/g;

/** Splits a remedy into words and commands, in their order. */
export function remedyParts(remedy: string): RemedyPart[] {
  const parts: RemedyPart[] = [];
  let end = 0;
  for (const match of remedy.matchAll(command)) {
    pushWords(parts, remedy.slice(end, match.index));
    parts.push({ text: match[0].trim(), isCommand: true });
    end = match.index + match[0].length;
  }
  pushWords(parts, remedy.slice(end));
  return parts;
}

function pushWords(parts: RemedyPart[], text: string): void {
  const plain = text
    .replace(/^[;,.\s]+/, '')
    .replaceAll('`', '')
    .trim();
  if (plain !== '') parts.push({ text: plain, isCommand: false });
}
