/** Reads the body of an answer to its end, unless it takes too long or is too large. */

/** As the connections of Node give it. */
export type AnswerBody = AsyncIterable<Uint8Array> & { readonly destroy?: (error?: Error) => void };

/** Larger than any page of AWS; whatever is more is something else. */
const largest = 256 * 1024 * 1024;

/**
 * The bytes. Rejects as for a time-out when `until` aborts, and as for a
 * malformed answer where there are more than `most`: what comes drop by drop
 * never runs into the time-outs of the connection, which count silence.
 */
export async function wholeBody(body: AnswerBody, until: AbortSignal, most = largest): Promise<Buffer> {
  const stop = (): void => body.destroy?.(Object.assign(new Error('too slow'), { name: 'TimeoutError' }));
  if (until.aborted) stop();
  until.addEventListener('abort', stop, { once: true });
  try {
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of body) {
      length += piece.length;
      if (length > most) throw new SyntaxError('the answer is larger than any of AWS');
      pieces.push(piece);
    }
    return Buffer.concat(pieces, length);
  } finally {
    until.removeEventListener('abort', stop);
  }
}
