/** A typed client over any bridge. */
import { type Bridge, type EventName, type EventPayload, events, type Input, type Method, type Output, procedures } from './contract.ts';

/** A call that the host refused or that failed there. */
export class CallError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'CallError';
    this.code = code;
  }
}

export interface Client {
  /** Calls the host; throws `CallError` where it refuses. */
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  upload(bytes: Uint8Array): Promise<string>;
}

export function createClient(bridge: Bridge): Client {
  return {
    call: async <M extends Method>(method: M, input: Input<M>) => {
      const reply = await bridge.invoke(method, input);
      if (!reply.ok) throw new CallError(reply.error.code, reply.error.message);
      return procedures[method].output.parse(reply.value) as Output<M>;
    },
    on: (event, listener) =>
      bridge.subscribe((name, payload) => {
        if (name === event) listener(events[event].parse(payload) as never);
      }),
    upload: (bytes) => bridge.upload(bytes),
  };
}
