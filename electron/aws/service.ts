import type { EC2ClientConfig } from '@aws-sdk/client-ec2';
import { Sha256Digest } from './digest.ts';
import { endpointVariants } from './endpoint-host.ts';
import type { ReadCall } from '#electron/discovery/ports.ts';

/** The settings all clients of a session share; every client of the SDK takes them. */
export type ClientSettings = Pick<
  EC2ClientConfig,
  | 'region'
  | 'credentials'
  | 'endpoint'
  | 'ignoreConfiguredEndpointUrls'
  | 'maxAttempts'
  | 'requestHandler'
  | 'userAgentAppId'
  | 'useFipsEndpoint'
  | 'useDualstackEndpoint'
  | 'retryMode'
  | 'defaultsMode'
  | 'authSchemePreference'
  | 'sha256'
  | 'logger'
>;

/**
 * What every new client would otherwise look up in environment and files for
 * itself, thousands of times in a scan of an organisation.
 */
export function fixedSettings(env: Readonly<Record<string, string | undefined>>): ClientSettings {
  return {
    ...endpointVariants(env),
    retryMode: 'standard',
    defaultsMode: 'standard',
    authSchemePreference: [],
    sha256: Sha256Digest,
    logger: silent,
  };
}

/** Nothing is logged. Without `info` the SDK does not make ready, for every call, what it would log there. */
const silent = { trace: ignore, debug: ignore, info: undefined, warn: ignore, error: ignore } as unknown as NonNullable<
  EC2ClientConfig['logger']
>;

function ignore(): void {
  // What fails is told by the call that fails.
}

/** One AWS service as the reader uses it. */
export interface Service<Client, Config = ClientSettings> {
  readonly open: (config: Config) => Client;
  readonly send: (client: Client, call: ReadCall, signal: AbortSignal) => Promise<object>;
  /** The field of an answer that holds the token of the next page. */
  readonly nextToken: string;
}
