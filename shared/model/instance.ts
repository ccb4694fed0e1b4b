import type { Immutable } from '#shared/base/brand.ts';
import type { InstanceId, SubnetId, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { idSchema, optionalText, originFields, z, zoneIdSchema, zoneNameSchema } from './schema.ts';
import { inner, text, type Wire, type WireContext, wires } from './wire.ts';

/** An instance, as far as targets of load balancers need its zone. */
export const instanceSchema = z.object({
  ...originFields,
  instanceId: idSchema<InstanceId>(),
  subnetId: idSchema<SubnetId>().nullable(),
  vpcId: idSchema<VpcId>().nullable(),
  zoneId: zoneIdSchema.nullable(),
  zoneName: zoneNameSchema.nullable(),
  privateIpAddress: optionalText,
  state: optionalText,
});

export interface Instance extends Immutable<z.infer<typeof instanceSchema>> {}

/** The instances of one reservation of `DescribeInstances`. */
export function parseReservation(wire: Wire, context: WireContext): Instance[] {
  return wires(wire, 'Instances').flatMap((instance) => {
    const instanceId = text<InstanceId>(instance, 'InstanceId');
    if (instanceId === null) return [];
    const placement = inner(instance, 'Placement');
    return [
      {
        accountId: context.accountId,
        region: context.region,
        readBy: context.accountId,
        instanceId,
        subnetId: text<SubnetId>(instance, 'SubnetId'),
        vpcId: text<VpcId>(instance, 'VpcId'),
        zoneId: text<ZoneId>(placement, 'AvailabilityZoneId'),
        zoneName: text<ZoneName>(placement, 'AvailabilityZone'),
        privateIpAddress: text(instance, 'PrivateIpAddress'),
        state: text(inner(instance, 'State'), 'Name'),
      },
    ];
  });
}
