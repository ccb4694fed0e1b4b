/**
 * The documented form of a text in every export but JSON, written down a second
 * time: hidden and direction-changing characters by their code, lone surrogates
 * as U+FFFD, line breaks and tabs as they are.
 */
export function shown(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /(?![\t\n\r])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu,
      (hidden) => `⟨U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}

/** The same in one line: line breaks and tabs by their code too. */
export function shownInLine(text: string): string {
  return shown(text).replace(/[\t\n\r]/g, (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
