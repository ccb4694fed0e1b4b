import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { analyticsProd } from '#electron/services/demo/analytics-prod.ts';
import { demoUsage } from '#electron/services/demo/demo-estate.ts';
import { networkHub } from '#electron/services/demo/network-hub.ts';
import { decodeDocument } from '#electron/storage/document-codec.ts';
import { activeScenario, editsOfScenario } from '#renderer/store/active-scenario.ts';
import { createAppStore } from '#renderer/store/app-store.ts';
import { createLocalEngine } from '#renderer/workers/local-engine.ts';
import type { VpcEndpointId, VpcId } from '#shared/base/ids.ts';
import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import { estate } from '#shared/model/estate/build-estate.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import { documentPart, fakeHost } from '../fake-host.ts';

/** The account of the demo that the edits are about, and the hub it is on: every edit reads and prices the estate anew. */
const estateOfTwo = estate({
  title: 'Demo estate',
  kind: 'demo',
  takenAt: '2026-11-02T09:30:00.000Z',
  profile: 'demo',
  accounts: [networkHub(), analyticsProd()],
});
const demo: LinkscapeDocument = { ...documentOf(estateOfTwo, 'linkscape 0.0.1'), usage: [demoUsage()] };
const text = JSON.stringify(demo);

async function demoStore() {
  const { client } = fakeHost({
    'app.info': () => ({ host: 'loopback', version: '9.8.7', platform: 'test' }),
    'document.demo': () => ({ documentId: 'd1', title: 'Demo estate', parts: 1, notices: [] }),
    'document.part': () => documentPart(text),
    'unsaved.keep': () => null,
    'unsaved.forget': () => null,
  });
  const store = createAppStore(client, createLocalEngine());
  await store.getState().demoRequested();
  return store;
}

/** The engine answers at once, but through promises. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('a scenario on screen', () => {
  let store: Awaited<ReturnType<typeof demoStore>>;
  let vpcId: VpcId;
  let addKms: ScenarioEdit;
  const state = () => store.getState();
  const hypothetical = (): readonly string[] =>
    (state().opened?.inventory ?? []).filter((item) => item.subject.id.includes('hypothetical')).map((item) => item.subject.kind);

  beforeAll(() => {
    const loader = demo.snapshots[0]?.vpcs.find((vpc) => vpc.name === 'analytics-loader');
    if (loader === undefined) throw new Error('the demo has no analytics-loader');
    ({ vpcId } = loader);
    addKms = { op: 'add-endpoint', vpcId, service: 'kms' };
  });
  beforeEach(async () => {
    store = await demoStore();
  });

  it('begins with the first edit, and every view shows what would be', async () => {
    expect(await state().whatIfTried(addKms, 'add an endpoint for kms')).toBe(true);
    expect([activeScenario(state())?.name, editsOfScenario(activeScenario(state())), hypothetical()]).toEqual([
      'What if 1',
      [addKms],
      ['vpc-endpoint'],
    ]);
  });

  it('leaves the estate as it was read when it is left, and keeps its edits', async () => {
    const before = state().opened?.inventory;
    await state().whatIfTried(addKms, 'add');
    await state().scenarioChosen(null);
    expect(state().opened?.inventory).toEqual(before);
    expect(state().scenarios.map((scenario) => scenario.edits)).toEqual([[addKms]]);
    await state().scenarioChosen('What if 1');
    expect(hypothetical()).toEqual(['vpc-endpoint']);
  });

  it('refuses an edit that cannot hold, says why, and keeps the ones before', async () => {
    await state().whatIfTried(addKms, 'add');
    const strange: ScenarioEdit = { op: 'remove-endpoint', endpointId: 'vpce-none' as VpcEndpointId };
    expect(await state().whatIfTried(strange, 'remove')).toBe(false);
    expect([state().scenarioProblem?.code, editsOfScenario(activeScenario(state()))]).toEqual(['scenario-edit', [addKms]]);
  });

  it('prices every scenario beside the estate as it was read', async () => {
    await state().whatIfTried(addKms, 'add');
    await settled();
    const [asRead, own] = state().scenarioFigures;
    expect([asRead?.name, own?.name, own?.editCount, own?.differenceUsd, own?.problem]).toEqual([null, 'What if 1', 1, '16.06', null]);
  });

  it('is undone and done again like every edit', async () => {
    await state().whatIfTried(addKms, 'add');
    await state().undoRequested();
    expect([state().scenarios, hypothetical()]).toEqual([[], []]);
    await state().redoRequested();
    expect([state().scenarios.length, hypothetical()]).toEqual([1, ['vpc-endpoint']]);
  });

  it('is copied, renamed and deleted; a copy does not move with its original', async () => {
    await state().whatIfTried(addKms, 'add');
    await state().scenarioCopied('What if 1');
    await state().scenarioRenamed('What if 2', 'with the hub');
    await state().whatIfDropped(0);
    expect(state().scenarios.map(({ name, edits }) => [name, edits?.length])).toEqual([
      ['What if 1', 1],
      ['with the hub', 0],
    ]);
    await state().scenarioDeleted('with the hub');
    expect([state().activeScenario, state().scenarios.length]).toEqual([null, 1]);
  });

  it('stands beside another with what tells them apart', async () => {
    await state().whatIfTried(addKms, 'add');
    await state().scenariosCompared(null, 'What if 1');
    const beside = state().comparedScenarios?.beside;
    expect(beside?.total.differenceUsd).toBe('16.06');
    expect(beside?.scopes.map((scope) => [scope.title, scope.differenceUsd])).toEqual([['analytics-loader', '16.06']]);
    expect(beside?.groups.filter((group) => group.differenceUsd !== '0').map((group) => group.group)).toEqual(['endpoint-hours']);
  });

  it('is saved with the document', async () => {
    await state().whatIfTried(addKms, 'add');
    const decoded = decodeDocument((await state().documentPacked()) ?? new Uint8Array());
    if (decoded.kind === 'problem') throw new Error(decoded.problem.what);
    expect(decoded.value.document.scenarios).toEqual([{ name: 'What if 1', edits: [addKms] }]);
  });

  it('offers what can be added to a VPC and what can be changed about a thing', async () => {
    const choices = await state().endpointChoicesAsked(vpcId);
    expect(choices.services.find((choice) => choice.service === 'kms')).toEqual({
      service: 'kms',
      types: ['Interface'],
      zones: choices.zones,
      isThere: false,
    });
    await state().whatIfTried({ ...addKms, zones: choices.zones.slice(0, 1) } as ScenarioEdit, 'add');
    const endpoint = state().opened?.inventory?.find((item) => item.subject.id.includes('hypothetical'));
    if (endpoint === undefined) throw new Error('nothing was added');
    const labels = (await state().editChoicesAsked(endpoint.subject)).map((choice) => choice.label);
    expect(labels).toEqual([...choices.zones.slice(1).map((zone) => `Add zone ${zone}`), 'Turn private DNS off', 'Remove this endpoint']);
  });
});

describe('the sliders of the costs view', () => {
  it('reprice the scope on screen at once, and come back to the present', async () => {
    const store = await demoStore();
    const state = () => store.getState();
    await state().costsNeeded();
    const loader = () => {
      const found = state().costs?.scopes.find((scope) => scope.title === 'analytics-loader');
      if (found === undefined) throw new Error('analytics-loader is not priced');
      return found;
    };
    const now = loader().today.totalUsd;
    state().costInputMoved(loader(), { trafficPercent: 200 });
    await settled();
    const twice = loader().today.groups.find((each) => each.group === 'nat-data')?.knownUsd;
    expect([now, twice]).toEqual(['412.876', '670.992']);
    state().costInputMoved(loader(), { trafficPercent: 100 });
    await settled();
    expect(loader().today.totalUsd).toBe(now);
  });

  it('move every scope with the hours, to the same figures that a whole comparison gives', async () => {
    const store = await demoStore();
    const state = () => store.getState();
    await state().costsNeeded();
    const [first, ...others] = state().costs?.scopes ?? [];
    if (first === undefined) throw new Error('nothing is priced');
    state().costInputMoved(first, { hoursPerMonth: 744 });
    await settled();
    const followed = state().costs?.scopes.map((scope) => [
      scope.title,
      scope.today.totalUsd,
      scope.best,
      scope.alternatives.map((each) => each.savingUsd),
    ]);
    state().assumptionsToggled();
    state().assumptionsToggled();
    await settled();
    const whole = state().costs?.scopes.map((scope) => [
      scope.title,
      scope.today.totalUsd,
      scope.best,
      scope.alternatives.map((each) => each.savingUsd),
    ]);
    expect(followed).toEqual(whole);
    expect(
      state()
        .costs?.scopes.slice(1)
        .map((scope) => scope.today.knownUsd),
    ).not.toEqual(others.map((scope) => scope.today.knownUsd));
  });

  it('tell how far a saving moves with each input', async () => {
    const store = await demoStore();
    await store.getState().costsNeeded();
    const scope = store.getState().costs?.scopes.find((each) => each.title === 'analytics-loader');
    if (scope === undefined) throw new Error('analytics-loader is not priced');
    store.getState().sensitivityNeeded(scope, 'replace');
    await settled();
    const bars = store.getState().sensitivity?.bars ?? [];
    const saving = Number(scope.alternatives.find((each) => each.id === 'replace')?.savingUsd);
    expect(bars.map((bar) => bar.input)).toEqual(['traffic', 'nat-price', 'endpoint-price', 'hours']);
    expect(bars.every((bar) => Number(bar.low.savingUsd) !== saving && Number(bar.high.savingUsd) !== saving)).toBe(true);
    expect(Number(bars[0]?.low.savingUsd) < saving && Number(bars[0]?.high.savingUsd) > saving).toBe(true);
  });
});
