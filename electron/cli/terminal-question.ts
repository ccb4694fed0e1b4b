import { createInterface } from 'node:readline/promises';

/** Asks on the terminal, e.g. for an MFA code; `null` where nobody is there to answer. */
export async function askOnTerminal(question: { readonly text: string }): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (await terminal.question(`${question.text} `)).trim();
    return answer === '' ? null : answer;
  } finally {
    terminal.close();
  }
}
