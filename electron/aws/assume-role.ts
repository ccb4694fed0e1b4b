/** The two calls of STS: who am I, and let me be someone else. Regional endpoints only: tokens of the global one fail in opt-in Regions. */
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import type { ReadProblem } from '#electron/discovery/ports.ts';
import { classifyError } from './classify-error.ts';
import { type Credentials, ownCredentials, sdkIdentity } from './credentials.ts';
import type { ClientSettings } from './service.ts';

/** A role to enter. */
export interface Role {
  readonly profile: string;
  readonly roleArn: string;
  /** Whose STS is asked. */
  readonly region: string;
  readonly sessionName: string;
  readonly externalId: string | null;
  readonly durationSeconds: number;
  readonly mfa: { readonly serialNumber: string; readonly tokenCode: string } | null;
}

/** Credentials of the role. A refusal is a problem of credentials, with the action that is missing. */
export async function assumeRole(
  settings: ClientSettings,
  source: Credentials,
  role: Role,
  abortSignal?: AbortSignal,
): Promise<Outcome<Credentials, ReadProblem>> {
  try {
    const { AssumeRoleCommand, STSClient } = await import('./sts-commands.ts');
    const client = new STSClient({ ...settings, region: role.region, credentials: sdkIdentity(source) });
    const answer = await client.send(
      new AssumeRoleCommand({
        RoleArn: role.roleArn,
        RoleSessionName: role.sessionName,
        DurationSeconds: role.durationSeconds,
        ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
        ...(role.mfa === null ? {} : { SerialNumber: role.mfa.serialNumber, TokenCode: role.mfa.tokenCode }),
      }),
      abortSignal === undefined ? {} : { abortSignal },
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined) return failed(noAnswer('AssumeRole', role.region));
    return ok(
      ownCredentials({
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
        ...(Expiration === undefined ? {} : { expiration: Expiration }),
      }),
    );
  } catch (error) {
    const call = { operation: 'AssumeRole', action: 'sts:AssumeRole', region: role.region, profile: role.profile };
    const problem = classifyError(error, call, Date.now());
    return failed(problem.kind === 'denied' ? notTrusted(problem, role) : asCredentialProblem(problem, role.profile));
  }
}

/** Whose credentials these are. Needs no permission. */
export async function callerIdentity(
  settings: ClientSettings,
  credentials: Credentials,
  caller: { readonly profile: string; readonly region: string },
  abortSignal: AbortSignal,
): Promise<Outcome<{ readonly accountId: string; readonly arn: string }, ReadProblem>> {
  try {
    const { GetCallerIdentityCommand, STSClient } = await import('./sts-commands.ts');
    const client = new STSClient({ ...settings, region: caller.region, credentials: sdkIdentity(credentials) });
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
    if (Account === undefined || Arn === undefined) return failed(noAnswer('GetCallerIdentity', caller.region));
    return ok({ accountId: Account, arn: Arn });
  } catch (error) {
    const call = { operation: 'GetCallerIdentity', action: 'sts:GetCallerIdentity', ...caller };
    return failed(asCredentialProblem(classifyError(error, call, Date.now()), caller.profile));
  }
}

/** Before anything has worked, a refusal is the credentials' fault; and there is nothing yet that could be renewed. */
function asCredentialProblem(problem: ReadProblem, profile: string): ReadProblem {
  if (problem.recovery === 'refresh') return { ...problem, recovery: 'never' };
  if (problem.kind !== 'region-disabled') return problem;
  const message = `AWS does not accept the credentials of profile ${profile} (${problem.code}). Check the keys, and that the Region is enabled.`;
  return { ...problem, kind: 'credential', message };
}

function notTrusted(problem: ReadProblem, role: Role): ReadProblem {
  return {
    ...problem,
    kind: 'credential',
    message: `${role.roleArn} may not be assumed with profile ${role.profile}. The role must exist and trust the caller, and the caller needs sts:AssumeRole.`,
  };
}

function noAnswer(operation: string, region: string): ReadProblem {
  const message = `${operation} in ${region} answered without what it must hold; something between here and AWS may have answered instead.`;
  return { kind: 'malformed', code: 'MalformedAnswer', message, recovery: 'transient' };
}
