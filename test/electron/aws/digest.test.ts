import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sha256Digest } from '#electron/aws/digest.ts';

describe('the digest of the signers', () => {
  it('is SHA-256 of all that was given, and with a secret its HMAC', async () => {
    const piece = fc.oneof(fc.string(), fc.uint8Array());
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 3 }),
        fc.option(fc.oneof(fc.string({ minLength: 1 }), fc.uint8Array({ minLength: 1 }))),
        async (pieces, secret) => {
          const ours = new Sha256Digest(secret ?? undefined);
          const theirs = secret === null ? createHash('sha256') : createHmac('sha256', secret);
          for (const part of pieces) {
            ours.update(part);
            theirs.update(part);
          }
          expect(Buffer.from(await ours.digest()).toString('hex')).toBe(theirs.digest('hex'));
        },
      ),
    );
  });

  it('begins anew when reset', async () => {
    const digest = new Sha256Digest();
    digest.update('gone');
    digest.reset();
    digest.update('kept');
    expect(Buffer.from(await digest.digest()).toString('hex')).toBe(createHash('sha256').update('kept').digest('hex'));
  });
});
