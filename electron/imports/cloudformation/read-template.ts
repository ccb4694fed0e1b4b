/** From a CloudFormation template, which is what CDK writes too, to what it says about the estate. */
import type { AccountId, Region } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { inner, isWire, text, type Wire } from '#shared/model/wire.ts';
import type { PlannedChange, PlannedEstate, PlannedPlace } from '../planned/fact.ts';
import { plannedId } from '../planned/planned-id.ts';
import { templateTypes } from './facts.ts';
import { holds, resolved, type TemplateGround } from './resolve.ts';

/** What a template does not say about itself. */
export interface TemplateOptions {
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  /** Ids of resources that a stack of this template has made already, by logical id. */
  readonly standing?: ReadonlyMap<string, string> | undefined;
}

/** What a value of JSON says, if it is a template; `null` otherwise. */
export function readTemplate(value: unknown, options: TemplateOptions = {}): PlannedEstate | null {
  if (!isWire(value) || !isTemplate(value)) return null;
  const resources = inner(value, 'Resources');
  const open = new Set<string>();
  const ground = groundOf(value, resources, options, (what) => open.add(what));
  const place: PlannedPlace = {
    accountId: (options.accountId ?? null) as AccountId | null,
    region: (options.region ?? null) as Region | null,
  };
  const changes = Object.entries(resources).flatMap(([logicalId, resource]): PlannedChange[] => {
    const type = isWire(resource) ? templateTypes[text(resource, 'Type') ?? ''] : undefined;
    if (!isWire(resource) || type === undefined) return [];
    const condition = text(resource, 'Condition');
    const isMade = condition === null ? true : holds(ground, condition);
    if (isMade === null)
      open.add(`${logicalId} is made only under the condition ${condition ?? ''}, which cannot be told from the template`);
    if (isMade !== true) return [];
    const properties = resolved(ground, inner(resource, 'Properties'));
    const id = ground.idOf(logicalId) ?? plannedId('part', logicalId);
    const isStanding = options.standing?.has(logicalId) === true;
    return [
      {
        address: logicalId,
        action: isStanding ? 'update' : 'create',
        before: [],
        after: type.read({ id, properties: isWire(properties) ? properties : {}, place }),
      },
    ];
  });
  return { what: 'CloudFormation template', changes, zones: [], notices: [...sortedUnique(open), ...leftAside(resources)] };
}

/** Whether an object has typed resources. */
export function isTemplate(value: Wire): boolean {
  const resources = value['Resources'];
  if (!isWire(resources)) return false;
  return Object.values(resources).some((resource) => isWire(resource) && /^(AWS|Custom|Alexa)::/.test(String(resource['Type'])));
}

function groundOf(template: Wire, resources: Wire, options: TemplateOptions, tellOpen: (what: string) => void): TemplateGround {
  return {
    template,
    accountId: options.accountId ?? null,
    region: options.region ?? null,
    tellOpen,
    idOf: (logicalId) => {
      const resource = resources[logicalId];
      if (!isWire(resource)) return null;
      const prefix = templateTypes[text(resource, 'Type') ?? '']?.prefix ?? 'resource';
      return options.standing?.get(logicalId) ?? plannedId(prefix, logicalId);
    },
  };
}

function leftAside(resources: Wire): string[] {
  const counts = new Map<string, number>();
  for (const resource of Object.values(resources)) {
    const type = isWire(resource) ? (text(resource, 'Type') ?? '') : '';
    if (templateTypes[type] === undefined && /^AWS::(EC2::(VPC|NetworkAcl|TransitGateway|Route)|Route53|NetworkFirewall)/.test(type))
      counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => `${count} ${type} left aside: not read from templates`).sort();
}
