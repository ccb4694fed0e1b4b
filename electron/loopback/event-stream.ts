/** Events of the services as server-sent events. */
import type { ServerResponse } from 'node:http';
import type { EventBus } from '#electron/web/event-bus.ts';

/** A tab that reads this little of its stream is asleep or gone; it connects again when it wakes. */
const maxUnreadBytes = 16 * 1024 * 1024;

/** Proxies and browsers drop a connection that is silent for long. */
const heartbeatMs = 15_000;

export interface EventStreams {
  /** Turns the response into a stream that ends with the connection. */
  readonly add: (response: ServerResponse) => void;
  readonly closeAll: () => void;
}

/** Each event is one message whose data is the JSON of `[name, payload]`. */
export function createEventStreams(bus: EventBus, headers: Readonly<Record<string, string>>): EventStreams {
  const open = new Set<ServerResponse>();
  return {
    add: (response) => {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      response.write(': connected\n\n');
      const unsubscribe = bus.subscribe((event, payload) => send(response, `data: ${JSON.stringify([event, payload])}\n\n`));
      const heartbeat = setInterval(() => send(response, ': \n\n'), heartbeatMs);
      heartbeat.unref();
      open.add(response);
      response.on('close', () => {
        clearInterval(heartbeat);
        unsubscribe();
        open.delete(response);
      });
    },
    closeAll: () => {
      for (const response of open) response.end();
    },
  };
}

function send(response: ServerResponse, text: string): void {
  if (response.writableLength > maxUnreadBytes) response.destroy();
  else response.write(text);
}
