/** Each rule about endpoints on small estates: what makes it fail, what makes it pass, and what it cannot know. */
import { interfaceEndpoint } from '#shared/model/estate/describe-vpc.ts';
import { allow } from '#shared/model/estate/describe.ts';
import { endpointIdOf } from '#shared/model/estate/names.ts';
import { oneEndpoint, oneVpc } from '#test/fixtures/small-estates.ts';
import { type Case, testCases, withFaults } from './judging.ts';

const kms = endpointIdOf('shop-kms');

const closed = { securityGroups: { closed: { ingress: [allow(443, '192.168.0.0/16')] }, half: { ingress: [allow(443, '10.0.0.0/24')] } } };

const cases: readonly Case[] = [
  ['EP-04', 'a group that admits another network', oneEndpoint({ securityGroups: ['closed'] }, closed), [['fail', 'high', kms]], 0],
  ['EP-04', 'a group that admits part of the callers', oneEndpoint({ securityGroups: ['half'] }, closed), [['fail', 'low', kms]], 0],
  ['EP-04', '443 from the VPC', oneEndpoint(), [], 1],
  [
    'EP-04',
    'groups denied',
    withFaults({ DescribeSecurityGroups: 'denied' }, { endpoints: [interfaceEndpoint('kms', 'az1 az2')] }),
    [['unknown', 'high', kms]],
    0,
  ],

  ['EP-07', 'the default policy on kms', oneEndpoint(), [['fail', 'medium', kms]], 0],
  [
    'EP-07',
    'the default policy on logs',
    oneVpc({ endpoints: [interfaceEndpoint('logs', 'az1 az2')] }),
    [['fail', 'low', endpointIdOf('shop-logs')]],
    0,
  ],
  [
    'EP-07',
    'a condition on the organisation',
    oneEndpoint({
      policy: {
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
        ],
      },
    }),
    [],
    1,
  ],
  ['EP-07', 'no policy in the answer', oneEndpoint({ policy: null }), [['unknown', 'low', kms]], 0],
  ['EP-07', 'a policy that is no JSON', oneEndpoint({ override: { policyDocument: '{"Statement":' } }), [['unknown', 'low', kms]], 0],

  [
    'EP-08',
    'the service twice',
    oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('kms', 'az2', { name: 'other', privateDns: false })] }),
    [['fail', 'medium', kms < endpointIdOf('other') ? kms : endpointIdOf('other')]],
    0,
  ],
  ['EP-08', 'two services', oneVpc({ endpoints: [interfaceEndpoint('kms', 'az1'), interfaceEndpoint('sts', 'az1')] }), [], 2],
];

testCases('endpoints', cases);
