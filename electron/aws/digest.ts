/** SHA-256 as the SDK's signers take it, for a third of the time: every call of a scan takes four of them. */
import { createHmac, createSecretKey, hash } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

/** A digest of all that was given to `update`; with a secret, the HMAC of it. */
export class Sha256Digest {
  readonly #secret: Data | undefined;
  #given: Uint8Array[] = [];

  constructor(secret?: Data) {
    this.#secret = secret;
  }

  update(data: Data): void {
    this.#given.push(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    const [first = new Uint8Array()] = this.#given;
    const bytes = this.#given.length > 1 ? Buffer.concat(this.#given) : first;
    if (this.#secret === undefined || lengthOf(this.#secret) === 0) return Promise.resolve(hash('sha256', bytes, 'buffer'));
    // As a key object: Node finds out what other kinds of key are by failing, which takes longer than the digest.
    const key = createSecretKey(bytesOf(this.#secret));
    return Promise.resolve(createHmac('sha256', key).update(bytes).digest());
  }

  reset(): void {
    this.#given = [];
  }
}

function lengthOf(data: Data): number {
  return typeof data === 'string' ? data.length : data.byteLength;
}

function bytesOf(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}
