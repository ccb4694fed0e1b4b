import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloudFormationOf } from '#shared/export/cloudformation.ts';
import type { Template } from '#shared/export/cloudformation-template.ts';
import { isLongRun } from '#test/long-run.ts';
import { deltaCases, named } from './delta-cases.ts';
import { hostileNames } from './hostile-names.ts';

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

function templates(given: Pick<(typeof deltaCases)[number], 'plan' | 'topology'>): readonly Template[] {
  return cloudFormationOf(given.plan, given.topology).files.map((file) => JSON.parse(file.text) as Template);
}

describe('CloudFormation of a plan', () => {
  it.each(deltaCases)('is JSON with at most 500 resources, the same every time: $name', (given) => {
    const all = templates(given);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((template) => Object.keys(template.Resources).length > 500)).toEqual([]);
    expect(templates(given)).toEqual(all);
  });

  it('has an endpoint with private DNS off by default, in the subnets of its AZ IDs', () => {
    const [template] = templates(named('shop'));
    expect(template?.Parameters['PrivateDnsKms']).toEqual({
      Type: 'String',
      AllowedValues: ['true', 'false'],
      Default: 'false',
      Description: 'Private DNS of kms: true once it was tested from every zone',
    });
    expect(template?.Resources['EndpointKms']).toMatchObject({
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        ServiceName: 'com.amazonaws.eu-central-1.kms',
        SubnetIds: [{ Ref: 'SubnetEuc1Az1' }, { Ref: 'SubnetEuc1Az2' }],
        PrivateDnsEnabled: { Ref: 'PrivateDnsKms' },
      },
    });
  });

  it.each(hostileNames)('keeps a hostile name in its string: %j', (name) => {
    const shape = (all: readonly Template[]) => all.map((template) => [Object.keys(template.Resources), Object.keys(template.Parameters)]);
    expect(shape(templates(named(name)))).toEqual(shape(templates(named('shop'))));
  });

  it.skipIf(!hasLinter())('passes cfn-lint', { timeout: 300_000 }, () => {
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
});
