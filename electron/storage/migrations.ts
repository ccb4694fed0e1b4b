/** Documents of earlier format versions, brought to this one step by step. */
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Wire } from '#shared/model/wire.ts';

/** By version: how a document of that version becomes one of the next. Must leave fields it does not know. */
export type Migrations = ReadonlyMap<number, (document: Wire) => Wire>;

/** None yet: 1 is the first format. */
export const migrations: Migrations = new Map();

/** The document in the format `version`, with a notice for the person if it was an older one. */
export function migrated(value: Wire, version: number, steps: Migrations): Outcome<{ document: Wire; notices: string[] }, Problem> {
  const found = value['formatVersion'];
  if (value['format'] !== 'linkscape' || typeof found !== 'number' || !Number.isInteger(found) || found < 1) {
    const why = 'it does not say "format": "linkscape" and a "formatVersion"';
    return failed({
      code: 'not-a-document',
      what: 'This is no Linkscape document',
      why,
      remedy: 'To read output of the AWS CLI, import it instead.',
    });
  }
  if (found > version) {
    return failed({
      code: 'document-newer',
      what: 'The document was saved by a newer Linkscape',
      why: `its format is ${found}, this program reads up to ${version}`,
      remedy: `Open it with a version of Linkscape that reads format ${found}.`,
    });
  }
  let document = value;
  for (let step = found; step < version; step += 1) {
    const migrate = steps.get(step);
    if (migrate === undefined) {
      return failed({ code: 'document-too-old', what: 'The document is too old to be read', why: `its format is ${found}` });
    }
    document = { ...migrate(document), formatVersion: step + 1 };
  }
  return ok({ document, notices: found === version ? [] : [`The document was brought from format ${found} to ${version}.`] });
}
