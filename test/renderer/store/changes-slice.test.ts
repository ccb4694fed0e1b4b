import { beforeAll, describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { changeCount } from '#renderer/store/change-count.ts';
import { changesDiagram } from '#renderer/store/export-slice.ts';
import { viewCounts } from '#renderer/store/selectors.ts';
import type { Changes } from '#renderer/workers/changes.ts';
import { demoStore } from '../demo-store.ts';
import { documentPart } from '#test/renderer/fake-host.ts';

async function compared(): Promise<{ readonly changes: Changes; readonly app: Awaited<ReturnType<typeof demoStore>> }> {
  const app = await demoStore();
  await app.state().changesNeeded();
  const { changes } = app.state();
  if (changes === null) throw new Error('nothing was compared');
  return { changes, app };
}

describe('changes', () => {
  let first: Awaited<ReturnType<typeof compared>>;
  beforeAll(async () => {
    first = await compared();
  });

  it('are those since the snapshot before', () => {
    const { changes, app } = first;
    const { resources, zones, connections, findings } = changes.diff;
    expect({
      before: changes.before.takenAt,
      after: changes.after.takenAt,
      added: resources.added.map((change) => change.kind),
      removed: resources.removed.map((change) => change.kind),
      lost: zones.flatMap((change) => change.zonesRemoved).length,
      connections: [connections.added.length, connections.changed.map((change) => [change.before, change.after])],
      findings: findings.new.some((finding) => finding.ruleId === 'CN-01'),
      count: viewCounts(app.state()).changes?.count,
    }).toEqual({
      before: '2026-10-02T09:30:00.000Z',
      after: '2026-11-02T09:30:00.000Z',
      added: ['allowedPrincipals', 'vpc-endpoint', 'vpc-endpoint'],
      removed: ['nat-gateway', 'vpc-endpoint'],
      lost: 1,
      connections: [1, [['Available', 'Rejected']]],
      findings: true,
      count: changeCount(changes),
    });
  });

  it('are marked on the map, what is gone included', () => {
    const { changes } = first;
    const { nodes } = changes.everything.consumers;
    const gone = nodes.find((node) => node.subject?.id === 'vpce-0f1e2d3c4b5a69788');
    expect([gone?.tone, gone?.description.startsWith('Removed: ')]).toEqual(['ghost', true]);
    expect(nodes.filter((node) => node.description.startsWith('Added: ')).length).toBe(2);
    expect(changes.everything.providers.nodes.some((node) => node.description.startsWith('Changed: '))).toBe(true);
    expect(changes.everything.consumers.legend.slice(0, 3).map((entry) => entry.label)).toEqual(['added', 'removed', 'changed']);
  });

  it('can be seen alone', () => {
    const { changes } = first;
    const [all, only] = [changes.everything.consumers, changes.onlyChanged.consumers];
    const marked = (diagram: typeof all): number =>
      diagram.nodes.filter((node) => /^(Added|Removed|Changed): /.test(node.description)).length;
    expect([only.nodes.length < all.nodes.length / 2, marked(only)]).toEqual([true, marked(all)]);
  });

  it('can be exported as they are shown', async () => {
    const { changes, app } = await compared();
    app.state().changesMapChosen('providers');
    app.state().onlyChangedToggled();
    const shown = changesDiagram(app.state());
    expect([shown?.nodes, shown?.edges]).toEqual([changes.onlyChanged.providers.nodes, changes.onlyChanged.providers.edges]);
    expect(shown?.title).toMatch(/^Changes from Demo estate, a month before to Demo estate \u00b7 /);
    app.state().changesCleared();
    expect(changesDiagram(app.state())).toBeNull();
  });

  it('turn round', async () => {
    const { changes, app } = await compared();
    await app.state().changesFlipped();
    const turned = app.state().changes;
    expect([turned?.before, turned?.after, turned?.diff.resources.added]).toEqual([
      changes.after,
      changes.before,
      changes.diff.resources.removed,
    ]);
  });

  it('compare with another file', async () => {
    const text = JSON.stringify(demoDocument('test'));
    const app = await demoStore({
      'document.open': () => ({ kind: 'opened', document: { documentId: 'd2', title: 'Other', parts: 1, notices: [] } }),
      'document.part': () => documentPart(text),
    });
    await app.state().fileCompared('other.linkscape', new Uint8Array([1]));
    const { changes, changesStatus } = app.state();
    expect([changesStatus, changes === null ? null : changeCount(changes)]).toEqual(['ready', 0]);
  });

  it('say why a file cannot be compared, and keep what was compared before', async () => {
    const app = await demoStore({ 'document.open': () => ({ kind: 'problem', problem: { code: 'x', what: 'This is no document' } }) });
    await app.state().changesNeeded();
    const before = app.state().changes;
    await app.state().fileCompared('other.bin', new Uint8Array());
    expect([app.state().changesProblem?.what, app.state().changes]).toEqual(['This is no document', before]);
    app.state().changesCleared();
    expect([app.state().changes, app.state().changesStatus]).toEqual([null, 'empty']);
  });
});
