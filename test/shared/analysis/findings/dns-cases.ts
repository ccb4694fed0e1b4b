/** Resolver rules and Route 53 Profiles on small estates. */
import type { AccountId } from '#shared/base/ids.ts';
import type { ProfileResource } from '#shared/model/dns-profile.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { endpointIdOf, hostedZoneIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, oneEndpoint } from '#test/fixtures/small-estates.ts';
import type { Case } from './judging.ts';

const shop = vpcIdOf('shop');
const kmsName = 'kms.eu-central-1.amazonaws.com';
const zones = { operation: 'ListHostedZonesByVPC' };

/** KMS with private DNS, and a rule that forwards this domain. */
function forwarding(domain: string, privateDns = true): Snapshot {
  return oneEndpoint({ privateDns }, { forwardedDomains: [domain] });
}

/** A VPC whose Profile brings all of these (ends of ARNs). The forwarding rule is the Profile's alone. */
function broughtBy(resources: readonly string[], privateDns: boolean, domain = kmsName): Snapshot {
  const snapshot = oneEndpoint(
    { privateDns },
    { profiles: ['names'], hostedZones: [{ domain: 'ledger.example' }], forwardedDomains: [domain] },
  );
  const [one] = snapshot.profileResources;
  if (one === undefined) throw new Error('the estate has no Profile');
  const resource = (end: string): ProfileResource => ({
    ...one,
    profileResourceAssociationId: end,
    resourceArn: `arn:aws:any:eu-central-1:${consumerAccount}:${end}`,
  });
  return {
    ...altered(snapshot, 'hostedZoneAssociations', (zone) => ({ ...zone, vpcId: vpcIdOf('elsewhere') })),
    resolverRuleAssociations: [],
    profileResources: resources.map(resource),
  };
}

function ruleFor(domain: string): string {
  return `resolver-rule/${forwarding(domain).resolverRules[0]?.resolverRuleId ?? ''}`;
}

const rule = ruleFor(kmsName);
const endpoint = `vpc-endpoint/${endpointIdOf('shop-kms')}`;
const ledgerZone = `hostedzone/${hostedZoneIdOf(consumerAccount as AccountId, 'ledger.example')}`;

/** What Resolver rules and Profiles do to names. */
export const dnsCases: readonly Case[] = [
  ['DNS-01', 'nothing forwards, and nobody read the hosted zones', unread(oneEndpoint(), zones), [], 1],
  [
    'DNS-01',
    'something forwards, and nobody read the hosted zones',
    unread(forwarding('other.example'), zones),
    [['unknown', 'medium', shop]],
    0,
  ],
  ['DNS-01', 'the very name, whatever the hosted zones are', unread(forwarding(kmsName), zones), [['fail', 'medium', shop]], 0],
  [
    'DNS-01',
    'a rule that is being taken off the VPC',
    altered(forwarding(kmsName), 'resolverRuleAssociations', (one) => ({ ...one, status: 'DELETING' })),
    [],
    1,
  ],
  [
    'DNS-01',
    'an association with a rule that nobody listed',
    altered(forwarding(kmsName), 'resolverRules', () => null),
    [['unknown', 'medium', shop]],
    0,
  ],
  ['DNS-01', "a Profile's rule for a name that the VPC has itself", broughtBy([rule], true), [], 1],
  ['DNS-01', "a Profile's rule for a name that the same Profile brings", broughtBy([rule, endpoint], false), [['fail', 'medium', shop]], 0],
  [
    'DNS-01',
    "a Profile's rule for its own hosted zone",
    broughtBy([ruleFor('ledger.example'), ledgerZone], false, 'ledger.example'),
    [['fail', 'medium', shop]],
    0,
  ],
  ['DNS-01', "a Profile's rule for a name that nobody brings", broughtBy([rule], false), [], 1],
  [
    'DNS-01',
    'a Profile that nobody could open',
    unread(broughtBy([rule], true), { operation: 'ListProfileResourceAssociations' }),
    [['unknown', 'medium', shop]],
    0,
  ],
];
