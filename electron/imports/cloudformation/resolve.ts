/** Values of a template with its intrinsic functions worked out, as far as the template alone tells. */
import { inner, isWire, type Wire } from '#shared/model/wire.ts';

/** What stands for the names a template does not define itself. */
export interface TemplateGround {
  readonly template: Wire;
  readonly accountId: string | null;
  readonly region: string | null;
  /** The id of a resource of the template, by its logical id; `null` where it defines none. */
  idOf(logicalId: string): string | null;
  /** Told once for each name nobody can know before the stack is made. */
  tellOpen(what: string): void;
}

/** Attributes whose value is another resource's id, or nothing the product uses. */
const idAttributes = new Set([
  'GroupId',
  'VpcId',
  'SubnetId',
  'RouteTableId',
  'Id',
  'NatGatewayId',
  'InternetGatewayId',
  'ServiceId',
  'LoadBalancerArn',
  'AllocationId',
  'Arn',
]);

/** Plain JSON; `undefined`: not set, `null`: unknown before the stack is made. */
export function resolved(ground: TemplateGround, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => resolved(ground, each)).filter((each) => each !== undefined);
  if (!isWire(value)) return value;
  const keys = Object.keys(value);
  const [key = ''] = keys;
  if (keys.length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) return intrinsic(ground, key, value[key]);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const result = resolved(ground, each);
      return result === undefined ? [] : [[name, result]];
    }),
  );
}

function intrinsic(ground: TemplateGround, name: string, argument: unknown): unknown {
  switch (name) {
    case 'Ref':
      return reference(ground, String(argument));
    case 'Fn::GetAtt':
      return attribute(ground, Array.isArray(argument) ? (argument as unknown[]).map(String) : String(argument).split(/\.(.*)/s));
    case 'Fn::Sub':
      return substituted(ground, argument);
    case 'Fn::Join':
      return joined(ground, argument);
    case 'Fn::Select':
      return selected(ground, argument);
    case 'Fn::If':
      return chosen(ground, argument);
    case 'Fn::FindInMap':
      return mapped(ground, argument);
    case 'Fn::Base64':
      return undefined;
    default:
      ground.tellOpen(`${name} is worked out only when the stack is made`);
      return null;
  }
}

function reference(ground: TemplateGround, name: string): unknown {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': ground.region,
    'AWS::AccountId': ground.accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': undefined,
  };
  if (name in pseudo) {
    if (pseudo[name] === null) ground.tellOpen(`${name} is not known; give it with ${name === 'AWS::Region' ? '--region' : '--account'}`);
    return pseudo[name];
  }
  const id = ground.idOf(name);
  if (id !== null) return id;
  const parameter = inner(inner(ground.template, 'Parameters'), name);
  if ('Default' in parameter && !String(parameter['Type']).startsWith('AWS::SSM')) return parameter['Default'];
  ground.tellOpen(`the parameter ${name} has no default`);
  return null;
}

function attribute(ground: TemplateGround, [logicalId = '', name = '']: readonly string[]): unknown {
  const id = ground.idOf(logicalId);
  if (id !== null && idAttributes.has(name)) return id;
  ground.tellOpen(`${logicalId}.${name} is known only when the stack is made`);
  return null;
}

function substituted(ground: TemplateGround, argument: unknown): unknown {
  const [text, own] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const names = isWire(own) ? own : {};
  let isOpen = false;
  const result = String(text).replaceAll(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value =
      name in names
        ? resolved(ground, names[name])
        : name.includes('.')
          ? attribute(ground, name.split(/\.(.*)/s))
          : reference(ground, name);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    isOpen = true;
    return '';
  });
  return isOpen ? null : result;
}

function joined(ground: TemplateGround, argument: unknown): unknown {
  const [separator, list] = Array.isArray(argument) ? (argument as unknown[]) : [];
  const parts = resolved(ground, list);
  if (!Array.isArray(parts) || parts.some((part) => part === null || typeof part === 'object')) return null;
  return parts.map(String).join(String(separator));
}

function selected(ground: TemplateGround, argument: unknown): unknown {
  const [index, list] = Array.isArray(argument) ? (argument as unknown[]) : [];
  const items = resolved(ground, list);
  return Array.isArray(items) ? ((items as unknown[])[Number(resolved(ground, index))] ?? null) : null;
}

function mapped(ground: TemplateGround, argument: unknown): unknown {
  const keys = resolved(ground, argument);
  if (!Array.isArray(keys)) return null;
  return (
    (keys as unknown[]).reduce<unknown>((found, key) => (isWire(found) ? found[String(key)] : null), inner(ground.template, 'Mappings')) ??
    null
  );
}

function chosen(ground: TemplateGround, argument: unknown): unknown {
  const [condition, yes, no] = Array.isArray(argument) ? (argument as unknown[]) : [];
  const isTrue = holds(ground, String(condition));
  if (isTrue === null) {
    ground.tellOpen(`the condition ${String(condition)} cannot be told from the template`);
    return null;
  }
  return resolved(ground, isTrue ? yes : no);
}

/** `"1"` and `1` are equal to a template. */
function plainText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Whether a condition of the template holds with the defaults of its parameters; `null`: that cannot be told. */
export function holds(ground: TemplateGround, name: string): boolean | null {
  return judged(ground, inner(ground.template, 'Conditions')[name], 0);
}

function judged(ground: TemplateGround, condition: unknown, depth: number): boolean | null {
  if (!isWire(condition) || depth > 16) return null;
  const [key = ''] = Object.keys(condition);
  const list = Array.isArray(condition[key]) ? (condition[key] as unknown[]) : [];
  const all = (): readonly (boolean | null)[] => list.map((each) => judged(ground, each, depth + 1));
  switch (key) {
    case 'Condition':
      return judged(ground, inner(ground.template, 'Conditions')[String(condition[key])], depth + 1);
    case 'Fn::Equals': {
      const [a, b] = list.map((each) => resolved(ground, each));
      return a === null || b === null ? null : JSON.stringify(plainText(a)) === JSON.stringify(plainText(b));
    }
    case 'Fn::Not': {
      const [value = null] = all();
      return value === null ? null : !value;
    }
    case 'Fn::And':
      return all().includes(false) ? false : all().includes(null) ? null : true;
    case 'Fn::Or':
      return all().includes(true) ? true : all().includes(null) ? null : false;
    default:
      return null;
  }
}
