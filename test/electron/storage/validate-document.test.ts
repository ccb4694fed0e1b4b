import { describe, expect, it } from 'vitest';
import { importFiles } from '#electron/imports/import-files.ts';
import { validateDocument } from '#electron/storage/validate-document.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { sampleDocument } from './sample.ts';

function imported(answers: Readonly<Record<string, unknown>>): LinkscapeDocument {
  const files = Object.entries(answers).map(([name, answer]) => ({
    name: `111122223333/eu-west-1/${name}`,
    bytes: new TextEncoder().encode(JSON.stringify(answer)),
  }));
  const outcome = importFiles(files, { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(outcome.problem.what);
  return documentOf(outcome.value.snapshot, 'test');
}

const subnets = { Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1' }] };

describe('validating a document', () => {
  it('finds nothing in a good one', () => {
    expect(validateDocument(sampleDocument())).toEqual([]);
  });

  it('tells a dangling reference only where its target was read', () => {
    expect(validateDocument(imported({ 's.json': subnets }))).toEqual([]);
    const document = imported({ 's.json': subnets, 'v.json': { Vpcs: [] } });
    expect(validateDocument(document)).toEqual([`${document.snapshots[0]?.id}: subnet-1 names vpc-1, which is not there`]);
  });

  it('tells duplicates, and accounts that the ledger does not know', () => {
    const document = sampleDocument(1);
    const snapshot = document.snapshots[0] as Snapshot;
    const stranger = { ...snapshot.accounts[0], accountId: '999999999999' } as Snapshot['accounts'][number];
    const broken = {
      ...snapshot,
      vpcs: [...snapshot.vpcs, ...snapshot.vpcs],
      accounts: [...snapshot.accounts, stranger],
      ledger: [...snapshot.ledger, ...snapshot.ledger.slice(0, 1)],
    };
    expect(validateDocument({ ...document, snapshots: [snapshot, broken] })).toEqual([
      'two snapshots have the id sample',
      'sample: vpcs holds vpc-0 more than once',
      `sample: the ledger has two cells for 111122223333/eu-west-1 111122223333 eu-west-1 ${snapshot.ledger[0]?.operation}`,
      'sample: account 999999999999 has no cell in the ledger',
    ]);
  });
});
