/** What AWS would answer to a request, were nothing in between to go wrong. */
import type { Region } from '#shared/base/ids.ts';
import type { CollectionName, RecordOf } from '#shared/model/collections.ts';
import { plainEnum } from '#shared/model/wire.ts';
import type { Answering } from './answering.ts';
import { refusal } from './refusal.ts';
import { isJsonService, jsonServiceAnswer } from './json-services.ts';
import { organizationsAnswer } from './organizations.ts';
import { changedPage, type PageChange, pageOf } from './paging.ts';
import { type Answer, ec2Problem, jsonProblem, type Problem, queryProblem } from './problems.ts';
import { type FakeRequest, filtersOf, listOf } from './request.ts';
import { route53Answer } from './route53.ts';
import { ec2Operations, loadBalancingOperations, type Served } from './served.ts';
import { stsAnswer } from './sts.ts';
import { type Tree, xmlDocument } from './xml.ts';

const namespaces = {
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  elasticloadbalancing: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
} as const;

export function answerTo(request: FakeRequest, answering: Answering, change: PageChange = {}): Answer {
  const refuse = (problem: Problem): Answer => problemOf(request, problem);
  if (request.accessKey === '') return refuse({ status: 403, code: 'MissingAuthenticationToken', message: 'The request is not signed.' });
  const accountId = answering.identities.accountOf(request.accessKey);
  if (accountId === null)
    return refuse({ status: 401, code: 'AuthFailure', message: 'AWS was not able to validate the provided access credentials' });
  const caller = { accountId, region: request.region as Region };
  if (request.service === 'sts') return stsAnswer(request, caller, answering.identities);
  if (request.service === 'organizations') return organizationsAnswer(request, caller, answering);
  if (request.service === 'route53') return route53Answer(request, caller, answering);
  const inJson = jsonServiceAnswer(request, caller, answering, change);
  if (inJson !== null) return inJson;
  const served = request.service === 'ec2' ? ec2Operations[request.action] : loadBalancingOperations[request.action];
  if (served === undefined)
    return refuse({ status: 400, code: 'InvalidAction', message: `The action ${request.action} is not valid for this web service.` });
  const denied = refusal(request, caller, answering.truth);
  if (denied !== null) return 'failure' in denied || 'body' in denied ? denied : refuse(denied);
  const problem = argumentProblem(request, served);
  if (problem !== null) return refuse(problem);
  const records = selected(request, served, answering.truth.seenBy(caller, served.collection));
  if (served.entries === undefined) return servedAnswer(request, served, records, answering.pageSize, change);
  if (records.length === 0)
    return refuse({ status: 400, code: 'InvalidPrefixListID.NotFound', message: 'The prefix list does not exist.' });
  return servedAnswer(request, served, records.flatMap(served.entries), answering.pageSize, change);
}

/** A problem in the form in which the service of the request tells problems. */
export function problemOf(request: FakeRequest, problem: Problem): Answer {
  if (request.service === 'ec2') return ec2Problem(problem);
  return request.service === 'organizations' || isJsonService(request.service) ? jsonProblem(problem) : queryProblem(problem);
}

function argumentProblem(request: FakeRequest, served: Served): Problem | null {
  const missing = served.required.find((name) => !request.parameters.has(name));
  if (missing !== undefined) return { status: 400, code: 'MissingParameter', message: `The request must contain the parameter ${missing}` };
  const unknown = [...filtersOf(request.parameters).keys()].find((name) => served.keys[name] === undefined);
  if (unknown !== undefined) return { status: 400, code: 'InvalidParameterValue', message: `The filter '${unknown}' is invalid` };
  const asked = Number(request.parameters.get('MaxResults') ?? request.parameters.get('PageSize') ?? served.minResults);
  if (served.maxResults !== null && (asked < served.minResults || asked > served.maxResults)) {
    return {
      status: 400,
      code: 'InvalidMaxResults',
      message: `The value for MaxResults is invalid: ${asked}, not in ${served.minResults} to ${served.maxResults}`,
    };
  }
  return null;
}

/** The records that filters and id parameters leave. */
function selected(request: FakeRequest, served: Served, records: readonly RecordOf<CollectionName>[]): RecordOf<CollectionName>[] {
  const filters = [...filtersOf(request.parameters)];
  const ids = Object.keys(served.keys).flatMap((name) => {
    if (name.includes('-')) return [];
    const values = [...listOf(request.parameters, name), ...(request.parameters.has(name) ? [request.parameters.get(name) ?? ''] : [])];
    return values.length === 0 ? [] : [[name, values] as const];
  });
  const conditions = [...filters, ...ids];
  return records.filter(
    (record) => (served.only?.(record) ?? true) && conditions.every(([name, values]) => matches(served, record, name, values)),
  );
}

function matches(served: Served, record: RecordOf<CollectionName>, name: string, values: readonly string[]): boolean {
  const found = served.keys[name]?.(record) ?? null;
  const all = found === null ? [] : typeof found === 'string' ? [found] : found;
  return all.some((value) =>
    values.some((wanted) => wanted === value || (name.endsWith('state') && plainEnum(wanted) === plainEnum(value))),
  );
}

function servedAnswer(
  request: FakeRequest,
  served: Served,
  records: readonly RecordOf<CollectionName>[],
  pageSize: number,
  change: PageChange,
): Answer {
  const isEc2 = request.service === 'ec2';
  const page =
    served.maxResults === null ? { records, token: null, before: [] } : pageOf(request, records, Math.min(pageSize, served.maxResults));
  if (page === null) {
    const problem = { status: 400, code: isEc2 ? 'InvalidNextToken' : 'ValidationError', message: 'The token is not valid.' };
    return isEc2 ? ec2Problem(problem) : queryProblem(problem);
  }
  // Without pages there is no token that could promise more: an empty answer would be a lie, not a fault.
  const { records: shown, token } = changedPage(page, served.maxResults === null ? {} : change);
  const children: Tree =
    served.element === null
      ? single(request, served, records[0])
      : { [served.element]: shown.map(served.tree), ...(token === null ? {} : { [isEc2 ? 'nextToken' : 'NextMarker']: token }) };
  if (children === null) return notFound(request);
  return { status: 200, contentType: 'text/xml;charset=UTF-8', body: document(request, children) };
}

function single(request: FakeRequest, served: Served, record: RecordOf<CollectionName> | undefined): Tree {
  if (record === undefined) return null;
  if (served.collection !== 'vpcDnsAttributes') return served.tree(record);
  const { vpcId, enableDnsSupport, enableDnsHostnames } = record as RecordOf<'vpcDnsAttributes'>;
  const isSupport = request.parameters.get('Attribute') === 'enableDnsSupport';
  return isSupport
    ? { vpcId, enableDnsSupport: { value: enableDnsSupport } }
    : { vpcId, enableDnsHostnames: { value: enableDnsHostnames } };
}

function notFound(request: FakeRequest): Answer {
  if (request.service === 'ec2') return ec2Problem({ status: 400, code: 'InvalidVpcID.NotFound', message: 'The ID does not exist' });
  return queryProblem({
    status: 400,
    code: request.action.includes('Target') ? 'TargetGroupNotFound' : 'LoadBalancerNotFound',
    message: 'Not found',
  });
}

function document(request: FakeRequest, children: Tree): string {
  const requestId = '7a62c49f-347e-4fc4-9331-6e8eEXAMPLE';
  if (request.service === 'ec2')
    return xmlDocument(`${request.action}Response`, namespaces.ec2, { requestId, ...asFields(children) }, 'item');
  const result = { [`${request.action}Result`]: children, ResponseMetadata: { RequestId: requestId } };
  return xmlDocument(`${request.action}Response`, namespaces.elasticloadbalancing, result, 'member');
}

function asFields(tree: Tree): Readonly<Record<string, Tree>> {
  return tree as Readonly<Record<string, Tree>>;
}
