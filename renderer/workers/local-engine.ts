import { createAnalyst } from './analyse.ts';
import type { Engine, EngineCall, EngineCalls } from './protocol.ts';

/** Analysis in the same thread, for tests. A file of its own, so that the page does not carry the analysis twice. */
export function createLocalEngine(): Engine {
  const analyst = createAnalyst();
  return {
    ask: async <Call extends EngineCall>(call: Call, input: EngineCalls[Call]['input']) => analyst.answer(call, input),
  };
}
