import type { Region, ServiceId, ServiceName } from '#shared/base/ids.ts';

/** What a service name tells by itself. */
export interface ServiceReference {
  readonly kind: 'custom' | 'aws';
  /** `null` for AWS services without a Region part, such as `com.amazonaws.iam`. */
  readonly region: Region | null;
  /** Only custom services have one. */
  readonly serviceId: ServiceId | null;
}

const customName = /^(?:cn\.)?com\.amazonaws\.vpce\.([a-z0-9-]+)\.(vpce-svc-[0-9a-z]+)$/;
const regionalName = /^(?:cn\.)?(?:com\.amazonaws|aws\.[a-z0-9-]+|aws)\.([a-z]{2,4}(?:-[a-z]+)+-\d+)\.(.+)$/;
const globalName = /^(?:cn\.)?(?:com\.amazonaws|aws)\.(.+)$/;

/** Reads a service name without guessing: names of AWS services need not hold a Region. */
export function parseServiceName(name: ServiceName): ServiceReference {
  const custom = customName.exec(name);
  if (custom !== null) {
    return { kind: 'custom', region: (custom[1] ?? null) as Region | null, serviceId: (custom[2] ?? null) as ServiceId | null };
  }
  const regional = regionalName.exec(name);
  return { kind: 'aws', region: (regional?.[1] ?? null) as Region | null, serviceId: null };
}

/** The short name people use: `ecr.api`, `s3`, or the service id of a custom service. */
export function shortServiceName(name: ServiceName): string {
  const custom = customName.exec(name);
  if (custom !== null) return custom[2] ?? name;
  return regionalName.exec(name)?.[2] ?? globalName.exec(name)?.[1] ?? name;
}

/**
 * The DNS name of an AWS service by AWS's habit, for where nobody read what AWS
 * tells of it: `ecr.api` answers to `api.ecr.<region>.amazonaws.com`.
 */
export function usualDnsName(service: string, region: Region): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${service.split('.').toReversed().join('.')}.${region}.${suffix}`;
}
