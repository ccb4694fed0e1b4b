/** Plans, states and templates for the command line. */
import path from 'node:path';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { PlannedEstate } from '#electron/imports/planned/fact.ts';
import { type ImportedPlan, importPlanned, plannedInPaths } from '#electron/imports/planned/import-planned.ts';
import { fileProblem } from './document-files.ts';
import { onlyOne, stackResources } from './stack-resources.ts';

export interface CodeOptions {
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly takenAt: IsoTime;
}

/** Files and folders of code as a snapshot; `null` where they hold none. */
export async function importCode(paths: readonly string[], options: CodeOptions): Promise<Outcome<ImportedPlan, Problem> | null> {
  const estate = await plannedInPaths(paths, options);
  const title = paths.map((given) => path.basename(path.resolve(given))).join(', ');
  return estate === null ? null : importPlanned(estate, title, options);
}

/**
 * The changes that code would make to what stands. Resources of a template that
 * a stack has made already are known by the tags AWS puts on them.
 */
export async function readCode(
  file: string,
  base: Snapshot,
  options: { readonly stack?: string | undefined; readonly region?: string | undefined; readonly accountId?: string | undefined },
): Promise<Outcome<PlannedEstate, Problem>> {
  try {
    const tagged = stackResources(base, options.stack);
    const estate = await plannedInPaths([file], {
      standing: tagged,
      region: options.region ?? onlyOne(base.vpcs.map((vpc) => vpc.region)),
      accountId: options.accountId ?? onlyOne(base.vpcs.map((vpc) => vpc.accountId)),
    });
    if (estate !== null) return ok(estate);
    return failed({
      code: 'check-plan',
      what: 'This is no Terraform plan or state and no CloudFormation template',
      where: file,
      remedy: 'Give the JSON of "terraform show -json PLAN", or a template as JSON, which "cdk synth" writes to cdk.out.',
    });
  } catch (error) {
    return failed(fileProblem('The plan cannot be read', file, error));
  }
}
