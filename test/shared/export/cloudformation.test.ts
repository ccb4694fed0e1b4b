import { describe, expect, it } from 'vitest';
import { cloudFormationOf } from '#shared/export/cloudformation.ts';
import type { Template } from '#shared/export/cloudformation-template.ts';
import { deltaCases, named } from './delta-cases.ts';
import { hostileNames } from './hostile-names.ts';

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
});
