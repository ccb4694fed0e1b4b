/** Whether an account id is one of AWS: things of nobody known carry a word instead. */
export function isKnownAccount(accountId: string): boolean {
  return /^\d{12}$/.test(accountId);
}
