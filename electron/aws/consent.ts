/**
 * What a profile would run or call before AWS is asked anything. Using it needs
 * the person's consent, remembered by a hash of exactly what was shown: a
 * changed command is a new question.
 */
import { createHash } from 'node:crypto';
import type { AwsConfig, ProfileData } from './config-files.ts';
import { isLoopbackUrl } from './endpoint-url.ts';
import { chainOf, kindOf } from './profile-chain.ts';
import { brief } from './without-secrets.ts';

export interface Consent {
  readonly hash: string;
  readonly what: string;
}

/** What must be agreed to, `null` where nothing runs. With `endpointGiven` the profile's own endpoint is not used. */
export function consentOf(config: AwsConfig, profile: ProfileData, endpointGiven: boolean): Consent | null {
  const items: [kind: string, content: string][] = [];
  for (const link of chainOf(config, profile).chain) {
    if (kindOf(link) === 'process') items.push(['credential_process', link.values.get('credential_process') ?? '']);
  }
  const endpointUrl = foreignEndpoint(profile);
  if (endpointUrl !== null && !endpointGiven && endpointProblem(profile) === null) items.push(['endpoint_url', endpointUrl]);
  if (items.length === 0) return null;
  const what = items.map(([kind, content]) =>
    kind === 'credential_process' ? `Runs the command: ${asItRuns(content)}` : `Sends calls to: ${asItRuns(content)}`,
  );
  return { hash: createHash('sha256').update(JSON.stringify(items)).digest('hex'), what: what.join('\n') };
}

/** What hides or reorders characters stands by its code: what a person agrees to must look like what is run. */
function asItRuns(content: string): string {
  return content.replace(
    /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu,
    (char) => `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

/** The profile's `endpoint_url`, unless it is one of AWS's own hosts. */
export function foreignEndpoint(profile: ProfileData): string | null {
  const endpointUrl = profile.values.get('endpoint_url');
  return endpointUrl === undefined || isAwsHost(endpointUrl) ? null : endpointUrl;
}

/** Why the profile's `endpoint_url` is never used, `null` where it may be, after consent. */
export function endpointProblem(profile: ProfileData): string | null {
  const endpointUrl = foreignEndpoint(profile);
  if (endpointUrl === null || isLoopbackUrl(endpointUrl)) return null;
  const url = URL.parse(endpointUrl);
  if (url !== null && `${url.username}${url.password}` !== '') {
    return `endpoint_url ${brief(endpointUrl)} is refused: it names a user, which AWS's hosts do not take and others must not get.`;
  }
  if (url?.protocol === 'https:') return null;
  return `endpoint_url ${brief(endpointUrl)} is refused: credentials go to another machine by https only.`;
}

function isAwsHost(text: string): boolean {
  const url = URL.parse(text);
  const isAws = ['.amazonaws.com', '.amazonaws.com.cn', '.api.aws', '.amazonaws.eu'].some((suffix) => url?.hostname.endsWith(suffix));
  return isAws && url?.protocol === 'https:';
}
