import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cloudFormationOf } from '#shared/export/cloudformation.ts';
import { isLongRun } from '#test/long-run.ts';
import { deltaCases } from '#test/shared/export/delta-cases.ts';

/** Whether `cfn-lint` is to be asked and on the path; it is not part of the project, and takes long. */
function hasLinter(): boolean {
  if (!isLongRun) {
    console.info('cfn-lint is asked only where LINKSCAPE_LONG=1 is set, its test is skipped');
    return false;
  }
  const found = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8', timeout: 60_000 }).status === 0;
  if (!found) console.warn('cfn-lint is not on the path, its test is skipped');
  return found;
}

it.skipIf(!hasLinter())('the CloudFormation of every plan passes cfn-lint', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linkscape-cfn-'));
  try {
    const files = deltaCases.flatMap((given, index) =>
      cloudFormationOf(given.plan, given.topology).files.map((file) => {
        const target = path.join(folder, `${index}-${file.name.replaceAll('/', '-')}`);
        writeFileSync(target, file.text);
        return target;
      }),
    );
    const linted = spawnSync('cfn-lint', ['--', ...files], { encoding: 'utf8' });
    expect(`${linted.stdout}${linted.stderr}`).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
