/** Route 53 in its REST form: the zones of a VPC, and the records of a zone. */
import type { Region } from '#shared/base/ids.ts';
import type { RecordOf } from '#shared/model/collections.ts';
import type { Answering } from './answering.ts';
import { type Answer, queryProblem } from './problems.ts';
import { refusal } from './refusal.ts';
import type { FakeRequest } from './request.ts';
import type { Caller } from './truth.ts';
import { xmlDocument } from './xml.ts';

const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

export function route53Answer(request: FakeRequest, caller: Caller, { truth, pageSize }: Answering): Answer {
  const vpcRegion = (request.parameters.get('vpcregion') ?? 'global') as Region;
  const place = { ...caller, region: vpcRegion };
  const isZones = request.action === 'ListHostedZonesByVPC';
  const denied = refusal(isZones ? { ...request, service: 'ec2' } : request, isZones ? place : caller, truth);
  if (denied !== null)
    return 'code' in denied
      ? queryProblem({ ...denied, code: denied.code === 'UnauthorizedOperation' ? 'AccessDenied' : denied.code })
      : denied;
  if (isZones)
    return hostedZones(truth.seenBy(place, 'hostedZoneAssociations').filter((zone) => zone.vpcId === request.parameters.get('vpcid')));
  if (request.action === 'ListResourceRecordSets') {
    const records = truth.seenBy({ ...caller, region: 'global' as Region }, 'dnsRecords');
    const inZone = records.filter((record) => record.hostedZoneId === request.parameters.get('HostedZoneId'));
    const first = inZone.findIndex((record) => isStart(record, request));
    const start = request.parameters.has('name') ? first : 0;
    return recordSets(inZone.slice(start), Math.min(pageSize, Number(request.parameters.get('maxitems') ?? 300)));
  }
  return queryProblem({ status: 404, code: 'UnknownOperationException', message: `${request.method} ${request.path}` });
}

/** Lists of Route 53 name their entries, so they are written out here. */
function hostedZones(zones: readonly RecordOf<'hostedZoneAssociations'>[]): Answer {
  const summaries = zones.map((zone) =>
    fragment('HostedZoneSummary', {
      HostedZoneId: zone.hostedZoneId,
      Name: `${zone.zoneDomain}.`,
      Owner: zone.owningService === null ? { OwningAccount: zone.owningAccount } : { OwningService: zone.owningService },
    }),
  );
  return xml('ListHostedZonesByVPCResponse', `<HostedZoneSummaries>${summaries.join('')}</HostedZoneSummaries><MaxItems>100</MaxItems>`);
}

/** Whether a page begins with this record: pages are named by their first record. */
function isStart(record: RecordOf<'dnsRecords'>, { parameters }: FakeRequest): boolean {
  return (
    `${record.recordName}.` === parameters.get('name') &&
    record.recordType === parameters.get('type') &&
    record.setIdentifier === (parameters.get('identifier') ?? null)
  );
}

function recordSets(records: readonly RecordOf<'dnsRecords'>[], most: number): Answer {
  const next = records[most];
  const sets = records.slice(0, most).map((record) => {
    const values = record.values.map((Value) => fragment('ResourceRecord', { Value })).join('');
    const head = fragment('ResourceRecordSet', {
      Name: `${record.recordName}.`,
      Type: record.recordType,
      SetIdentifier: record.setIdentifier,
      AliasTarget:
        record.aliasTarget === null
          ? null
          : { HostedZoneId: 'Z7HUB22UULQXV', DNSName: `${record.aliasTarget}.`, EvaluateTargetHealth: false },
    });
    return values === '' ? head : head.replace('</ResourceRecordSet>', `<ResourceRecords>${values}</ResourceRecords></ResourceRecordSet>`);
  });
  return xml(
    'ListResourceRecordSetsResponse',
    `<ResourceRecordSets>${sets.join('')}</ResourceRecordSets><IsTruncated>${next !== undefined}</IsTruncated>${next === undefined ? '' : nextRecord(next)}<MaxItems>300</MaxItems>`,
  );
}

function nextRecord(record: RecordOf<'dnsRecords'>): string {
  const { recordName, recordType, setIdentifier } = record;
  const identifier = setIdentifier === null ? '' : `<NextRecordIdentifier>${setIdentifier}</NextRecordIdentifier>`;
  return `<NextRecordName>${recordName}.</NextRecordName><NextRecordType>${recordType}</NextRecordType>${identifier}`;
}

function fragment(name: string, children: Parameters<typeof xmlDocument>[2]): string {
  return xmlDocument(name, '', children, 'member')
    .replace(/^<\?xml[^\n]*\n/, '')
    .replace(' xmlns=""', '');
}

function xml(root: string, inner: string): Answer {
  return {
    status: 200,
    contentType: 'text/xml',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${inner}</${root}>`,
  };
}
