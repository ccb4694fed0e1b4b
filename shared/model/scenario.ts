/**
 * A what-if: changes to the estate, to prices and to traffic, under a name, so
 * that it can be saved with the document and compared again later.
 */
import type { Immutable } from '#shared/base/brand.ts';
import type { NatGatewayId, RouteTableId, SecurityGroupId, SubnetId, VpcEndpointId, VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { priceAssumptionNames } from './price-settings.ts';
import { idSchema, regionSchema, z, zoneIdSchema } from './schema.ts';
import { usageSetSchema } from './usage.ts';

const amount = z.string().regex(/^\d+(\.\d+)?$/, 'write an amount in USD such as "0.045"');
const percent = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'write a percentage such as "12.5"')
  .refine((text) => Number(text) <= 100, 'write a percentage from 0 to 100');

/**
 * One change to the estate, by the id it has in the snapshot, or that an earlier
 * edit of the list gave. A key that no edit has is refused: a what-if that
 * overlooks half a wish is worse than none.
 */
export const scenarioEditSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('add-endpoint'),
    vpcId: idSchema<VpcId>(),
    /** `ecr.api`, or a whole service name. */
    service: z.string().min(1),
    /** A gateway endpoint for S3 and DynamoDB, else an interface endpoint, unless given. */
    type: z.enum(['Interface', 'Gateway']).optional(),
    /** Interface: where it stands; the zones with callers, at least two where possible, unless given. */
    zones: z.array(zoneIdSchema).min(1).optional(),
    /** Interface: exactly these instead of a subnet per zone. */
    subnetIds: z.array(idSchema<SubnetId>()).min(1).optional(),
    /** Interface: whether private DNS is on; it is for AWS services, unless given. */
    privateDns: z.boolean().optional(),
    /** Interface: those of the VPC's other interface endpoints, else its default group, unless given. */
    securityGroupIds: z.array(idSchema<SecurityGroupId>()).min(1).optional(),
    /** Gateway: the tables of the subnets with callers, unless given. */
    routeTableIds: z.array(idSchema<RouteTableId>()).min(1).optional(),
  }),
  z.strictObject({ op: z.literal('remove-endpoint'), endpointId: idSchema<VpcEndpointId>() }),
  z.strictObject({ op: z.literal('add-zone'), endpointId: idSchema<VpcEndpointId>(), zoneId: zoneIdSchema }),
  z.strictObject({ op: z.literal('remove-zone'), endpointId: idSchema<VpcEndpointId>(), zoneId: zoneIdSchema }),
  z.strictObject({ op: z.literal('set-private-dns'), endpointId: idSchema<VpcEndpointId>(), enabled: z.boolean() }),
  z.strictObject({ op: z.literal('associate-route-table'), endpointId: idSchema<VpcEndpointId>(), routeTableId: idSchema<RouteTableId>() }),
  z.strictObject({
    op: z.literal('disassociate-route-table'),
    endpointId: idSchema<VpcEndpointId>(),
    routeTableId: idSchema<RouteTableId>(),
  }),
  z.strictObject({
    op: z.literal('remove-nat'),
    natGatewayId: idSchema<NatGatewayId>(),
    /** The NAT gateway that takes its routes over; without one the routes go too. */
    routesTo: idSchema<NatGatewayId>().optional(),
  }),
]);
export type ScenarioEdit = Immutable<z.infer<typeof scenarioEditSchema>>;

const overrideSchema = z.object({
  item: z.string().min(1),
  /** Everywhere, unless given. */
  region: regionSchema.optional(),
  usd: amount,
  note: z.string().optional(),
});

const discountSchema = z.object({ name: z.string().min(1), items: z.string().min(1), percent });

/** What a person says about prices, in a scenario and in a document. */
export const priceSettingsSchema = z.object({
  /** The person's own prices; they win over the list. */
  overrides: z.array(overrideSchema).default([]),
  /** Each is a line of its own. */
  discounts: z.array(discountSchema).default([]),
  /** Documented assumptions that fill gaps of the list, by name, or all of them. */
  assumptions: z.union([z.boolean(), z.array(z.enum(priceAssumptionNames))]).default([]),
});

/** Options of a comparison that a person chooses; what is left out is chosen by the engine. */
export const chosenOptionsSchema = z.object({
  /** The set of the column "Common set": a preset, or services. */
  listed: z.union([z.string().min(1), z.array(z.string().min(1))]).optional(),
  hubVpcId: idSchema<VpcId>().optional(),
  hubVia: z.enum(['transit-gateway', 'peering']).optional(),
  hubNat: z.enum(['stays', 'goes']).optional(),
  natHoursBy: z.enum(['bytes', 'equally']).optional(),
  /** Days both paths are paid. */
  transitionDays: z.number().int().min(0).max(365).optional(),
});

export const scenarioSchema = z.object({
  name: z.string().min(1),
  /** As `--scope` takes it; every VPC worth comparing, unless given. */
  scope: z.union([z.string().min(1), z.array(z.string().min(1))]).optional(),
  /** 730 unless given. */
  hoursPerMonth: z.number().gt(0).max(744).optional(),
  prices: priceSettingsSchema.prefault({}),
  /** The hub and what else is chosen of the columns. */
  options: chosenOptionsSchema.optional(),
  /** Names of traffic saved in the document, and traffic of the scenario's own; all that the document has, unless given. */
  usage: z.array(z.union([z.string().min(1), usageSetSchema])).optional(),
  edits: z.array(scenarioEditSchema).default([]),
  /** The column the person decided on: `today` or the id of an alternative. */
  alternative: z.string().nullable().optional(),
});

/** A scenario whose every part was checked. */
export interface Scenario extends Immutable<z.infer<typeof scenarioSchema>> {}

/**
 * A scenario as a document holds it. Edits that only a later version knows do
 * not keep the document from being opened; they are refused when the scenario
 * is used.
 */
export const storedScenarioSchema = z.looseObject({
  name: z.string().min(1),
  edits: z.array(z.looseObject({ op: z.string().min(1) })).optional(),
});
export interface StoredScenario {
  readonly name: string;
  readonly edits?: readonly StoredEdit[] | undefined;
  readonly [field: string]: unknown;
}

/** An edit of any version. */
export interface StoredEdit {
  readonly op: string;
  readonly [field: string]: unknown;
}

/** Checks a scenario from outside; every fault is named by its path. */
export function parseScenario(raw: unknown): Outcome<Scenario, Problem> {
  const parsed = scenarioSchema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const told = parsed.error.issues.slice(0, 5).map((issue) => `${pathText(issue.path)}: ${issue.message}`);
  const rest = parsed.error.issues.length - told.length;
  return failed({
    code: 'scenario-invalid',
    what: 'The scenario cannot be used',
    why: `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`,
    remedy: 'docs/cli.md lists what a scenario holds.',
  });
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>((before, key) => (typeof key === 'number' ? `${before}[${key}]` : `${before}.${String(key)}`), '');
  return text === '' ? 'the scenario' : text.replace(/^\./, '');
}
