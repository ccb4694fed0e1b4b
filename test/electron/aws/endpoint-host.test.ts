import { describe, expect, it } from 'vitest';
import { dnsSuffix, endpointVariants, identityHost, regionalHost } from '#electron/aws/endpoint-host.ts';

const plain = {};
const fips = { useFipsEndpoint: true };
const dual = { useDualstackEndpoint: true };
const both = { ...fips, ...dual };

/** As botocore 1.43.62 resolves them: Region, plain, FIPS, dual stack, both. */
const resolverHosts = [
  ['us-east-1', 'us-east-1.amazonaws.com', '-fips.us-east-1.amazonaws.com', 'us-east-1.api.aws', '-fips.us-east-1.api.aws'],
  ['ap-southeast-7', 'ap-southeast-7.amazonaws.com', '-fips.ap-southeast-7.amazonaws.com', 'ap-southeast-7.api.aws', null],
  ['cn-northwest-1', 'cn-northwest-1.amazonaws.com.cn', null, 'cn-northwest-1.api.amazonwebservices.com.cn', null],
  ['us-gov-west-1', 'us-gov-west-1.amazonaws.com', '.us-gov-west-1.amazonaws.com', 'us-gov-west-1.api.aws', '-fips.us-gov-west-1.api.aws'],
  ['eusc-de-east-1', 'eusc-de-east-1.amazonaws.eu', null, 'eusc-de-east-1.api.amazonwebservices.eu', null],
  ['us-iso-west-1', 'us-iso-west-1.c2s.ic.gov', '-fips.us-iso-west-1.c2s.ic.gov', 'us-iso-west-1.api.aws.ic.gov', null],
  ['us-isob-east-1', 'us-isob-east-1.sc2s.sgov.gov', null, 'us-isob-east-1.api.aws.scloud', null],
  ['eu-isoe-west-1', 'eu-isoe-west-1.cloud.adc-e.uk', '-fips.eu-isoe-west-1.cloud.adc-e.uk', null, null],
  ['us-isof-south-1', 'us-isof-south-1.csp.hci.ic.gov', '-fips.us-isof-south-1.csp.hci.ic.gov', null, null],
] as const;

describe('the hosts of Resolver', () => {
  it.each(resolverHosts)('in %s are those of the AWS CLI', (region, ...expected) => {
    const hosts = [plain, fips, dual, both].map((variant) => regionalHost({ region, ...variant }, 'route53resolver'));
    const wanted = expected.map((end) => (end === null ? null : `route53resolver${/^[-.]/.test(end) ? '' : '.'}${end}`));
    expect(hosts.map((host, index) => (wanted[index] === null ? null : host))).toEqual(wanted);
  });
});

describe('the hosts of Profiles', () => {
  it('have names for FIPS in GovCloud too', () => {
    const hosts = [plain, fips, dual, both].map((variant) => regionalHost({ region: 'us-gov-east-1', ...variant }, 'route53profiles'));
    expect(hosts).toEqual([
      'route53profiles.us-gov-east-1.amazonaws.com',
      'route53profiles-fips.us-gov-east-1.amazonaws.com',
      'route53profiles.us-gov-east-1.api.aws',
      'route53profiles-fips.us-gov-east-1.api.aws',
    ]);
  });
});

describe('the host of IAM', () => {
  it.each([
    ['eu-west-1', plain, 'iam.amazonaws.com', 'us-east-1'],
    ['mx-central-1', fips, 'iam-fips.amazonaws.com', 'us-east-1'],
    ['us-west-2', dual, 'iam.global.api.aws', 'us-east-1'],
    ['us-west-2', both, 'iam-fips.global.api.aws', 'us-east-1'],
    ['cn-northwest-1', plain, 'iam.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['us-gov-east-1', plain, 'iam.us-gov.amazonaws.com', 'us-gov-west-1'],
    ['us-gov-east-1', fips, 'iam.us-gov.amazonaws.com', 'us-gov-west-1'],
    ['us-gov-east-1', dual, 'iam.us-gov.api.aws', 'us-gov-west-1'],
    ['eusc-de-east-1', plain, 'iam.eusc-de-east-1.amazonaws.eu', 'eusc-de-east-1'],
    ['us-iso-west-1', plain, 'iam.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1'],
    ['us-isob-west-1', plain, 'iam.us-isob-east-1.sc2s.sgov.gov', 'us-isob-east-1'],
    ['eu-isoe-west-1', plain, 'iam.eu-isoe-west-1.cloud.adc-e.uk', 'eu-isoe-west-1'],
    ['us-isof-east-1', plain, 'iam.us-isof-south-1.csp.hci.ic.gov', 'us-isof-south-1'],
  ])('for %s %o is %s, signed for %s', (region, variant, host, signingRegion) => {
    expect(identityHost({ region, ...variant })).toEqual({ host, signingRegion });
  });
});

describe('a sign-in portal', () => {
  it('ends as the hosts of its partition do', () => {
    const regions = ['eu-west-1', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'us-iso-east-1'];
    expect(regions.map(dnsSuffix)).toEqual(['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.com', 'amazonaws.eu', 'c2s.ic.gov']);
  });
});

describe('which variant is asked for', () => {
  it('is said by the environment before the profile', () => {
    const profile = new Map([
      ['use_fips_endpoint', 'TRUE'],
      ['use_dualstack_endpoint', 'true'],
    ]);
    expect(endpointVariants({ AWS_USE_FIPS_ENDPOINT: 'false' }, profile)).toEqual({ useFipsEndpoint: false, useDualstackEndpoint: true });
    expect(endpointVariants({ AWS_USE_FIPS_ENDPOINT: '' }, profile)).toEqual({ useFipsEndpoint: true, useDualstackEndpoint: true });
    expect(endpointVariants({})).toEqual({ useFipsEndpoint: false, useDualstackEndpoint: false });
  });
});
