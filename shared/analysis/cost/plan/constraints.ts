/** What a plan has to respect, as the person writes it in a JSON file. */
import { decimal, decimalText } from '#shared/base/decimal.ts';
import type { LoadBalancerArn, ServiceName, VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { idSchema, z, zoneIdSchema } from '#shared/model/schema.ts';
import { presetIds, presets, type PresetId } from '../presets.ts';

/** Words of usage rows that are destinations, not services. */
const destinations: ReadonlySet<string> = new Set(['internet', 'aws', 'unattributed']);

const serviceWord = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'write a service name such as ecr.api, or a preset')
  .refine((word) => !destinations.has(word), 'this names a destination, not a service');

const money = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^\d+(\.\d+)?$/.test(text), 'write an amount such as "1200.50"')
  .transform((text) => decimalText(decimal(text)));

const dnsName = z.string().regex(/^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i, 'write a DNS name');

const endpointServiceSchema = z.strictObject({
  /** What people call it; used in names and tags. */
  name: z.string().min(1),
  /** Where its load balancer stands. */
  vpcId: idSchema<VpcId>(),
  loadBalancerArn: idSchema<LoadBalancerArn>(),
  acceptanceRequired: z.boolean().default(true),
  /** ARNs; nobody may connect while the list is empty. */
  allowedPrincipals: z.array(z.string().regex(/^arn:[a-z-]+:iam::\d{12}:.+$/, 'write the ARN of an account, user or role')).default([]),
  /** Private DNS name that the provider verifies; consumers may then turn private DNS on. */
  privateDnsName: dnsName.nullable().default(null),
});

const connectionSchema = z.strictObject({
  vpcId: idSchema<VpcId>(),
  serviceName: z
    .string()
    .regex(
      /^(cn\.)?com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-z]+$/,
      'write the name of an endpoint service',
    ) as unknown as z.ZodType<ServiceName>,
  /** The name callers use; a private hosted zone then answers it. */
  dnsName: dnsName.nullable().default(null),
  ports: z.array(z.number().int().min(1).max(65535)).min(1).default([443]),
});

export const constraintsSchema = z.strictObject({
  schemaVersion: z.literal(1).default(1),
  services: z
    .strictObject({
      /** Services, or presets, that get a private path whether it pays or not. */
      include: z.array(serviceWord).default([]),
      /** Services that get no new path. */
      exclude: z.array(serviceWord).default([]),
      /** Services that may not pass a NAT gateway. */
      mustBePrivate: z.array(serviceWord).default([]),
    })
    .prefault({}),
  zones: z
    .strictObject({
      /** Zones of every new interface endpoint at least; `null`: two where possible. */
      min: z.number().int().min(1).nullable().default(null),
      /** Zones that must have one: those with callers, or these AZ IDs. */
      cover: z.union([z.literal('callers'), z.array(zoneIdSchema).min(1)]).default('callers'),
    })
    .prefault({}),
  hub: z
    .strictObject({
      allowed: z.boolean().default(true),
      /** `null`: the VPC with most attachments. */
      vpcId: idSchema<VpcId>().nullable().default(null),
    })
    .prefault({}),
  nat: z.strictObject({ keep: z.boolean().default(false) }).prefault({}),
  /** The most that a month may cost in all, in USD. */
  budgetUsd: money.nullable().default(null),
  /** Own services to publish on a load balancer. */
  endpointServices: z.array(endpointServiceSchema).default([]),
  /** Endpoint services of others to connect to. */
  connections: z.array(connectionSchema).default([]),
});

export type Constraints = z.infer<typeof constraintsSchema>;

/** No constraint: every service free to stay or move, NAT gateways may go where the proof is there, a hub is allowed. */
export const noConstraints: Constraints = constraintsSchema.parse({});

/** Reads constraints; unknown keys, wrong values and contradictions are refused with their path. */
export function parseConstraints(raw: unknown): Outcome<Constraints, Problem> {
  const parsed = constraintsSchema.safeParse(raw);
  if (!parsed.success) {
    return refused(
      parsed.error.issues.flatMap((issue) => {
        const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
        const what = issue.code === 'unrecognized_keys' ? 'no such key' : issue.message;
        return paths.map((path) => `${pathText(path)}: ${what}`);
      }),
    );
  }
  const contradictions = contradictionsOf(parsed.data);
  return contradictions.length > 0 ? refused(contradictions) : ok(parsed.data);
}

/** Services with presets written out, sorted. */
export function servicesOf(words: readonly string[]): readonly string[] {
  return sortedUnique(words.flatMap((word) => (isPreset(word) ? [...presets[word].interfaces, ...presets[word].gateways] : [word])));
}

function isPreset(word: string): word is PresetId {
  return presetIds.some((id) => id === word);
}

/** A preset less one service is fine; the same service asked for and excluded by name is not. */
function contradictionsOf({ services }: Constraints): string[] {
  const named = (words: readonly string[]): readonly string[] => words.filter((word) => !isPreset(word));
  const both = (field: 'include' | 'mustBePrivate'): string[] =>
    named(services[field])
      .filter((word) => servicesOf(services.exclude).includes(word))
      .map((word) => `services.exclude: ${word} is in services.${field} too`);
  return [...both('include'), ...both('mustBePrivate')];
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the whole file' : text.replace(/^\./, '');
}

function refused(reasons: readonly string[]): Outcome<Constraints, Problem> {
  return failed({
    code: 'constraints',
    what: 'The constraints cannot be used',
    why: reasons.join('; '),
    remedy:
      'The keys are services {include, exclude, mustBePrivate}, zones {min, cover}, hub {allowed, vpcId}, nat {keep}, budgetUsd, endpointServices and connections.',
  });
}
