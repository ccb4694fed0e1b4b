/** The bridge to the loopback host: one POST per call, one event stream for all events. */
import type { Bridge, Reply } from '#shared/api/contract.ts';

const gone = 'Linkscape\u2019s host does not answer. Start it again with `npm start` and open the address it prints.';

export function httpBridge(): Bridge {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  let stream: EventSource | null = null;
  return {
    invoke: async (method, input) => {
      const response = await send('/rpc', { method: 'POST', type: 'application/json', body: JSON.stringify({ method, input }) });
      return response === null ? refused('host-gone', gone) : readReply(response);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      stream ??= openStream((event, payload) => {
        for (const each of listeners) each(event, payload);
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stream?.close();
        stream = null;
      };
    },
    upload: async (bytes) => {
      const response = await send('/document', { method: 'PUT', type: 'application/octet-stream', body: bytes as Uint8Array<ArrayBuffer> });
      if (response === null) throw new Error(gone);
      const body: unknown = await response.json().catch(() => null);
      const uploadId = typeof body === 'object' && body !== null && 'uploadId' in body ? body.uploadId : null;
      if (!response.ok || typeof uploadId !== 'string') throw new Error(`The host refused the file (HTTP ${String(response.status)}).`);
      return uploadId;
    },
  };
}

interface Message {
  readonly method: 'POST' | 'PUT';
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** `null` where nobody answers. */
async function send(path: string, message: Message): Promise<Response | null> {
  try {
    return await fetch(path, {
      method: message.method,
      headers: { 'content-type': message.type },
      body: message.body,
      credentials: 'same-origin',
    });
  } catch {
    return null;
  }
}

async function readReply(response: Response): Promise<Reply> {
  if (response.status === 401) {
    return refused('signed-out', 'This browser is not signed in to the host any more. Open the address that `npm start` printed.');
  }
  if (response.headers.get('content-type') === 'application/octet-stream') return bytesReply(response);
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'ok' in body) return body as Reply;
  return refused('malformed', `The host answered with HTTP ${String(response.status)} and no reply.`);
}

/** Bytes that the host sends as they are. */
async function bytesReply(response: Response): Promise<Reply> {
  try {
    return { ok: true, value: { bytes: new Uint8Array(await response.arrayBuffer()) } };
  } catch {
    return refused('host-gone', gone);
  }
}

function refused(code: string, message: string): Reply {
  return { ok: false, error: { code, message } };
}

/** Events come as `[event, payload]`; the browser reconnects by itself when the stream breaks. */
function openStream(deliver: (event: string, payload: unknown) => void): EventSource {
  const stream = new EventSource('/events');
  stream.addEventListener('message', (message: MessageEvent<string>) => {
    const pair: unknown = JSON.parse(message.data);
    if (Array.isArray(pair) && typeof pair[0] === 'string') deliver(pair[0], pair[1]);
  });
  return stream;
}
