import { describe, expect, it } from 'vitest';
import type { Region } from '#shared/base/ids.ts';
import { usualDnsName } from '#shared/model/service-name.ts';

describe('the usual DNS name of a service', () => {
  it.each([
    ['kms', 'us-east-1', 'kms.us-east-1.amazonaws.com'],
    ['ecr.api', 'eu-west-1', 'api.ecr.eu-west-1.amazonaws.com'],
    ['sagemaker.runtime', 'us-west-2', 'runtime.sagemaker.us-west-2.amazonaws.com'],
    ['sqs', 'cn-north-1', 'sqs.cn-north-1.amazonaws.com.cn'],
  ])('%s in %s is %s', (service, region, name) => {
    expect(usualDnsName(service, region as Region)).toBe(name);
  });
});
