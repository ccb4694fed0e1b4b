import type { Immutable } from '#shared/base/brand.ts';
import type { LoadBalancerArn, SecurityGroupId, SubnetId, TargetGroupArn, VpcId, ZoneId, ZoneName } from '#shared/base/ids.ts';
import { idSchema, optionalNumber, optionalText, originFields, z, zoneIdSchema, zoneNameSchema } from './schema.ts';
import { inner, numeric, text, texts, type Wire, type WireContext, wires } from './wire.ts';

/** A load balancer, as far as endpoint services need it. The API gives zone names only: IDs come through the subnets. */
export const loadBalancerSchema = z.object({
  ...originFields,
  loadBalancerArn: idSchema<LoadBalancerArn>(),
  name: optionalText,
  /** `network`, `gateway`, `application`. */
  type: optionalText,
  scheme: optionalText,
  state: optionalText,
  vpcId: idSchema<VpcId>().nullable(),
  ipAddressType: optionalText,
  securityGroupIds: z.array(idSchema<SecurityGroupId>()),
  /** `on` or `off`: whether inbound rules apply to PrivateLink traffic. */
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: optionalText,
  zones: z.array(
    z.object({
      /** In the naming of `readBy`. */
      zoneName: zoneNameSchema.nullable(),
      zoneId: zoneIdSchema.nullable(),
      subnetId: idSchema<SubnetId>().nullable(),
    }),
  ),
});

export interface LoadBalancer extends Immutable<z.infer<typeof loadBalancerSchema>> {}

/** A load balancer of ELBv2 `DescribeLoadBalancers`. */
export function parseLoadBalancer(wire: Wire, context: WireContext): LoadBalancer | null {
  const loadBalancerArn = text<LoadBalancerArn>(wire, 'LoadBalancerArn');
  if (loadBalancerArn === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    loadBalancerArn,
    name: text(wire, 'LoadBalancerName'),
    type: text(wire, 'Type'),
    scheme: text(wire, 'Scheme'),
    state: text(inner(wire, 'State'), 'Code'),
    vpcId: text<VpcId>(wire, 'VpcId'),
    ipAddressType: text(wire, 'IpAddressType'),
    securityGroupIds: texts<SecurityGroupId>(wire, 'SecurityGroups'),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: text(wire, 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'),
    zones: wires(wire, 'AvailabilityZones').map((zone) => ({
      zoneName: text<ZoneName>(zone, 'ZoneName'),
      zoneId: text<ZoneId>(zone, 'ZoneId'),
      subnetId: text<SubnetId>(zone, 'SubnetId'),
    })),
  };
}

/** Attributes of a load balancer or of a target group, as key and value. */
const attributesField = z.array(z.object({ key: z.string(), value: z.string() }));

export const loadBalancerAttributesSchema = z.object({
  ...originFields,
  loadBalancerArn: idSchema<LoadBalancerArn>(),
  attributes: attributesField,
});
export interface LoadBalancerAttributes extends Immutable<z.infer<typeof loadBalancerAttributesSchema>> {}

/** The attributes of one load balancer; the answer itself does not name it, so the reader adds `LoadBalancerArn`. */
export function parseLoadBalancerAttributes(wire: Wire, context: WireContext): LoadBalancerAttributes | null {
  const loadBalancerArn = text<LoadBalancerArn>(wire, 'LoadBalancerArn');
  if (loadBalancerArn === null) return null;
  return { accountId: context.accountId, region: context.region, readBy: context.accountId, loadBalancerArn, attributes: attributes(wire) };
}

export const listenerSchema = z.object({
  ...originFields,
  listenerArn: z.string(),
  loadBalancerArn: idSchema<LoadBalancerArn>(),
  port: optionalNumber,
  protocol: optionalText,
  targetGroupArns: z.array(idSchema<TargetGroupArn>()),
});

export interface Listener extends Immutable<z.infer<typeof listenerSchema>> {}

/** A listener of ELBv2 `DescribeListeners`. */
export function parseListener(wire: Wire, context: WireContext): Listener | null {
  const listenerArn = text(wire, 'ListenerArn');
  const loadBalancerArn = text<LoadBalancerArn>(wire, 'LoadBalancerArn');
  if (listenerArn === null || loadBalancerArn === null) return null;
  const actions = wires(wire, 'DefaultActions');
  const forwarded = actions.flatMap((action) => wires(inner(action, 'ForwardConfig'), 'TargetGroups'));
  const arns = [...actions, ...forwarded].flatMap((action) => text<TargetGroupArn>(action, 'TargetGroupArn') ?? []);
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    listenerArn,
    loadBalancerArn,
    port: numeric(wire, 'Port'),
    protocol: text(wire, 'Protocol'),
    targetGroupArns: [...new Set(arns)],
  };
}

export const targetGroupSchema = z.object({
  ...originFields,
  targetGroupArn: idSchema<TargetGroupArn>(),
  name: optionalText,
  /** `instance`, `ip`, `lambda`, `alb`. */
  targetType: optionalText,
  protocol: optionalText,
  port: optionalNumber,
  vpcId: idSchema<VpcId>().nullable(),
  loadBalancerArns: z.array(idSchema<LoadBalancerArn>()),
});

export interface TargetGroup extends Immutable<z.infer<typeof targetGroupSchema>> {}

/** A group of ELBv2 `DescribeTargetGroups`. */
export function parseTargetGroup(wire: Wire, context: WireContext): TargetGroup | null {
  const targetGroupArn = text<TargetGroupArn>(wire, 'TargetGroupArn');
  if (targetGroupArn === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    targetGroupArn,
    name: text(wire, 'TargetGroupName'),
    targetType: text(wire, 'TargetType'),
    protocol: text(wire, 'Protocol'),
    port: numeric(wire, 'Port'),
    vpcId: text<VpcId>(wire, 'VpcId'),
    loadBalancerArns: texts<LoadBalancerArn>(wire, 'LoadBalancerArns'),
  };
}

export const targetGroupAttributesSchema = z.object({
  ...originFields,
  targetGroupArn: idSchema<TargetGroupArn>(),
  attributes: attributesField,
});
export interface TargetGroupAttributes extends Immutable<z.infer<typeof targetGroupAttributesSchema>> {}

/** The attributes of one target group; the reader adds `TargetGroupArn`. */
export function parseTargetGroupAttributes(wire: Wire, context: WireContext): TargetGroupAttributes | null {
  const targetGroupArn = text<TargetGroupArn>(wire, 'TargetGroupArn');
  if (targetGroupArn === null) return null;
  return { accountId: context.accountId, region: context.region, readBy: context.accountId, targetGroupArn, attributes: attributes(wire) };
}

/** The health of every target of one group. */
export const targetHealthSchema = z.object({
  ...originFields,
  targetGroupArn: idSchema<TargetGroupArn>(),
  targets: z.array(
    z.object({
      /** An instance id, an IP address or an ALB's ARN. */
      targetId: z.string(),
      port: optionalNumber,
      /** A zone name, `all`, or `null` (instance targets have none). */
      availabilityZone: optionalText,
      state: optionalText,
      reason: optionalText,
    }),
  ),
});

export interface TargetHealth extends Immutable<z.infer<typeof targetHealthSchema>> {}

/** An answer of ELBv2 `DescribeTargetHealth`; the reader adds `TargetGroupArn`. */
export function parseTargetHealth(wire: Wire, context: WireContext): TargetHealth | null {
  const targetGroupArn = text<TargetGroupArn>(wire, 'TargetGroupArn');
  if (targetGroupArn === null) return null;
  return {
    accountId: context.accountId,
    region: context.region,
    readBy: context.accountId,
    targetGroupArn,
    targets: wires(wire, 'TargetHealthDescriptions').flatMap((description) => {
      const target = inner(description, 'Target');
      const targetId = text(target, 'Id');
      if (targetId === null) return [];
      const health = inner(description, 'TargetHealth');
      return [
        {
          targetId,
          port: numeric(target, 'Port'),
          availabilityZone: text(target, 'AvailabilityZone'),
          state: text(health, 'State'),
          reason: text(health, 'Reason'),
        },
      ];
    }),
  };
}

/** The value of an attribute, `null` where it is not listed. */
export function attributeValue(list: readonly { readonly key: string; readonly value: string }[], key: string): string | null {
  return list.find((attribute) => attribute.key === key)?.value ?? null;
}

function attributes(wire: Wire): { key: string; value: string }[] {
  return wires(wire, 'Attributes').flatMap((attribute) => {
    const key = text(attribute, 'Key');
    return key === null ? [] : [{ key, value: text(attribute, 'Value') ?? '' }];
  });
}
