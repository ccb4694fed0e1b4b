/** Commands for a shell. */

/** One word of a command: quoted unless it is plain. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Words with single spaces between. */
export function shellCommand(...words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
