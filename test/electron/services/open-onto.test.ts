import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { openOnto } from '#electron/services/open-onto.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { currentSnapshot } from '#shared/model/document.ts';

const now = '2026-11-21T09:00:00.000Z' as IsoTime;
const demo = demoDocument('test');
const base = JSON.stringify(demo);
const standing = currentSnapshot(demo);
const endpoint = standing?.vpcEndpoints.find((each) => each.vpcEndpointType === 'Interface');

function plan(...changes: readonly object[]): Uint8Array {
  const text = JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', resource_changes: changes, configuration: {} });
  return new TextEncoder().encode(text);
}

const removal = plan({
  address: 'aws_vpc_endpoint.it',
  mode: 'managed',
  type: 'aws_vpc_endpoint',
  name: 'it',
  change: {
    actions: ['delete'],
    before: { id: endpoint?.vpcEndpointId, vpc_id: endpoint?.vpcId, service_name: endpoint?.serviceName, vpc_endpoint_type: 'Interface' },
    after: null,
    after_unknown: {},
  },
});

describe('code that is opened onto a document', () => {
  it('shows the document as it would be, with its traffic', () => {
    const opened = openOnto(removal, 'less.json', base, 'test', now);
    if (opened.kind === 'problem') throw new Error(opened.problem.what);
    const after = currentSnapshot(opened.value.document);
    const left = standing?.vpcEndpoints.filter((each) => each !== endpoint).map((each) => each.vpcEndpointId);
    expect([after?.kind, after?.takenAt, after?.vpcEndpoints.map((each) => each.vpcEndpointId), opened.value.document.usage]).toEqual([
      'plan',
      standing?.takenAt,
      left,
      demo.usage,
    ]);
  });

  it('is opened alone where the document is not open any more', () => {
    const alone = openOnto(removal, 'less.json', undefined, 'test', now);
    expect(alone.kind === 'ok' ? currentSnapshot(alone.value.document)?.vpcEndpoints : alone.problem.code).not.toEqual(
      standing?.vpcEndpoints,
    );
  });

  it('makes no difference to a document', () => {
    const opened = openOnto(new TextEncoder().encode(base), 'demo.linkscape', base, 'test', now);
    expect(opened.kind === 'ok' ? opened.value.document.snapshots.map((each) => each.id) : opened).toEqual([standing?.id]);
  });
});
