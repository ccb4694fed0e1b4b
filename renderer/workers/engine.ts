import type { Engine, EngineCall, EngineReply, EngineRequest, OpenRequest } from './protocol.ts';

type Settle = { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void };

/** Analysis in a worker of its own, so that the page stays responsive whatever the size of the estate. */
export function createWorkerEngine(): Engine {
  const worker = new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' });
  const waiting = new Map<number, Settle>();
  let lastId = 0;
  worker.addEventListener('message', (event: MessageEvent<EngineReply>) => {
    const reply = event.data;
    const settle = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) settle?.resolve(reply.value as never);
    else settle?.reject(new Error(reply.message));
  });
  worker.addEventListener('error', (event) => {
    for (const settle of waiting.values()) settle.reject(new Error(`The analysis could not run: ${event.message}`));
    waiting.clear();
  });
  return {
    ask: (call, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, call, input } satisfies EngineRequest, movable(call, input));
      }),
  };
}

/** A document's bytes move to the worker instead of being copied. */
function movable(call: EngineCall, input: EngineRequest['input']): Transferable[] {
  if (call !== 'open') return [];
  return (input as OpenRequest).json.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
