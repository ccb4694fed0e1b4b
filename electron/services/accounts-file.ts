import { readFile } from 'node:fs/promises';
import type { AccountId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { MemberAccount } from '#electron/discovery/ports.ts';
import { fileProblem } from './document-files.ts';

/** The accounts of `--accounts`: one id per line, or CSV with the heading `account_id,name,role`. */
export async function readAccountsFile(file: string): Promise<Outcome<readonly MemberAccount[], Problem>> {
  try {
    return parseAccounts(await readFile(file, 'utf8'), file);
  } catch (error) {
    return failed(fileProblem('The accounts file cannot be read', file, error));
  }
}

/** Refuses the whole file where a line is no account, naming the line. */
export function parseAccounts(text: string, file: string): Outcome<readonly MemberAccount[], Problem> {
  const members: MemberAccount[] = [];
  for (const [position, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [accountId = '', name = '', role = ''] = cells;
    if (line.trim() === '' || line.startsWith('#') || accountId.toLowerCase() === 'account_id') continue;
    if (!/^\d{12}$/.test(accountId)) {
      return failed({
        code: 'accounts-file',
        what: 'A line of the accounts file is no account',
        where: `${file}:${position + 1}`,
        why: `"${accountId}" is not twelve digits`,
      });
    }
    members.push({ accountId: accountId as AccountId, name: name === '' ? null : name, state: null, role: role === '' ? null : role });
  }
  return members.length === 0 ? failed({ code: 'accounts-file', what: 'The accounts file names no account', where: file }) : ok(members);
}
