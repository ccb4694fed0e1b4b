import type { Ask, Sessions } from '#electron/discovery/ports.ts';

/** How sessions are opened. */
export interface AwsSessionOptions {
  /** `process.env`, or what a test puts in its place. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Loopback only; every call goes there, STS of role profiles too. */
  readonly endpointUrl: string | null;
  /** Content hashes of what the person agreed to run or call. */
  readonly consents: readonly string[];
  readonly ask: Ask;
}

/** Sessions through the AWS SDK, which is loaded when the first profile is opened. */
export function awsSessions(options: AwsSessionOptions): Sessions {
  throw new Error(`not written yet: ${String(options.endpointUrl)}`);
}
