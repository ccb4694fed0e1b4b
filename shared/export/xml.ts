/** Text and numbers as they may stand in XML. */

/** Escaped for element content and for attribute values; what XML cannot hold at all becomes U+FFFD. */
export function xmlText(text: string): string {
  let result = '';
  for (const character of text.toWellFormed()) result += escaped(character);
  return result;
}

function escaped(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    case "'":
      return '&#39;';
    case '\t':
      return '&#9;';
    case '\n':
      return '&#10;';
    case '\r':
      return '&#13;';
    default:
      return isXmlCharacter(character.codePointAt(0) ?? 0) ? character : '\ufffd';
  }
}

/** https://www.w3.org/TR/xml/#charsets */
function isXmlCharacter(code: number): boolean {
  return code >= 0x20 && code !== 0xfffe && code !== 0xffff;
}

/** At most two decimals; what is no number is a bug upstream and becomes 0 rather than broken markup. */
export function xmlNumber(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}
