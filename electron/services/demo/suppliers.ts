/** Suppliers outside the organisation (S7): nobody can read them, they are known by what consumers see. */
import type { ZoneName } from '#shared/base/ids.ts';
import { type AccountDescription, region, tier, unscannedAccount, vpc } from '#shared/model/estate/describe.ts';
import { endpointService, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { payments, retail, saas, usEast1 } from './cast.ts';

export function metricsSaas(): AccountDescription {
  return unscannedAccount(saas, 'metrics-saas', [
    region('us-east-1', usEast1.saas, {
      vpcs: [vpc('metrics-saas', '10.200.0.0/16', { tiers: [tier('service', 'az2 az6 az4', { routes: [] })] })],
      loadBalancers: [
        networkLoadBalancer('metrics-intake', 'metrics-saas', 'service', 'az2 az6 az4'),
        networkLoadBalancer('feature-flags', 'metrics-saas', 'service', 'az4 az2'),
      ],
      services: [
        endpointService('metrics-intake', { acceptance: true, principals: [payments, retail] }),
        // Seen in an old answer that has zone names only, and one name fewer than the endpoint has zones (contradicted).
        endpointService('feature-flags', {
          acceptance: false,
          principals: [retail],
          detailOverride: { zoneIds: null, zoneNames: ['us-east-1a' as ZoneName] },
        }),
      ],
    }),
  ]);
}
