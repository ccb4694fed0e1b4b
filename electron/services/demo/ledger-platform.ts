/** The provider account (S4): services on network load balancers, some with the faults providers make. */
import { account, type AccountDescription, allow, region, tier, vpc } from '#shared/model/estate/describe.ts';
import { endpointService, healthy, networkLoadBalancer, unhealthy } from '#shared/model/estate/describe-service.ts';
import { identity, ledger, payments, retail, stranger, usEast1 } from './cast.ts';

const platform = vpc('ledger-platform', '10.30.0.0/16', {
  tiers: [
    tier('service', 'az4 az6 az1', { routes: [], holds: { instance: 1 } }),
    tier('data', 'az4 az6', { routes: [], holds: { rds: 1 } }),
  ],
  securityGroups: { nlb: { ingress: [allow(443, '10.30.0.0/16')] } },
});

export function ledgerPlatform(): AccountDescription {
  return account(ledger, 'ledger-platform', [
    region('us-east-1', usEast1.ledger, {
      vpcs: [platform],
      loadBalancers: [
        // az6 has a node and no healthy target, and cross-zone is off: callers pinned to az6 fail.
        networkLoadBalancer('ledger', 'ledger-platform', 'service', 'az4 az6', {
          targets: { ...healthy(2, 'az4'), ...unhealthy(1, 'az6') },
        }),
        // Its only target zone is az4: an endpoint in az1 alone reaches nobody (broken).
        networkLoadBalancer('fraud-scoring', 'ledger-platform', 'service', 'az4 az1', {
          targets: { ...healthy(1, 'az4'), ...unhealthy(1, 'az1') },
        }),
        networkLoadBalancer('settlement', 'ledger-platform', 'service', 'az4 az6', { crossZone: true }),
        // Its security group knows only the platform itself: consumers' addresses are refused.
        networkLoadBalancer('risk-scores', 'ledger-platform', 'service', 'az1', { targets: healthy(1, 'az1'), securityGroups: ['nlb'] }),
        networkLoadBalancer('archive', 'ledger-platform', 'service', 'az4 az6 az1', { targetType: 'instance', targetCrossZone: true }),
        // Two load balancers behind one service, unlike each other: az6 is live behind the first only (partly dark).
        networkLoadBalancer('rates-a', 'ledger-platform', 'service', 'az4 az6', { targets: healthy(1, 'az4 az6') }),
        networkLoadBalancer('rates-b', 'ledger-platform', 'service', 'az4 az6 az1', {
          targets: { ...healthy(1, 'az4 az1'), ...unhealthy(1, 'az6') },
        }),
        networkLoadBalancer('statements', 'ledger-platform', 'service', 'az4 az6', { targets: healthy(1, 'az4 az6') }),
      ],
      services: [
        endpointService('ledger', { acceptance: true, principals: [payments, retail], privateDnsName: 'ledger.example.com' }),
        endpointService('fraud-scoring', { acceptance: false, principals: [retail] }),
        // Its private name was never proven, and a forgotten zone: the load balancer has az6, the service does not.
        endpointService('settlement', {
          acceptance: true,
          principals: [payments],
          zones: ['az4'],
          privateDnsName: 'settlement.example.com',
          privateDnsNameState: 'pendingVerification',
        }),
        // Anybody in the world may connect, unasked; somebody did.
        endpointService('risk-scores', {
          acceptance: false,
          principals: ['*'],
          strangers: [{ endpoint: 'unknown-risk-scores', accountId: stranger, state: 'Available' }],
        }),
        // Anybody may ask, somebody is asked.
        endpointService('archive', { acceptance: true, principals: ['*'] }),
        endpointService('rates', { acceptance: true, principals: [payments], loadBalancers: ['rates-a', 'rates-b'] }),
        // Nobody has ever connected; a role that never came is allowed.
        endpointService('statements', { acceptance: true, principals: [`arn:aws:iam::${identity}:role/statement-reader`] }),
      ],
    }),
  ]);
}
