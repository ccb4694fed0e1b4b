/** Credentials on their way from a profile to a client. They never leave this folder. */
import type { Ask, ReadProblem } from '#electron/discovery/ports.ts';
import type { Environment } from './config-files.ts';
import type { ClientSettings } from './service.ts';

/** Keys for signing. Never leave `electron/aws`. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
  /** `null`: they do not expire. */
  readonly expiration: Date | null;
}

/** What resolving needs beside the files. */
export interface Surroundings {
  readonly env: Environment;
  /** For the calls on the way to credentials: handler, emulator endpoint, attempts. */
  readonly settings: ClientSettings;
  readonly ask: Ask;
  /** Calls of sign-in portals wait here for their turn. */
  readonly enterPortal: (signal?: AbortSignal) => Promise<void>;
}

/** A problem of credentials: nothing can be read, and asking again alone does not help. */
export function credentialProblem(code: string, message: string): ReadProblem {
  return { kind: 'credential', code, message, recovery: 'never' };
}

/** Credentials in the form of the SDK, which leaves out what is not there. */
export interface SdkIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Credentials as the SDK's clients take them. */
export function sdkIdentity({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials): SdkIdentity {
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === null ? {} : { sessionToken }),
    ...(expiration === null ? {} : { expiration }),
  };
}

/** The SDK's credentials as ours. */
export function ownCredentials(identity: SdkIdentity): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = identity;
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null, expiration: expiration ?? null };
}
