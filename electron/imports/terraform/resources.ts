/** The resources of a Terraform plan or state, whichever of the four JSON forms it has. */
import { inner, isWire, text, type Wire, wires } from '#shared/model/wire.ts';
import type { PlannedChange } from '../planned/fact.ts';

/** One instance of a managed resource. */
export interface TerraformResource {
  readonly address: string;
  /** Its module instance, `module.vpc[0]`; empty in the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** `0` or `"key"` as text, `null` without count and for_each. */
  readonly index: string | null;
  readonly action: PlannedChange['action'];
  readonly before: Wire | null;
  /** What is known of it after apply; absent attributes are unknown or not set. */
  readonly after: Wire | null;
  /** Attributes known only after apply. */
  readonly unknown: ReadonlySet<string>;
}

/** What was recognised. */
export interface TerraformFile {
  readonly what: 'Terraform plan' | 'Terraform state';
  readonly resources: readonly TerraformResource[];
  /** Data sources that were read: their values by type. */
  readonly data: readonly { readonly type: string; readonly values: Wire }[];
  /** How the code is written, for references between resources; `null` in a state. */
  readonly configuration: Wire | null;
  readonly variables: Wire;
}

/** Reads `terraform show -json` of a plan or a state, or a state file; `null` for anything else. */
export function terraformFile(value: unknown): TerraformFile | null {
  if (!isWire(value)) return null;
  if ('resource_changes' in value || 'planned_values' in value) return planFile(value);
  if (isWire(value['values']) && 'root_module' in value['values']) return stateFile(moduleResources(inner(value['values'], 'root_module')));
  if ('terraform_version' in value && Array.isArray(value['resources'])) return stateFile(rawResources(value));
  return null;
}

function planFile(plan: Wire): TerraformFile {
  const changes = wires(plan, 'resource_changes');
  const prior = moduleResources(inner(inner(inner(plan, 'prior_state'), 'values'), 'root_module'));
  const resources =
    'resource_changes' in plan
      ? changes.flatMap(changed)
      : moduleResources(inner(inner(plan, 'planned_values'), 'root_module')).flatMap(planned);
  return {
    what: 'Terraform plan',
    resources,
    data: dataOf(prior),
    configuration: isWire(plan['configuration']) ? plan['configuration'] : null,
    variables: inner(plan, 'variables'),
  };
}

const actions: Readonly<Record<string, PlannedChange['action']>> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  'no-op': 'keep',
  'delete,create': 'replace',
  'create,delete': 'replace',
};

function changed(wire: Wire): TerraformResource[] {
  if (text(wire, 'mode') === 'data') return [];
  const change = inner(wire, 'change');
  const list = Array.isArray(change['actions']) ? (change['actions'] as unknown[]).map(String).join(',') : 'no-op';
  const action = actions[list];
  if (action === undefined) return [];
  const unknown = inner(change, 'after_unknown');
  return [
    {
      ...named(wire),
      action,
      before: isWire(change['before']) ? change['before'] : null,
      after: action === 'delete' ? null : isWire(change['after']) ? change['after'] : {},
      unknown: new Set(Object.keys(unknown).filter((key) => isUnknown(unknown[key]))),
    },
  ];
}

/** Nested `true` counts: a list with an unknown element is not known. */
function isUnknown(value: unknown): boolean {
  if (value === true) return true;
  if (Array.isArray(value)) return value.some(isUnknown);
  return isWire(value) && Object.values(value).some(isUnknown);
}

function planned(wire: Wire): TerraformResource[] {
  if (text(wire, 'mode') === 'data') return [];
  return [{ ...named(wire), action: 'create', before: null, after: inner(wire, 'values'), unknown: new Set() }];
}

function named(wire: Wire): Pick<TerraformResource, 'address' | 'module' | 'type' | 'name' | 'index'> {
  const type = text(wire, 'type') ?? '';
  const name = text(wire, 'name') ?? '';
  const address = text(wire, 'address') ?? `${type}.${name}`;
  const index = wire['index'];
  return {
    address,
    module: text(wire, 'module_address') ?? moduleOf(address, type),
    type,
    name,
    index: typeof index === 'string' || typeof index === 'number' ? String(index) : null,
  };
}

/** `module.a["x"].module.b` of `module.a["x"].module.b.aws_vpc.this`. */
function moduleOf(address: string, type: string): string {
  const at = address.lastIndexOf(`.${type}.`);
  return at <= 0 ? '' : address.slice(0, at);
}

function moduleResources(module: Wire): readonly Wire[] {
  return [...wires(module, 'resources'), ...wires(module, 'child_modules').flatMap((child) => moduleResources(child))];
}

function stateFile(resources: readonly Wire[]): TerraformFile {
  return {
    what: 'Terraform state',
    resources: resources
      .filter((wire) => text(wire, 'mode') !== 'data')
      .map((wire) => ({ ...named(wire), action: 'keep', before: null, after: inner(wire, 'values'), unknown: new Set<string>() })),
    data: dataOf(resources),
    configuration: null,
    variables: {},
  };
}

/** A state file holds instances below each resource, and attributes instead of values. */
function rawResources(state: Wire): readonly Wire[] {
  return wires(state, 'resources').flatMap((resource) =>
    wires(resource, 'instances').map((instance) => {
      const module = text(resource, 'module') ?? '';
      const key = instance['index_key'];
      const index = typeof key === 'number' ? `[${key}]` : typeof key === 'string' ? `["${key}"]` : '';
      const local = `${text(resource, 'type') ?? ''}.${text(resource, 'name') ?? ''}${index}`;
      return {
        ...resource,
        address: module === '' ? local : `${module}.${local}`,
        module_address: module,
        index: key,
        values: inner(instance, 'attributes'),
      };
    }),
  );
}

function dataOf(resources: readonly Wire[]): TerraformFile['data'] {
  return resources
    .filter((wire) => text(wire, 'mode') === 'data')
    .map((wire) => ({ type: text(wire, 'type') ?? '', values: inner(wire, 'values') }));
}
