/** Writing HCL that nothing in a name can break out of, in the layout of `terraform fmt`. */

/** A string literal: quotes, backslashes, control characters and both template marks escaped. */
export function hclString(text: string): string {
  const escaped = Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === '"' || char === '\\') return `\\${char}`;
    if (char === '\n') return String.raw`\n`;
    if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
    return isHidden(code) ? `\\u${code.toString(16).padStart(4, '0')}` : char;
  }).join('');
  return `"${escaped.replaceAll(/[$%](?=\{)/g, (mark) => mark + mark)}"`;
}

/** A comment of one line, whatever the text holds. */
export function hclComment(text: string): string {
  const plain = Array.from(text, (char) => (isHidden(char.codePointAt(0) ?? 0) ? ' ' : char)).join('');
  return `# ${plain.replaceAll(/\s+/g, ' ').trim()}`.trimEnd();
}

/** Control, separator and direction characters, and lone surrogates: they end lines or hide text. */
function isHidden(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff)) return true;
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code === 0xfeff;
}

/** An identifier made of a name: lower case letters, digits and underscores, a letter first. */
export function hclLabel(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40);
  return plain === '' ? '' : /^[a-z]/.test(plain) ? plain : `n_${plain}`;
}

/** An entry of a block: an attribute, a nested block or comment as text lines, or an empty line. */
export type HclItem = readonly [name: string, value: string] | string;

/** Lines of a body; attributes that stand together have their `=` in one column. */
export function hclBody(items: readonly HclItem[], indent = '  '): string {
  const lines: string[] = [];
  let group: (readonly [string, string])[] = [];
  const flush = (): void => {
    const width = Math.max(0, ...group.map(([name]) => name.length));
    lines.push(...group.map(([name, value]) => `${indent}${name.padEnd(width)} = ${indented(value, indent)}`));
    group = [];
  };
  for (const item of items) {
    if (typeof item !== 'string') {
      const isLong = item[1].includes('\n');
      if (isLong) flush();
      group.push(item);
      if (isLong) flush();
      continue;
    }
    flush();
    lines.push(item === '' ? '' : `${indent}${indented(item, indent)}`);
  }
  flush();
  return lines.join('\n');
}

export function hclBlock(header: string, items: readonly HclItem[]): string {
  return `${header} {\n${hclBody(items)}\n}`;
}

/** A list, one element per line where there are several. */
export function hclList(values: readonly string[]): string {
  const [only, ...others] = values;
  if (only === undefined) return '[]';
  return others.length === 0 ? `[${only}]` : `[\n${values.map((value) => `  ${value},`).join('\n')}\n]`;
}

/** A list on one line. */
export function hclRow(values: readonly string[]): string {
  return `[${values.join(', ')}]`;
}

/** An object with a key per line; a comment, where given, stands above its key. */
export function hclMap(entries: readonly { readonly key: string; readonly value: string; readonly comment?: string }[]): string {
  if (entries.length === 0) return '{}';
  const items = entries.flatMap(({ key, value, comment }): HclItem[] => [
    ...(comment === undefined ? [] : [hclComment(comment)]),
    [hclString(key), value],
  ]);
  return `{\n${hclBody(items)}\n}`;
}

function indented(text: string, indent: string): string {
  return text.replaceAll('\n', `\n${indent}`).replaceAll(/[ \t]+$/gm, '');
}
