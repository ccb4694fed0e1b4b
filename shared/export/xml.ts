/** Text and numbers as they may stand in XML. */
import { exportText } from './visible.ts';

/** Escaped for element content and for attribute values; what would hide or reorder text, or cannot stand in XML, is shown by its code. */
export function xmlText(text: string): string {
  let result = '';
  for (const character of exportText(text)) result += escaped(character);
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
      return character;
  }
}

/** At most two decimals; what is no number is a bug upstream and becomes 0 rather than broken markup. */
export function xmlNumber(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}
