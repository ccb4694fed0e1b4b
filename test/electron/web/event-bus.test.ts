import { expect, it } from 'vitest';
import { createEventBus } from '#electron/web/event-bus.ts';

it('tells every listener until it leaves, and new ones only what comes later', () => {
  const bus = createEventBus();
  const heard: unknown[] = [];
  const stopFirst = bus.subscribe((event, payload) => heard.push(['first', event, payload]));
  bus.emit('app.command', { command: 'open' });
  bus.subscribe((event, payload) => heard.push(['second', event, payload]));
  stopFirst();
  bus.emit('app.command', { command: 'find' });
  expect(heard).toEqual([
    ['first', 'app.command', { command: 'open' }],
    ['second', 'app.command', { command: 'find' }],
  ]);
});
