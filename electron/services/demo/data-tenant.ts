/** A team that lives in subnets of others: of `retail`, which is read, and of an old network account, which nobody can read. */
import { account, type AccountDescription, region, tier, unscannedAccount, vpc } from '#shared/model/estate/describe.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { oldNetwork, tenant, usEast1 } from './cast.ts';

/** Its zone names differ from those of both owners. */
export function dataTenant(): AccountDescription {
  return account(tenant, 'data-tenant', [region('us-east-1', 'az1 az4 az6')]);
}

/** The VPC is seen through the tenant: its endpoints are unknown, which is not none. */
export function oldNetworkAccount(): AccountDescription {
  return unscannedAccount(oldNetwork, 'old-network', [
    region('us-east-1', usEast1.payments, {
      vpcs: [
        vpc('old-shared', '10.70.0.0/16', {
          tiers: [tier('tenants', 'az6 az4', { routes: [], holdsOf: { [tenant]: { instance: 1 } } })],
          endpoints: [interfaceEndpoint('logs', 'az6 az4')],
          participants: [tenant],
        }),
      ],
    }),
  ]);
}
