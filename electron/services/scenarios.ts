/** Scenarios in files and in documents. */
import { readFile } from 'node:fs/promises';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { currentSnapshot, type LinkscapeDocument } from '#shared/model/document.ts';
import { parseScenario, type Scenario, type StoredScenario } from '#shared/model/scenario.ts';
import { applyEdits } from '#shared/analysis/scenario/apply-edits.ts';
import { fileProblem, openPath, writeDocument } from './document-files.ts';

/** The scenario that a person names: one saved in the document, else a JSON file. */
export async function findScenario(document: LinkscapeDocument, named: string): Promise<Outcome<Scenario, Problem>> {
  const saved = document.scenarios.find((scenario) => scenario.name === named);
  if (saved !== undefined) {
    const parsed = parseScenario(saved);
    return parsed.kind === 'ok' ? parsed : failed({ ...parsed.problem, where: `scenario "${named}" of the document` });
  }
  const raw = await readScenarioFile(document, named);
  if (raw.kind === 'problem') return raw;
  const parsed = parseScenario(raw.value);
  return parsed.kind === 'ok' ? parsed : failed({ ...parsed.problem, where: named });
}

async function readScenarioFile(document: LinkscapeDocument, file: string): Promise<Outcome<unknown, Problem>> {
  try {
    return ok(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError)
      return failed({ code: 'scenario', what: 'The scenario is not JSON', where: file, why: error.message });
    const names = document.scenarios.map((scenario) => scenario.name).join(', ');
    const remedy = names === '' ? 'The document holds no scenario; name a file.' : `The document holds ${names}; or name a file.`;
    return failed({ ...fileProblem('There is no such scenario', file, error), code: 'scenario', remedy });
  }
}

/**
 * Saves the scenario of a file in the document, in place of one of the same
 * name. It is checked first, and its edits are tried on the newest snapshot;
 * fields this version does not know are kept as they are.
 */
export async function saveScenario(file: string, scenarioFile: string, app: string): Promise<Outcome<Scenario, Problem>> {
  return changeScenarios(file, app, async (document) => {
    const raw = await readScenarioFile(document, scenarioFile);
    if (raw.kind === 'problem') return raw;
    const parsed = parseScenario(raw.value);
    if (parsed.kind === 'problem') return failed({ ...parsed.problem, where: scenarioFile });
    const snapshot = currentSnapshot(document);
    const tried = snapshot === undefined ? null : applyEdits(snapshot, parsed.value.edits);
    if (tried?.kind === 'problem') return tried;
    const others = document.scenarios.filter((scenario) => scenario.name !== parsed.value.name);
    return ok({ scenarios: [...others, raw.value as StoredScenario], value: parsed.value });
  });
}

/** Takes a scenario out of the document. */
export async function dropScenario(file: string, name: string, app: string): Promise<Outcome<null, Problem>> {
  return changeScenarios(file, app, (document) => {
    const others = document.scenarios.filter((scenario) => scenario.name !== name);
    if (others.length === document.scenarios.length)
      return failed({ code: 'scenario', what: 'The document holds no scenario of this name', where: name });
    return ok({ scenarios: others, value: null });
  });
}

type Change<Value> = Outcome<{ readonly scenarios: readonly StoredScenario[]; readonly value: Value }, Problem>;

async function changeScenarios<Value>(
  file: string,
  app: string,
  change: (document: LinkscapeDocument) => Promise<Change<Value>> | Change<Value>,
): Promise<Outcome<Value, Problem>> {
  const now = new Date().toISOString() as IsoTime;
  const opened = await openPath(file, app, now);
  if (opened.kind === 'problem') return opened;
  const { document } = opened.value;
  const changed = await change(document);
  if (changed.kind === 'problem') return changed;
  const saved = await writeDocument(file, { ...document, scenarios: changed.value.scenarios, savedAt: now });
  return saved.kind === 'problem' ? saved : ok(changed.value.value);
}
