import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { checkEndpointUrl as checkLoopback } from '#electron/aws/endpoint-url.ts';

/** The stand-in for AWS that a person names, or `null` for AWS itself; only an emulator on this machine may stand in. */
export function checkEndpointUrl(endpointUrl: string | null): Outcome<string | null, Problem> {
  if (endpointUrl === null || endpointUrl === '') return ok(null);
  const checked = checkLoopback(endpointUrl);
  if (checked.kind === 'ok') return checked;
  return failed({
    code: 'endpoint-url',
    what: 'This endpoint cannot be used',
    where: endpointUrl,
    why: checked.problem,
    remedy: 'Give a loopback address such as http://127.0.0.1:5000, or leave it out to read AWS.',
  });
}
