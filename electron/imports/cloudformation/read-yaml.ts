/** A template in YAML as the JSON it stands for. */
import { CORE_SCHEMA, load, Type, type TypeOptions } from 'js-yaml';

/** Functions with a short form (`!Sub` for `Fn::Sub`), as the template reference lists them; `Ref` and `Condition` have no prefix. */
const functions = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];
const kinds: readonly TypeOptions['kind'][] = ['scalar', 'sequence', 'mapping'];

/**
 * Dates and versions stay texts, as CloudFormation has them; other tags are a
 * fault. CloudFormation knows no aliases, and what refers to itself or grows
 * beyond this is none of its templates.
 */
const tags = new Map([['Ref', 'Ref'], ['Condition', 'Condition'], ...functions.map((name): [string, string] => [name, `Fn::${name}`])]);
const schema = CORE_SCHEMA.extend(
  [...tags].flatMap(([tag, name]) => kinds.map((kind) => new Type(`!${tag}`, { kind, construct: (value) => ({ [name]: value }) }))),
);
const mostValues = 500_000;

/** Whether a text may be a template in YAML: cheap, so that other files cost nothing. */
export function mayBeYamlTemplate(text: string): boolean {
  return /^Resources\s*:/m.test(text) && /^\s+["']?Type["']?\s*:\s*["']?(AWS|Custom|Alexa)::/m.test(text);
}

/** The value; throws where the text is no such YAML. */
export function readYaml(text: string): unknown {
  const value = load(text, { schema });
  let left = mostValues;
  const count = (each: unknown): void => {
    left -= 1;
    if (left < 0) throw new Error('the YAML holds too many values, or refers to itself');
    if (typeof each === 'object' && each !== null) for (const inner of Object.values(each)) count(inner);
  };
  count(value);
  return value;
}
