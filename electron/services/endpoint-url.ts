import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { isLoopbackUrl } from '#electron/aws/endpoint-url.ts';

/** The stand-in for AWS that a person names, or `null` for AWS itself; only an emulator on this machine may stand in. */
export function checkEndpointUrl(endpointUrl: string | null): Outcome<string | null, Problem> {
  if (endpointUrl === null || endpointUrl === '') return ok(null);
  if (isLoopbackUrl(endpointUrl)) return ok(endpointUrl.replace(/\/+$/, ''));
  return failed({
    code: 'endpoint-url',
    what: 'This endpoint cannot be used',
    where: endpointUrl,
    why: 'anything but this machine would be handed real credentials',
    remedy: 'Give a loopback address such as http://127.0.0.1:5000, or leave it out to read AWS.',
  });
}
