import type { Immutable } from '#shared/base/brand.ts';
import { idSchema, optionalText, originFields, z, zoneIdSchema, zoneNameSchema } from './schema.ts';
import { enumText, text, type Wire, type WireContext } from './wire.ts';
import type { ZoneId, ZoneName } from '#shared/base/ids.ts';

/** The SDK's `ZoneType` values. */
export const zoneTypes = ['availability-zone', 'local-zone', 'wavelength-zone'] as const;

/** An Availability Zone as one account sees it: the pair of that account's name and the shared ID. */
export const zoneSchema = z.object({
  ...originFields,
  zoneName: zoneNameSchema,
  /** Recordings from before AZ IDs existed have none. */
  zoneId: zoneIdSchema.nullable(),
  /** `availability-zone` where not told. */
  zoneType: idSchema<string>(),
  state: optionalText,
  parentZoneId: zoneIdSchema.nullable(),
});

export interface Zone extends Immutable<z.infer<typeof zoneSchema>> {}

/** A zone of `DescribeAvailabilityZones`. */
export function parseZone(wire: Wire, context: WireContext): Zone | null {
  const zoneName = text<ZoneName>(wire, 'ZoneName');
  if (zoneName === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    zoneName,
    zoneId: text<ZoneId>(wire, 'ZoneId'),
    zoneType: enumText(wire, 'ZoneType', zoneTypes) ?? 'availability-zone',
    state: text(wire, 'State'),
    parentZoneId: text<ZoneId>(wire, 'ParentZoneId'),
  };
}

/** Zone tables are per account and Region: the same name means another building elsewhere. */
export function zoneKey(zone: Pick<Zone, 'accountId' | 'region' | 'zoneName'>): string {
  return `${zone.accountId}/${zone.region}/${zone.zoneName}`;
}

/**
 * Regions in which accounts made before November 2025 may have different zone
 * name to ID mappings; in all others every account's table is valid for all.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 */
export const independentlyMappedRegions: ReadonlySet<string> = new Set([
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'eu-west-1',
  'sa-east-1',
  'us-gov-west-1',
]);

/** Zones in which cross-Region endpoints cannot be made (AWS PrivateLink guide, "Share your services"). */
export const crossRegionBarredZones: ReadonlySet<string> = new Set(['use1-az3', 'usw1-az2', 'apne1-az3', 'apne2-az2', 'apne2-az4']);
