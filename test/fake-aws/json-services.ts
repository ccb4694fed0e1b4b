/** The services that answer in JSON: Route 53 Resolver and Profiles, Network Firewall; and IAM, which has one list. */
import { globalRegion } from '#shared/base/ids.ts';
import type { CollectionName, RecordOf } from '#shared/model/collections.ts';
import type { Answering } from './answering.ts';
import { changedPage, type PageChange, pageOf } from './paging.ts';
import { type Answer, jsonProblem, queryProblem } from './problems.ts';
import { refusal } from './refusal.ts';
import type { FakeRequest } from './request.ts';
import type { Caller } from './truth.ts';

/** How one list is answered. */
interface ServedList<Name extends CollectionName> {
  readonly service: string;
  readonly collection: Name;
  readonly member: string;
  readonly entry: (record: RecordOf<Name>) => object;
  /** A parameter that narrows the list, and what it is compared with. */
  readonly only?: readonly [parameter: string, field: (record: RecordOf<Name>) => string];
}

function list<Name extends CollectionName>(served: ServedList<Name>): ServedList<CollectionName> {
  return served as unknown as ServedList<CollectionName>;
}

const mostPerPage = 100;

const lists: Readonly<Record<string, ServedList<CollectionName>>> = {
  ListResolverRules: list({ service: 'route53resolver', collection: 'resolverRules', member: 'ResolverRules', entry: resolverRule }),
  ListResolverRuleAssociations: list({
    service: 'route53resolver',
    collection: 'resolverRuleAssociations',
    member: 'ResolverRuleAssociations',
    entry: (record) => ({
      Id: record.resolverRuleAssociationId,
      ResolverRuleId: record.resolverRuleId,
      VPCId: record.vpcId,
      Status: record.status,
    }),
  }),
  ListResolverEndpoints: list({
    service: 'route53resolver',
    collection: 'resolverEndpoints',
    member: 'ResolverEndpoints',
    entry: (record) => ({
      Id: record.resolverEndpointId,
      Name: record.name,
      Direction: record.direction,
      HostVPCId: record.vpcId,
      SecurityGroupIds: record.securityGroupIds,
      IpAddressCount: record.ipAddressCount,
      Status: record.status,
    }),
  }),
  ListProfiles: list({
    service: 'route53profiles',
    collection: 'dnsProfiles',
    member: 'ProfileSummaries',
    entry: (record) => ({ Id: record.profileId, Arn: record.arn, Name: record.name, ShareStatus: record.shareStatus }),
  }),
  ListProfileAssociations: list({
    service: 'route53profiles',
    collection: 'profileAssociations',
    member: 'ProfileAssociations',
    entry: (record) => ({
      Id: record.profileAssociationId,
      OwnerId: record.accountId,
      ProfileId: record.profileId,
      ResourceId: record.resourceId,
      Status: record.status,
    }),
  }),
  ListProfileResourceAssociations: list({
    service: 'route53profiles',
    collection: 'profileResources',
    member: 'ProfileResourceAssociations',
    entry: (record) => ({
      Id: record.profileResourceAssociationId,
      OwnerId: record.accountId,
      ResourceArn: record.resourceArn,
      ResourceType: record.resourceType,
      Name: record.name,
      Status: record.status,
    }),
    only: ['ProfileId', (record) => record.profileId],
  }),
  ListFirewalls: list({
    service: 'network-firewall',
    collection: 'firewalls',
    member: 'Firewalls',
    entry: (record) => ({ FirewallName: record.name, FirewallArn: record.firewallArn }),
  }),
};

/** The answer of one of these services; `null` where the request is for another. */
export function jsonServiceAnswer(request: FakeRequest, caller: Caller, answering: Answering, change: PageChange): Answer | null {
  if (request.service === 'iam') return aliasAnswer(request, caller, answering);
  if (!isJsonService(request.service)) return null;
  const denied = refusal(request, caller, answering.truth);
  if (denied !== null)
    return 'code' in denied ? jsonProblem(denied.code === 'AccessDenied' ? { ...denied, code: 'AccessDeniedException' } : denied) : denied;
  if (request.action === 'DescribeFirewall') return firewallAnswer(request, caller, answering);
  const served = lists[request.action];
  if (served?.service !== request.service) return jsonProblem({ status: 400, code: 'UnknownOperationException', message: request.action });
  const all = answering.truth.seenBy(caller, served.collection);
  const records = served.only === undefined ? all : narrowed(all, served.only, request);
  const page = pageOf(request, records, Math.min(answering.pageSize, mostPerPage));
  if (page === null) return jsonProblem({ status: 400, code: 'InvalidNextTokenException', message: 'The token is not valid.' });
  const changed = changedPage(page, change);
  return json({ [served.member]: changed.records.map(served.entry), ...(changed.token === null ? {} : { NextToken: changed.token }) });
}

export function isJsonService(service: string): boolean {
  return ['route53resolver', 'route53profiles', 'network-firewall'].includes(service);
}

function narrowed(
  records: readonly RecordOf<CollectionName>[],
  [parameter, field]: NonNullable<ServedList<CollectionName>['only']>,
  request: FakeRequest,
): RecordOf<CollectionName>[] {
  return records.filter((record) => field(record) === request.parameters.get(parameter));
}

function resolverRule(record: RecordOf<'resolverRules'>): object {
  const targets = (record.targets ?? []).map((target) => {
    const colon = target.lastIndexOf(':');
    return { Ip: target.slice(0, colon), Port: Number(target.slice(colon + 1)), Protocol: 'Do53' };
  });
  return {
    Id: record.resolverRuleId,
    OwnerId: record.accountId,
    DomainName: `${record.domainName}.`,
    RuleType: record.ruleType,
    Status: record.status,
    ResolverEndpointId: record.resolverEndpointId,
    ...(targets.length === 0 ? {} : { TargetIps: targets }),
  };
}

function firewallAnswer(request: FakeRequest, caller: Caller, { truth }: Answering): Answer {
  const found = truth.seenBy(caller, 'firewalls').find((firewall) => firewall.firewallArn === request.parameters.get('FirewallArn'));
  if (found === undefined) return jsonProblem({ status: 400, code: 'ResourceNotFoundException', message: 'Not found.' });
  const { firewallArn: FirewallArn, name: FirewallName, vpcId: VpcId, subnetIds } = found;
  return json({ Firewall: { FirewallArn, FirewallName, VpcId, SubnetMappings: subnetIds.map((SubnetId) => ({ SubnetId })) } });
}

function aliasAnswer(request: FakeRequest, caller: Caller, { truth }: Answering): Answer {
  const denied = refusal(request, caller, truth);
  if (denied !== null) return 'code' in denied ? queryProblem(denied) : denied;
  const members = truth.seenBy({ ...caller, region: globalRegion }, 'accountAliases').map(({ alias }) => `<member>${alias}</member>`);
  const result = `<ListAccountAliasesResult><IsTruncated>false</IsTruncated><AccountAliases>${members.join('')}</AccountAliases></ListAccountAliasesResult>`;
  const body = `<ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${result}</ListAccountAliasesResponse>`;
  return { status: 200, contentType: 'text/xml', body };
}

function json(value: object): Answer {
  return { status: 200, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(value) };
}
