/** Which account an access key or a role belongs to. */
import type { AccountId } from '#shared/base/ids.ts';

export interface Identities {
  /** `null` for a key nobody has. */
  accountOf(accessKey: string): AccountId | null;
  /** The account of a role that may be assumed; `null` where it does not exist or does not trust anybody. */
  accountOfRole(roleArn: string): AccountId | null;
}

/** Keys are recognisably fake, so that no scanner for secrets takes them for real. */
export function accessKeyOf(accountId: string): string {
  return `FAKEKEY${accountId}`;
}

export function secretKeyOf(accountId: string): string {
  return `fake-secret-of-${accountId}`;
}

/** The role that exists in every account of the truth. */
export function roleArnOf(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/LinkscapeReadOnly`;
}

/** The long-term and the role's temporary key of every account, and further keys as told. */
export function identitiesOf(
  accounts: ReadonlySet<string>,
  further: Readonly<Record<string, string>>,
  closedAccounts: readonly string[],
): Identities {
  const keys = new Map<string, AccountId>([
    ...[...accounts].flatMap((accountId) =>
      [accessKeyOf(accountId), temporaryKeyOf(accountId)].map((key) => [key, accountId as AccountId] as const),
    ),
    ...Object.entries(further).map(([key, accountId]) => [key, accountId as AccountId] as const),
  ]);
  return {
    accountOf: (accessKey) => keys.get(accessKey) ?? null,
    accountOfRole: (roleArn) => {
      const accountId = /^arn:[a-z-]+:iam::(\d{12}):role\/.+$/.exec(roleArn)?.[1] ?? '';
      return accounts.has(accountId) && !closedAccounts.includes(accountId) ? (accountId as AccountId) : null;
    },
  };
}

/** The key of the session that AssumeRole gives. */
export function temporaryKeyOf(accountId: string): string {
  return `FAKETEMP${accountId}`;
}
