/** The demo estate: an organisation small enough to read and broken enough to show every view, verdict and finding. */
import { estate } from '#shared/model/estate/build-estate.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { analyticsProd } from './analytics-prod.ts';
import { identityHub } from './identity-hub.ts';
import { ledgerPlatform } from './ledger-platform.ts';
import { networkHub } from './network-hub.ts';
import { paymentsProd } from './payments-prod.ts';
import { dataTenant, oldNetworkAccount } from './data-tenant.ts';
import { demoRows } from './demo-traffic.ts';
import { retailStaging } from './retail-staging.ts';
import { metricsSaas } from './suppliers.ts';

/** What first launch shows, without credentials. The same to the byte every time. */
export function demoSnapshot(): Snapshot {
  return estate({
    title: 'Demo estate',
    kind: 'demo',
    takenAt: '2026-11-02T09:30:00.000Z',
    profile: 'demo',
    accounts: [
      networkHub(),
      paymentsProd(),
      ledgerPlatform(),
      identityHub(),
      analyticsProd(),
      retailStaging(),
      dataTenant(),
      oldNetworkAccount(),
      metricsSaas(),
    ],
    awsServiceZones: { 'us-east-1/cognito-idp': ['az1', 'az2', 'az4'] },
  });
}

/** The NAT traffic of the demo estate in October 2026, with the total of each NAT gateway beside its parts. */
export function demoUsage(): UsageSet {
  return {
    schemaVersion: 1,
    name: 'October 2026',
    source: 'Demo estate: made-up flow log summary and CloudWatch totals',
    rows: demoRows(),
  };
}
