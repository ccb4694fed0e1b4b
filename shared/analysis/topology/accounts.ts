import { type AccountId, unknownAccount } from '#shared/base/ids.ts';

/** Whether an account id names an account at all; imports without any hint have none. */
export function isLiveAccount(accountId: AccountId): boolean {
  return accountId !== unknownAccount;
}
