import type { Bridge, Reply } from '#shared/api/contract.ts';
import { createClient, type Client } from '#shared/api/client.ts';

/** A host that answers from a table and lets the test send events. */
export interface FakeHost {
  readonly client: Client;
  readonly calls: readonly string[];
  send(event: string, payload: unknown): void;
}

/** What the host answers for a part of a document. */
export function documentPart(text: string): { readonly bytes: Uint8Array } {
  return { bytes: new TextEncoder().encode(text) };
}

export function fakeHost(answers: Readonly<Record<string, (input: never) => unknown>>): FakeHost {
  const calls: string[] = [];
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const bridge: Bridge = {
    invoke: async (method, input): Promise<Reply> => {
      calls.push(method);
      const answer = answers[method] ?? (method === 'prices.taken' ? () => ({ prices: [] }) : undefined);
      if (answer === undefined) return { ok: false, error: { code: 'refused', message: `the test has no answer for ${method}` } };
      return { ok: true, value: await answer(input as never) };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upload: async () => 'upload-1',
  };
  return {
    client: createClient(bridge),
    calls,
    send: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
  };
}
