/** Identity: a well-made provider with consumers in several accounts, and a service offered to another Region. */
import { account, type AccountDescription, region, tier, toTransitGateway, vpc } from '#shared/model/estate/describe.ts';
import { endpointService, healthy, networkLoadBalancer } from '#shared/model/estate/describe-service.ts';
import { consumerOf, interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { analytics, euWest1, identity, payments, retail, stranger, usEast1 } from './cast.ts';
import { hubZones } from './network-hub.ts';

const core = vpc('identity-core', '10.40.0.0/16', {
  tiers: [tier('service', 'az1 az4 az6', { holds: { eks: 2 }, routes: [toTransitGateway('core')] })],
  // The hub serves the common names; these two are the account's own, everything in order (aligned).
  endpoints: [
    interfaceEndpoint('kinesis-streams', 'az1 az4 az6'),
    interfaceEndpoint('events', 'az1 az4 az6'),
    // A third VPC on the transit gateway with an endpoint of its own for what the hub has already.
    interfaceEndpoint('secretsmanager', 'az1 az4', { privateDns: false }),
    // Accepted once; its principal has been taken off the list since, which does not cut the connection.
    consumerOf('ledger', 'us-east-1', 'az4', { name: 'identity-ledger' }),
  ],
  attachments: [{ transitGateway: 'core', tier: 'service' }],
  hostedZones: hubZones(),
});

/** Offered to us-east-1 as well: an endpoint there needs no zone in common. */
const geo = vpc('identity-geo', '10.41.0.0/16', { tiers: [tier('service', 'az1 az2', { routes: [] })] });

export function identityHub(): AccountDescription {
  return account(identity, 'identity-hub', [
    region('us-east-1', usEast1.identity, {
      vpcs: [core],
      loadBalancers: [
        networkLoadBalancer('identity', 'identity-core', 'service', 'az1 az4 az6', { crossZone: true, targets: healthy(1, 'az1 az4 az6') }),
      ],
      services: [endpointService('identity', { acceptance: true, principals: [payments, retail] })],
    }),
    region('eu-west-1', euWest1.hub, {
      vpcs: [geo],
      loadBalancers: ['geo-lookup', 'geo-archive'].map((name) => networkLoadBalancer(name, 'identity-geo', 'service', 'az1 az2')),
      services: [
        // Accepts by itself, and one of the principals is a partner outside the organisation.
        endpointService('geo-lookup', { acceptance: false, principals: [retail, analytics, stranger], remoteRegions: ['us-east-1'] }),
        // Was offered to us-east-1 and is no longer; a consumer there still hangs on it.
        endpointService('geo-archive', { acceptance: true, principals: [retail] }),
      ],
    }),
  ]);
}
