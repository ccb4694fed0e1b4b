/** Who is in the demo estate, and which AZ IDs each account's zone names stand for. */
import { presets } from '#shared/analysis/cost/presets.ts';

export const hub = '210000000001';
export const payments = '210000000002';
export const ledger = '210000000003';
export const identity = '210000000004';
export const analytics = '210000000005';
export const retail = '210000000006';
export const tenant = '210000000007';
/** The old network team's account: nobody has a role in it. */
export const oldNetwork = '210000000008';
/** A supplier outside the organisation: never scanned. */
export const saas = '390000000001';
/** A partner that somebody connected, and nobody knows. */
export const stranger = '480000000001';

/**
 * The zones of us-east-1 in the order of each account's names. The trap: `us-east-1a`
 * is az1 for the hub, az6 for payments and az4 for the ledger platform.
 */
export const usEast1 = {
  hub: 'az1 az2 az4 az6',
  payments: 'az6 az4 az1',
  ledger: 'az4 az6 az1',
  identity: 'az2 az1 az4 az6',
  retail: 'az4 az1 az2 az3',
  saas: 'az2 az6 az4',
} as const;

/** eu-west-1 is mapped independently as well; eu-central-1 is the same for everybody. */
export const euWest1 = { hub: 'az1 az2 az3', analytics: 'az3 az1 az2', retail: 'az2 az3 az1' } as const;
export const euCentral1 = 'az2 az3 az1';

/** The thirteen AWS services that most VPCs end up needing (S1, S3). */
export const commonServices = presets['common-13'].interfaces;
