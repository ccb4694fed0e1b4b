/**
 * References between resources of a plan. An id that is known only after apply
 * is absent from the planned values; the configuration says whose id it will be.
 */
import { inner, isWire, text, type Wire } from '#shared/model/wire.ts';
import type { TerraformFile, TerraformResource } from './resources.ts';

export interface References {
  /** The resources whose attribute stands in this attribute, or in a nested block's. Empty: the configuration does not tell. */
  targets(resource: TerraformResource, attribute: string): readonly TerraformResource[];
  /** The configuration of the provider of a resource. */
  providerRegion(resource: TerraformResource): string | null;
}

export function referencesOf(file: TerraformFile): References {
  const root = file.configuration === null ? {} : inner(file.configuration, 'root_module');
  const byName = new Map<string, TerraformResource[]>();
  for (const resource of file.resources) {
    const key = `${resource.module}/${resource.type}.${resource.name}`;
    byName.set(key, [...(byName.get(key) ?? []), resource]);
  }
  return {
    targets: (resource, attribute) => {
      const module = moduleAt(root, resource.module);
      const expression = expressionOf(configurationOf(module, resource), attribute);
      return unique(follow({ root, byName }, resource.module, expression, resource.index, 0));
    },
    providerRegion: (resource) => providerRegion(file, configurationOf(moduleAt(root, resource.module), resource)),
  };
}

interface Ground {
  readonly root: Wire;
  readonly byName: ReadonlyMap<string, readonly TerraformResource[]>;
}

/** Names of the modules that lead to an instance: `module.a["x"].module.b` is a, b. */
function modulePath(address: string): readonly string[] {
  return [...address.matchAll(/(?:^|\.)module\.([A-Za-z0-9_-]+)/g)].flatMap((match) => match[1] ?? []);
}

function moduleAt(root: Wire, address: string): Wire {
  return modulePath(address).reduce<Wire>((module, name) => inner(inner(inner(module, 'module_calls'), name), 'module'), root);
}

function configurationOf(module: Wire, { type, name }: Pick<TerraformResource, 'type' | 'name'>): Wire {
  const list = Array.isArray(module['resources']) ? (module['resources'] as unknown[]).filter(isWire) : [];
  return list.find((each) => each['type'] === type && each['name'] === name && each['mode'] !== 'data') ?? {};
}

function expressionOf(configuration: Wire, attribute: string): unknown {
  return inner(configuration, 'expressions')[attribute];
}

/** Every `references` list below an expression; nested blocks hold several. */
function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isWire(expression)) return [];
  const own = Array.isArray(expression['references'])
    ? (expression['references'] as unknown[]).filter((each) => typeof each === 'string')
    : null;
  return own ?? Object.values(expression).flatMap(referencesIn);
}

function follow(ground: Ground, module: string, expression: unknown, index: string | null, depth: number): readonly TerraformResource[] {
  const found = referencesIn(expression);
  if (depth > 8) return [];
  return found.flatMap((reference) => resolved(ground, module, reference, index, depth, found));
}

function resolved(
  ground: Ground,
  module: string,
  reference: string,
  index: string | null,
  depth: number,
  all: readonly string[],
): readonly TerraformResource[] {
  const [head = '', second = ''] = reference.split('.');
  if (head === 'var') return fromCaller(ground, module, second, index, depth);
  if (head === 'module') return fromOutput(ground, module, reference, index, depth);
  // A reference is listed with and without its attribute and its index; the longest one says most.
  if (all.some((other) => other !== reference && (other.startsWith(`${reference}.`) || other.startsWith(`${reference}[`)))) return [];
  const match = /^([a-z0-9_]+)\.([A-Za-z0-9_-]+)(?:\[("?)([^\]"]*)\3\])?/.exec(reference);
  if (match === null || head === 'data' || head === 'local' || head === 'each' || head === 'count') return [];
  const candidates = ground.byName.get(`${module}/${match[1]}.${match[2]}`) ?? [];
  const wanted = match[4] ?? null;
  if (wanted !== null) return candidates.filter((each) => each.index === wanted);
  // `subnet[count.index]` and `subnet[each.key]` mean the instance with the same index.
  const byIndex = all.some((other) => other.startsWith('count.') || other.startsWith('each.')) && index !== null;
  return byIndex ? candidates.filter((each) => each.index === index || each.index === null) : candidates;
}

/** A variable of a module is an expression of its caller. */
function fromCaller(ground: Ground, module: string, variable: string, index: string | null, depth: number): readonly TerraformResource[] {
  const parent = module.replace(/\.?module\.[A-Za-z0-9_-]+(?:\[[^\]]*\])?$/, '');
  const call = modulePath(module).at(-1);
  if (call === undefined || variable === '') return [];
  const name = variable.replace(/\[.*$/, '');
  const expression = inner(inner(inner(moduleAt(ground.root, parent), 'module_calls'), call), 'expressions')[name];
  return follow(ground, parent, expression, index, depth + 1);
}

/** An output of a called module is an expression inside it. */
function fromOutput(ground: Ground, module: string, reference: string, index: string | null, depth: number): readonly TerraformResource[] {
  const match = /^module\.([A-Za-z0-9_-]+)(\[[^\]]*\])?\.([A-Za-z0-9_-]+)/.exec(reference);
  if (match === null) return [];
  const child = `${module === '' ? '' : `${module}.`}module.${match[1]}${match[2] ?? ''}`;
  const output = inner(inner(moduleAt(ground.root, child), 'outputs'), match[3] ?? '');
  return follow(ground, child, output['expression'], index, depth + 1);
}

function providerRegion(file: TerraformFile, configuration: Wire): string | null {
  if (file.configuration === null) return null;
  const key = text(configuration, 'provider_config_key')?.replace(/^.*:/, '') ?? 'aws';
  const region = inner(inner(inner(inner(file.configuration, 'provider_config'), key), 'expressions'), 'region');
  const [variable] = referencesIn(region).filter((each) => each.startsWith('var.'));
  return text(region, 'constant_value') ?? (variable === undefined ? null : text(inner(file.variables, variable.slice(4)), 'value'));
}

function unique(resources: readonly TerraformResource[]): readonly TerraformResource[] {
  return [...new Map(resources.map((resource) => [resource.address, resource])).values()];
}
