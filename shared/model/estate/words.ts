import type { ServiceName } from '#shared/base/ids.ts';

/** Splits `az4 az6` into its words. */
export function words(list: string): readonly string[] {
  return list.split(' ').filter((word) => word !== '');
}

/** Whether a service is written by its full name instead of AWS's short one. */
export function isFullServiceName(service: string): service is ServiceName {
  return service.includes('com.amazonaws');
}
