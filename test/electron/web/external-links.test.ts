import { expect, it } from 'vitest';
import { isAwsPage } from '#electron/web/external-links.ts';

it.each([
  ['https://docs.aws.amazon.com/vpc/latest/privatelink/', true],
  ['https://eu-central-1.console.aws.amazon.com/vpcconsole/home?region=eu-central-1#Endpoints:', true],
  ['https://aws.amazon.com/privatelink/pricing/', true],
  ['https://console.amazonaws-us-gov.com/', true],
  ['https://aws.amazon.com.evil.example/', false],
  ['https://evilaws.amazon.com/', false],
  ['https://user@aws.amazon.com/', false],
  ['https://aws.amazon.com@evil.example/', false],
  ['https://aws.amazon.com:8443/', false],
  ['http://aws.amazon.com/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['not an address', false],
])('%s opens outside: %s', (url, expected) => {
  expect(isAwsPage(url)).toBe(expected);
});
