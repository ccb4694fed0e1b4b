/** What an object of a file may nest to; everything the product reads is far below. */
export const maximumJsonDepth = 64;

/**
 * Whether JSON text nests deeper than `limit`, found by scanning and without
 * recursion: `JSON.parse` itself survives a million levels, but nearly
 * everything done with the result afterwards overflows the stack.
 */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfText(text, index);
    } else if (code === openBrace || code === openBracket) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
    }
  }
  return false;
}

/** The index of the quote that ends the text which the quote at `start` begins: most of a document is inside texts, and `indexOf` leaps. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end, start)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** A quote is part of its text after an odd number of backslashes. */
function isEscaped(text: string, at: number, start: number): boolean {
  let before = at - 1;
  while (before > start && text.charCodeAt(before) === backslash) before -= 1;
  return (at - before) % 2 === 0;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
