import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/**
 * Only an emulator on this machine may stand in for AWS: a session token must
 * not be sent to any other host.
 */
export function checkEndpointUrl(endpointUrl: string | null): Outcome<string | null, Problem> {
  if (endpointUrl === null || endpointUrl === '') return ok(null);
  if (!URL.canParse(endpointUrl)) return failed(problem(endpointUrl, 'it is no URL'));
  const url = new URL(endpointUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return failed(problem(endpointUrl, 'it is neither http nor https'));
  if (!loopbackHosts.has(url.hostname)) return failed(problem(endpointUrl, `${url.hostname} is not this machine`));
  return ok(endpointUrl);
}

function problem(where: string, why: string): Problem {
  return {
    code: 'endpoint-url',
    what: 'This endpoint cannot be used',
    where,
    why,
    remedy: 'Give a loopback address such as http://127.0.0.1:5000, or leave it out to read AWS.',
  };
}
