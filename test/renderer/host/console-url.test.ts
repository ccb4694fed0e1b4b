import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleUrl } from '#renderer/host/console-url.ts';
import { isAwsPage } from '#electron/web/external-links.ts';
import { type SubjectKind, subjectKinds } from '#shared/model/subject.ts';

const subject = (kind: SubjectKind, id: string, region: string) => ({ kind, id, accountId: '111122223333', region });

describe('consoleUrl', () => {
  it('leads to the page of the resource in its Region', () => {
    expect(consoleUrl(subject('vpc-endpoint', 'vpce-0123456789abcdef0', 'eu-west-1'))).toBe(
      'https://eu-west-1.console.aws.amazon.com/vpcconsole/home?region=eu-west-1#EndpointDetails:vpcEndpointId=vpce-0123456789abcdef0',
    );
  });

  it('knows the other partitions by their Regions', () => {
    expect(consoleUrl(subject('vpc', 'vpc-0123abcd', 'us-gov-west-1'))).toBe(
      'https://console.amazonaws-us-gov.com/vpcconsole/home?region=us-gov-west-1#VpcDetails:VpcId=vpc-0123abcd',
    );
    expect(consoleUrl(subject('vpc', 'vpc-0123abcd', 'cn-north-1'))).toBe(
      'https://console.amazonaws.cn/vpcconsole/home?region=cn-north-1#VpcDetails:VpcId=vpc-0123abcd',
    );
  });

  it('has no address for what AWS does not make', () => {
    expect(consoleUrl(subject('vpc', 'vpc-0123abcd&x=y', 'us-east-1'))).toBeNull();
    expect(consoleUrl(subject('vpc', 'vpc-0123abcd', 'us-east-1.example.com'))).toBeNull();
    expect(consoleUrl(subject('vpc', 'vpc-0123abcd', 'unknown'))).toBeNull();
    expect(consoleUrl(subject('account', '111122223333', 'us-east-1'))).toBeNull();
  });

  it('never lets a scanned text leave the console: whatever the ids, the host would open it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...subjectKinds), fc.string(), fc.string(), (kind, id, region) => {
        const url = consoleUrl(subject(kind, id, region));
        expect(url === null || isAwsPage(url)).toBe(true);
      }),
    );
    const real = consoleUrl(subject('nat-gateway', 'nat-0123456789abcdef0', 'ap-southeast-2'));
    expect(real !== null && isAwsPage(real)).toBe(true);
  });
});
