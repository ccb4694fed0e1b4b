import type { PaintContext } from '#renderer/flow/draw-shape.ts';

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly fillStyle: string;
  readonly font: string;
  readonly alpha: number;
}

/** A 2D context that draws nothing and remembers what it was told, with the state it was told it in. */
export function recordingContext(): { readonly context: PaintContext; readonly calls: Call[] } {
  const calls: Call[] = [];
  const state: Record<string, unknown> = { fillStyle: '', font: '', globalAlpha: 1 };
  const context = new Proxy(state, {
    get(target, name: string) {
      if (name in target) return target[name];
      return (...args: unknown[]) => {
        calls.push({ name, args, fillStyle: String(state['fillStyle']), font: String(state['font']), alpha: Number(state['globalAlpha']) });
      };
    },
    set(target, name: string, value: unknown) {
      target[name] = value;
      return true;
    },
  });
  return { context: context as unknown as PaintContext, calls };
}
