/**
 * The values of a text that holds several, one after the other: a line each, or
 * the pages of an answer as `>>` and `--page-size` put them into one file.
 * `null` where anything else stands between them, or one of them is broken.
 */
export function jsonValues(text: string): readonly unknown[] | null {
  const values: unknown[] = [];
  try {
    for (let at = nextStart(text, 0); at < text.length; ) {
      const end = endOfValue(text, at);
      if (end === null) return null;
      values.push(JSON.parse(text.slice(at, end)));
      at = nextStart(text, end);
    }
  } catch {
    return null;
  }
  return values;
}

function nextStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text[at] ?? '')) at += 1;
  return at;
}

/** Where the object or list that begins here is closed; `null` where none begins or it is not closed. */
function endOfValue(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth === 0) return char === '}' || char === ']' ? at + 1 : null;
  }
  return null;
}

/** The quote that closes the string which begins here, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
