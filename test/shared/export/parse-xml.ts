/** A strict reader of the XML our exporters write: it knows no entity but the predefined ones and refuses everything else. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Throws where the text is not well-formed. */
export function parseXml(source: string): XmlElement {
  if (Array.from(source).some((character) => !isXmlCharacter(character.codePointAt(0) ?? 0)))
    throw new Error('a character that XML does not allow');
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  for (let match = token.exec(body); match !== null; match = token.exec(body)) {
    const [whole, closing, name = '', attributes = '', isEmpty, text] = match;
    const current = open.at(-1) as XmlElement;
    if (text !== undefined) current.text += decoded(text);
    else if (closing === '/') {
      if (current.name !== name) throw new Error(`</${name}> closes <${current.name}>`);
      open.pop();
    } else {
      const element: XmlElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
      current.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
    if (whole.length + match.index === body.length) return finished(root, open);
  }
  throw new Error(`not well-formed near ${JSON.stringify(body.slice(token.lastIndex, token.lastIndex + 80))}`);
}

/** The element and everything in it. */
export function allElements(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(allElements)];
}

function finished(root: XmlElement, open: readonly XmlElement[]): XmlElement {
  const [only, ...more] = root.children;
  if (open.length !== 1 || only === undefined || more.length > 0 || root.text.trim() !== '')
    throw new Error('not exactly one root element');
  return only;
}

function attributesOf(source: string): Record<string, string> {
  const pairs = [...source.matchAll(/([A-Za-z][\w:-]*)="([^"<]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)] as const);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute twice in ${source}`);
  return Object.fromEntries(pairs);
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&([^;&]*;?)/g, (_, reference: string) => {
    const name = reference.slice(0, -1);
    const value = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : predefined[name];
    if (!reference.endsWith(';') || value === undefined) throw new Error(`&${reference} is no reference`);
    return value;
  });
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff);
}
