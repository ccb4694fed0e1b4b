/**
 * Connections for calls that nobody else watches over: signing in, who am I,
 * the accounts of an organisation, metrics. Pages of a scan have a deadline of
 * their own (`electron/discovery/attempt.ts`).
 */
import { Readable } from 'node:stream';
import type { ClientSettings } from './service.ts';
import { type AnswerBody, wholeBody } from './whole-body.ts';

/** From the request to the last byte of its answer, milliseconds. */
export const answerDeadlineMs = 10_000;

interface Handler {
  handle(request: unknown, options?: { readonly abortSignal?: AbortSignal }): Promise<{ readonly response: { body?: unknown } }>;
}

/** The same settings with a deadline for every answer as a whole, however it comes in. */
export function bounded(settings: ClientSettings, deadlineMs = answerDeadlineMs): ClientSettings {
  const inner = settings.requestHandler as unknown as Handler;
  const requestHandler = {
    handle: async (request: unknown, options: { readonly abortSignal?: AbortSignal } = {}) => {
      const deadline = AbortSignal.timeout(deadlineMs);
      const until = options.abortSignal === undefined ? deadline : AbortSignal.any([deadline, options.abortSignal]);
      try {
        const { response } = await inner.handle(request, { ...options, abortSignal: until });
        response.body = Readable.from([await wholeBody(response.body as AnswerBody, until)], { objectMode: false });
        return { response };
      } catch (error) {
        throw deadline.aborted && options.abortSignal?.aborted !== true ? tooLate() : error;
      }
    },
    updateHttpClientConfig: (): void => undefined,
    httpHandlerConfigs: (): object => ({}),
    destroy: (): void => undefined,
  };
  return { ...settings, requestHandler: requestHandler as unknown as NonNullable<ClientSettings['requestHandler']> };
}

function tooLate(): Error {
  return Object.assign(new Error('no answer within the deadline'), { name: 'TimeoutError', code: 'DeadlineExceeded' });
}
