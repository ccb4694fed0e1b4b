import { problemText } from '#shared/base/outcome.ts';
import { parseScenario } from '#shared/model/scenario.ts';
import { applyEdits } from '#shared/analysis/scenario/apply-edits.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { schemaVersion } from './schema-version.ts';

/** The scenarios of a document, each tried on its newest snapshot; one that cannot hold says why. */
export function scenariosJson({ document, snapshot, topology }: Analysed) {
  return {
    schemaVersion,
    scenarios: document.scenarios.map((stored) => {
      const parsed = parseScenario(stored);
      if (parsed.kind === 'problem')
        return { name: stored.name, scope: [], edits: stored.edits?.length ?? 0, alternative: null, problem: problemText(parsed.problem) };
      const { name, scope = [], edits, alternative = null } = parsed.value;
      const tried = applyEdits(snapshot, edits, topology);
      return {
        name,
        scope: typeof scope === 'string' ? [scope] : scope,
        edits: edits.length,
        alternative,
        ...(tried.kind === 'problem' ? { problem: problemText(tried.problem) } : {}),
      };
    }),
  };
}
