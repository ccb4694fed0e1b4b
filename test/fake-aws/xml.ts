/** XML as AWS's query services write it. */

/** What an element holds: text, children by name, or a list of entries. `null` leaves the element out. */
export type Tree = string | number | boolean | null | undefined | readonly Tree[] | { readonly [name: string]: Tree };

/** Entries of lists are called `item` by EC2 and `member` by everybody else. */
export type ListEntry = 'item' | 'member';

/** A whole document with one root element. */
export function xmlDocument(root: string, namespace: string, children: Tree, entry: ListEntry): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content(children, entry)}</${root}>`;
}

function content(tree: Tree, entry: ListEntry): string {
  if (tree === null || tree === undefined) return '';
  if (isList(tree)) return tree.map((item) => `<${entry}>${content(item, entry)}</${entry}>`).join('');
  if (typeof tree !== 'object') return escaped(String(tree));
  return Object.entries(tree)
    .map(([name, child]) => element(name, child, entry))
    .join('');
}

function element(name: string, child: Tree, entry: ListEntry): string {
  if (child === null || child === undefined) return '';
  const inner = content(child, entry);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

/** Characters that XML cannot carry at all become U+FFFD, as AWS refuses them on the way in. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (character) => (isAllowed(character) ? character : '\ufffd'))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;');
}

/** Of the control characters, XML 1.0 has tab, line feed and carriage return, and those above U+007E. */
function isAllowed(character: string): boolean {
  const code = character.charCodeAt(0);
  return code === 9 || code === 10 || code === 13 || (code > 126 && code < 0xfffe);
}
