import { describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '#electron/cli/program.ts';

/** What `scan` says to options that do not fit together; nothing is asked of anybody. */
async function refusal(...options: string[]): Promise<string> {
  let said = '';
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const code = await runCommandLine(['node', 'linkscape', 'scan', '-p', 'p', '-o', '/nonexistent/x.linkscape', ...options]);
  spy.mockRestore();
  return `${code} ${said.trim()}`;
}

describe('the accounts of a scan', () => {
  it.each([
    [['--role', 'r'], '1 linkscape: --role does not say which accounts to enter. Add --accounts FILE, --organization or --portal.'],
    [['--organization'], '1 linkscape: --accounts and --organization need --role. Name the role to assume in each account.'],
    [['--accounts', 'f'], '1 linkscape: --accounts and --organization need --role. Name the role to assume in each account.'],
    [
      ['--organization', '--portal', '--role', 'r'],
      '1 linkscape: --accounts, --organization and --portal exclude each other. Give one of them.',
    ],
  ])('%j are refused with what is missing', async (options, message) => {
    expect(await refusal(...options)).toBe(message);
  });
});
