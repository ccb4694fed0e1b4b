/** What every alternative of a scope takes for granted. */
import { decimalText } from '#shared/base/decimal.ts';
import type { CostModel } from './model.ts';

/** As sentences, the same in every alternative of the scope. */
export function commonAssumptions(model: Pick<CostModel, 'hours' | 'vpcs'>): string[] {
  const isUnread = model.vpcs.some((vpc) => vpc.subnetZones.length === 0);
  return [
    `${decimalText(model.hours)} hours a month, list prices before tax, credits and discounts, no free allowance.`,
    'GB are 2^30 bytes; price tiers fill up over this scope alone, AWS fills them over the billing family.',
    'Not included: request charges, load balancer hours, Route 53 Profiles and Resolver endpoints, logging, labour.',
    ...(isUnread ? ['The subnets of some VPCs were not read: zones of new endpoints there are unknown.'] : []),
  ];
}
