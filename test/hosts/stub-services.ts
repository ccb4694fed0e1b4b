/** Small services for the host tests: every call of the contract, answered from memory and written down. */
import type { Emit, Handlers, Method, UploadStore } from '#shared/api/contract.ts';

/** One call that reached the services. */
export interface Recorded {
  readonly method: Method;
  readonly input: unknown;
}

export interface StubServices {
  readonly handlers: Handlers;
  readonly calls: readonly Recorded[];
}

const document = { documentId: 'd-1', title: 'Demo', parts: 1, notices: [] };
const problem = { code: 'not-here', what: 'The upload is not here' };

export function createStubServices(emit: Emit, uploads: UploadStore): StubServices {
  const calls: Recorded[] = [];
  const answers: Handlers = {
    'app.info': async () => ({ host: 'loopback', version: '1.2.3', platform: 'test' }),
    'document.demo': async () => document,
    'document.initial': async () => null,
    'document.choose': async () => ({ kind: 'cancelled' }),
    'document.open': async ({ uploadId, name }) => {
      const bytes = uploads.take(uploadId);
      if (bytes === undefined) return { kind: 'problem', problem };
      return { kind: 'opened', document: { ...document, title: `${name}: ${bytes.length} bytes from ${bytes[0]} to ${bytes.at(-1)}` } };
    },
    'document.part': async ({ part }) => ({ bytes: new TextEncoder().encode(`part ${part} with "quotes", \u2028 and 😀`) }),
    // What a bug in the services looks like from outside.
    'document.close': async () => {
      throw new Error('secret-token in /home/someone/file');
    },
    'unsaved.keep': async () => ({}),
    'unsaved.find': async () => null,
    'unsaved.open': async () => ({ kind: 'problem', problem }),
    'unsaved.forget': async () => ({}),
    'traffic.import': async () => ({ kind: 'problem', problem }),
    'traffic.cancel': async () => ({}),
    'prices.taken': async () => ({ prices: [] }),
    'profiles.list': async () => ({ profiles: [], files: [], ignored: [] }),
    'scan.start': async ({ profiles }) => {
      for (const [index, profile] of profiles.entries()) {
        emit('scan.question', { questionId: `q-${index}`, scanId: 's-1', kind: 'mfa', profile, text: 'Code?' });
      }
      return { kind: 'started', scanId: 's-1' };
    },
    'scan.unfinished': async () => null,
    'scan.resume': async () => ({ kind: 'started', scanId: 'scan-1' }),
    'scan.forgetUnfinished': async () => ({}),
    'scan.cancel': async () => ({}),
    'scan.retry': async () => ({ kind: 'problem', problem }),
    // Breaks the contract: parts must be positive.
    'scan.snapshot': async () => ({ ...document, parts: -1 }),
    'scan.answer': async () => ({}),
    'export.run': async () => ({ kind: 'cancelled' }),
    'export.part': async () => ({ base64: '' }),
    'export.close': async () => ({}),
    'external.open': async () => ({ opened: false }),
  };
  return { handlers: recorded(answers, calls), calls };
}

function recorded(answers: Handlers, calls: Recorded[]): Handlers {
  const entries = Object.entries(answers).map(([method, answer]) => [
    method,
    (input: unknown) => {
      calls.push({ method: method as Method, input });
      return (answer as (given: unknown) => Promise<unknown>)(input);
    },
  ]);
  return Object.fromEntries(entries) as Handlers;
}
