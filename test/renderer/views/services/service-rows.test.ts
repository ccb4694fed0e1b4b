import { beforeEach, describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { createAppStore } from '#renderer/store/app-store.ts';
import { viewCounts } from '#renderer/store/selectors.ts';
import { cellOf, serviceRows, servicesSummary, sortServiceRows } from '#renderer/views/services/service-rows.ts';
import { accessSentence } from '#renderer/views/services/service-mark.tsx';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import { documentPart, fakeHost } from '../../fake-host.ts';

const text = JSON.stringify(demoDocument('test'));

async function demoStore() {
  const { client } = fakeHost({
    'document.demo': () => ({ documentId: 'd1', title: 'Demo estate', parts: 1, notices: [] }),
    'document.part': () => documentPart(text),
  });
  const store = createAppStore(client, createLocalEngine());
  await store.getState().demoRequested();
  return store;
}

describe('the coverage of services', () => {
  let store: Awaited<ReturnType<typeof demoStore>>;
  beforeEach(async () => {
    store = await demoStore();
  });

  it('has a row for every VPC of the document and counts them on the tab', () => {
    const vpcs = demoDocument('test').snapshots[0]?.vpcs.length;
    expect([serviceRows(store.getState()).length, viewCounts(store.getState()).coverage?.count]).toEqual([vpcs, vpcs]);
  });

  it('keeps only the VPCs of an account that is filtered for', () => {
    const account = serviceRows(store.getState())[0]?.row.accountId ?? '';
    store.getState().filterToggled('account', account);
    expect(new Set(serviceRows(store.getState()).map(({ row }) => row.accountId as string))).toEqual(new Set([account]));
  });

  it('keeps the VPC of an endpoint that a search finds', () => {
    const row = serviceRows(store.getState()).find((each) => each.row.cells.some((cell) => cell.how === 'interface'));
    const id = row?.row.cells.find((cell) => cell.how === 'interface')?.endpointIds[0] ?? '';
    store.getState().queryChanged(id);
    expect(serviceRows(store.getState()).map(({ key }) => key)).toContain(row?.key);
  });

  it('sorts a service by what needs a look first', () => {
    const sorted = sortServiceRows(serviceRows(store.getState()), 's3', 'ascending').map(({ row }) => cellOf(row, 's3')?.how);
    const order = ['none', 'unknown', 'hub', 'gateway', 'interface'];
    expect(sorted.map((how) => order.indexOf(how ?? ''))).toEqual(sorted.map((how) => order.indexOf(how ?? '')).toSorted((a, b) => a - b));
  });

  it('says in one line what stands out', () => {
    expect(servicesSummary([])).toBe('0 VPCs');
  });
});

describe('a cell in words', () => {
  it.each([
    [{ how: 'interface', isDuplicate: true, ids: ['vpce-1', 'vpce-2'] }, 'sqs: 2 endpoints in this VPC where one would do: vpce-1, vpce-2'],
    [{ how: 'none', isDuplicate: false, ids: [] }, 'sqs: no endpoint in this VPC, and no private hosted zone leads to one'],
    [{ how: 'unknown', isDuplicate: false, ids: [] }, 'sqs: unknown: the endpoints of this VPC\u2019s account and Region were not read'],
  ] as const)('%j', ({ how, isDuplicate, ids }, expected) => {
    expect(accessSentence({ service: 'sqs', how, isDuplicate, endpointIds: ids as never })).toBe(expected);
  });
});
