/** The thread that holds the open document and answers questions about it. */
import { createAnalyst } from './analyse.ts';
import type { EngineReply, EngineRequest } from './protocol.ts';

const analyst = createAnalyst();

/** The part of a worker's global scope that is used here; the page's own type of `self` would be wrong. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<EngineRequest>) => void): void;
  postMessage(reply: EngineReply): void;
}

const scope = self as unknown as WorkerScope;

scope.addEventListener('message', (event) => {
  const { id, call, input } = event.data;
  scope.postMessage(answer(id, () => analyst.answer(call, input as never)));
});

function answer(id: number, make: () => Extract<EngineReply, { ok: true }>['value']): EngineReply {
  try {
    return { id, ok: true, value: make() };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
