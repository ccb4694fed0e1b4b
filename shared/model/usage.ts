/**
 * Usage: how much traffic goes from where to what, with its provenance.
 * Names and meanings are those of the published usage schema; amounts are
 * decimal text in GB of 2^30 bytes for a month.
 */
import type { Immutable } from '#shared/base/brand.ts';
import type { NatGatewayId } from '#shared/base/ids.ts';
import { idSchema, regionSchema, timeSchema, z, zoneIdSchema } from './schema.ts';

/** Demand classes of the cost model: what a flow is, and so what it may move to. */
export const demandClasses = ['G', 'P', 'X', 'C', 'N', 'I', 'A', 'U'] as const;
export type DemandClass = (typeof demandClasses)[number];

export const usagePaths = ['nat', 'endpoint', 'gateway', 'hub'] as const;
/** How a figure came to be. */
export const usageBases = ['billed', 'measured', 'modelled', 'typed', 'assumed', 'unknown'] as const;
export type Basis = (typeof usageBases)[number];

/** Plain decimal text, not negative. */
export const gigabytesText = z.string().regex(/^\d+(\.\d+)?$/);

export const usageRowSchema = z.object({
  /** The VPC whose traffic this is. */
  scope: z.string().min(1),
  region: regionSchema,
  /** An AWS service code, a service name, `internet`, `aws` or `unattributed`. */
  service: z.string().min(1),
  gb_per_month: gigabytesText,
  /** `control` is the total of one NAT gateway, against which the demand is checked. */
  kind: z.enum(['demand', 'control']).default('demand'),
  nat_gateway_id: idSchema<NatGatewayId>().optional(),
  class: z.enum(demandClasses).optional(),
  path: z.enum(usagePaths).optional(),
  direction: z.enum(['in', 'out', 'both']).default('both'),
  from_zone: zoneIdSchema.optional(),
  to_zone: zoneIdSchema.optional(),
  window_start: timeSchema.optional(),
  window_end: timeSchema.optional(),
  basis: z.enum(usageBases).default('typed'),
});

export interface UsageRow extends Immutable<z.infer<typeof usageRowSchema>> {}

/** One import or measurement of traffic. */
export const usageSetSchema = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  /** Where the rows come from, for a person. */
  source: z.string(),
  rows: z.array(usageRowSchema),
});

export interface UsageSet extends Immutable<z.infer<typeof usageSetSchema>> {}
