/** What Route 53 Profiles bring into the DNS of a VPC. */
import { describe, expect, it } from 'vitest';
import { isInForce, profileContent } from '#shared/analysis/topology/dns-profiles.ts';
import { hostedZoneIndex } from '#shared/analysis/topology/private-dns.ts';
import type { AccountId } from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import { altered, unread } from '#shared/model/estate/alter.ts';
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { endpointIdOf, hostedZoneIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { consumerAccount, oneVpc } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const domain = 'kms.eu-central-1.amazonaws.com';
const endpointId = endpointIdOf('shop-kms');
/** A VPC with a hosted zone for KMS of its own and a Profile, and a Resolver rule. */
const estate = oneVpc({
  profiles: ['names'],
  endpoints: [interfaceEndpoint('kms', 'az1', { privateDns: false })],
  hostedZones: [{ domain, records: [{ name: '', endpoint: 'shop-kms' }] }],
  forwardedDomains: ['corp.example'],
});
const zoneId = hostedZoneIdOf(consumerAccount as AccountId, domain);
const [association] = estate.profileAssociations;
const profileId = association?.profileId ?? '';
const ruleId = estate.resolverRules[0]?.resolverRuleId ?? '';

/** What the Profile holds, by ARN. */
function holding(...arns: readonly string[]): Snapshot {
  const [one] = estate.profileResources;
  if (one === undefined) throw new Error('the Profile holds nothing');
  const resources = arns.map((resourceArn) => ({ ...one, profileResourceAssociationId: `rpr-${resourceArn}`, resourceArn }));
  return { ...estate, profileResources: resources };
}

function resources(snapshot: Snapshot, change: Partial<RecordOf<'profileResources'>>): Snapshot {
  return altered(snapshot, 'profileResources', (one) => ({ ...one, ...change }));
}

/** What it brings, endpoints and rules by id. */
function brought(snapshot: Snapshot) {
  const { topology } = analysed(snapshot);
  const node = topology.vpcNode(vpcIdOf('shop'));
  if (node === undefined) throw new Error('no VPC');
  const { endpoints, rules, ...rest } = profileContent(topology, node);
  return { ...rest, endpoints: endpoints.map((one) => one.endpoint.vpcEndpointId), rules: rules.map((one) => one.resolverRuleId) };
}

const nothing = { profileIds: [profileId], hostedZoneIds: [], domains: [], endpoints: [], rules: [], unknownBecause: null };
const zoneArn = `arn:aws:route53:::hostedzone/${zoneId}`;
const endpointArn = `arn:aws:ec2:eu-central-1:${consumerAccount}:vpc-endpoint/${endpointId}`;
const ruleArn = `arn:aws:route53resolver:eu-central-1:${consumerAccount}:resolver-rule/${ruleId}`;
const untold = 'nobody tells the name of the hosted zone Z0STRANGE, which a Route 53 Profile of the VPC holds';

describe('a Route 53 Profile', () => {
  it.each([
    ['brings a hosted zone with its name', holding(zoneArn), { hostedZoneIds: [zoneId], domains: [domain] }],
    ['brings an endpoint', holding(endpointArn), { endpoints: [endpointId] }],
    ['brings a Resolver rule', holding(ruleArn), { rules: [ruleId] }],
    [
      'brings all of them',
      holding(zoneArn, endpointArn, ruleArn),
      { hostedZoneIds: [zoneId], domains: [domain], endpoints: [endpointId], rules: [ruleId] },
    ],
    [
      'brings a hosted zone whose name nobody tells',
      holding('arn:aws:route53:::hostedzone/Z0STRANGE'),
      { hostedZoneIds: ['Z0STRANGE'], unknownBecause: untold },
    ],
    ['brings nothing by an endpoint nobody read', holding(`${endpointArn}0`), {}],
    ['brings nothing by a rule nobody read', holding(`${ruleArn}0`), {}],
    ['brings nothing by an ARN without an id', holding('arn:aws:route53:::hostedzone', 'arn:aws:route53:::hostedzone/'), {}],
    ['brings nothing by what is no ARN', holding(zoneId), {}],
    ['brings nothing by an ARN of another kind', holding(`arn:aws:ec2:eu-central-1:${consumerAccount}:vpc/vpc-1`), {}],
    ['brings nothing that is being taken away', resources(holding(zoneArn), { status: 'DELETING' }), {}],
    ['brings nothing that another Profile overrides', resources(holding(zoneArn), { status: 'overridden' }), {}],
    ['brings what tells no state', resources(holding(zoneArn), { status: null }), { hostedZoneIds: [zoneId], domains: [domain] }],
    ['that is read and holds nothing', { ...estate, profileResources: [] }, {}],
    [
      'that nobody opened',
      unread(estate, { operation: 'ListProfileResourceAssociations' }),
      { unknownBecause: 'route53profiles:ListProfileResourceAssociations was denied in 1111 2222 3333 / eu-central-1' },
    ],
    [
      'that somebody opened where others could not',
      { ...unread(estate, { operation: 'ListProfileResourceAssociations' }), profileResources: holding(zoneArn).profileResources },
      { hostedZoneIds: [zoneId], domains: [domain] },
    ],
  ] as const)('%s', (_what, snapshot, expected) => {
    expect(brought(snapshot)).toEqual({ ...nothing, ...expected });
  });

  it('that no longer belongs to the VPC brings nothing, not even questions', () => {
    const over = altered(unread(estate, { operation: 'ListProfileResourceAssociations' }), 'profileAssociations', (one) => ({
      ...one,
      status: 'DELETED',
    }));
    expect(brought(over)).toEqual({ ...nothing, profileIds: [] });
  });

  it('leads names to endpoints where nobody read the hosted zones of the VPC', () => {
    const named = (snapshot: Snapshot) => {
      const { topology } = analysed(unread(snapshot, { operation: 'ListHostedZonesByVPC' }));
      const node = topology.vpcNode(vpcIdOf('shop'));
      return (node && hostedZoneIndex(topology).endpointsFor(node))?.map((one) => one.endpoint.vpcEndpointId) ?? null;
    };
    expect([named(holding(endpointArn)), named(holding(zoneArn, endpointArn)), named(holding(ruleArn))]).toEqual([
      [endpointId],
      [endpointId],
      null,
    ]);
  });
});

describe('an association of DNS settings', () => {
  it.each([
    [null, true],
    ['COMPLETE', true],
    ['CREATING', true],
    ['DELETING', false],
    ['deleted', false],
    ['FAILED', false],
    ['OVERRIDDEN', false],
  ] as const)('in state %s', (status, expected) => {
    expect(isInForce({ status })).toBe(expected);
  });
});
