import { randomUUID } from 'node:crypto';
import type { Emit } from '#shared/api/contract.ts';
import type { Question } from '#electron/discovery/ports.ts';

/** Questions of a scan to the person, e.g. an MFA code, open until they are answered. */
export interface ScanQuestions {
  ask(scanId: string, question: Question): Promise<string | null>;
  /** An answer to a question that is no longer open is ignored. */
  answer(questionId: string, answer: string | null): void;
  declineAll(): void;
}

export function createScanQuestions(emit: Emit): ScanQuestions {
  const open = new Map<string, (answer: string | null) => void>();
  const answer = (questionId: string, text: string | null): void => {
    open.get(questionId)?.(text);
    open.delete(questionId);
  };
  return {
    ask: (scanId, question) => {
      const questionId = randomUUID();
      const answered = new Promise<string | null>((resolve) => open.set(questionId, resolve));
      emit('scan.question', { questionId, scanId, ...question });
      return answered;
    },
    answer,
    declineAll: () => {
      for (const questionId of open.keys()) answer(questionId, null);
    },
  };
}
