/** Good answers that carry something nobody expects: new fields, missing ones, odd values, bytes that do not belong. */
import type { FaultKind } from './faults.ts';
import type { Answer } from './problems.ts';

const megabyte = 1_048_576;

/** How deep a document must be for a parser that calls itself to run out of stack. */
const depth = 20_000;

const disfigurements: Partial<Readonly<Record<FaultKind, (answer: Answer) => string>>> = {
  'unknown-state': ({ body }) => body.replace(inXml('state|status'), '$1quantum$2').replace(inJson('Status'), '$1"QUANTUM"'),
  'missing-fields': ({ body }) =>
    body.replace(/<(tagSet|availabilityZoneId|description)>[\s\S]*?<\/\1>/g, '').replace(/"(?:Name|Status)":"[^"]*",?/g, ''),
  'extra-elements': (answer) => withExtra(answer, '<future><thing>1</thing></future>', { thing: 1 }, true),
  'huge-page': (answer) => withExtra(answer, `<future>${'x'.repeat(50 * megabyte)}</future>`, 'x'.repeat(50 * megabyte), false),
  nested: (answer) => withExtra(answer, `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`, nestedList(), false),
  'byte-order-mark': ({ body }) => `\uFEFF${body}`,
  nul: ({ body }) => body.replace(/(<\/[^>]*>|\})$/, '\0$1'),
};

/** The answer with the fault in it; `null` where the fault is none of these. Refusals stay as they are. */
export function disfigured(kind: FaultKind, answer: Answer): Answer | null {
  const change = disfigurements[kind];
  if (change === undefined) return null;
  return answer.status < 300 ? { ...answer, body: change(answer) } : answer;
}

function inXml(names: string): RegExp {
  return new RegExp(`(<(?:${names})>)[^<]+(<)`, 'gi');
}

function inJson(name: string): RegExp {
  return new RegExp(`("${name}":)"[^"]*"`, 'g');
}

/** Something new right below the root, and with `everywhere` in every entry that has fields. */
function withExtra({ body }: Answer, xml: string, value: unknown, everywhere: boolean): string {
  if (body.startsWith('{')) return JSON.stringify({ Future: value, ...(JSON.parse(body) as object) });
  const rooted = body.replace(/^(<\?xml[^>]*>\s*<[^>]+[^/]>)/, (start) => `${start}${xml}`);
  return everywhere ? rooted.replace(/<(item|member)>(?=<)/g, (start) => `${start}${xml}`) : rooted;
}

/** Written as JSON it is as deep as the document; more would be too deep for who writes it. */
function nestedList(): unknown {
  let list: unknown[] = [];
  for (let level = 0; level < depth / 10; level += 1) list = [list];
  return list;
}
