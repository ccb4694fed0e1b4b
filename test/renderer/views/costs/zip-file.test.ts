import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipFile, type ZippedText } from '#renderer/views/costs/zip-file.ts';

/** Reads what the central directory lists, as an unpacker does. */
function unzipped(bytes: Uint8Array): { name: string; text: string; isSound: boolean }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const decoder = new TextDecoder();
  const files = [];
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < view.getUint16(end + 10, true); entry += 1) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const nameLength = view.getUint16(at + 28, true);
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    expect(view.getUint32(local, true)).toBe(0x04034b50);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = bytes.subarray(from, from + view.getUint32(at + 24, true));
    files.push({ name, text: decoder.decode(data), isSound: crc32(data) === view.getUint32(at + 16, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  expect(at).toBe(end);
  return files;
}

describe('a ZIP archive', () => {
  it('holds every file with its folder and its checksum', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    const name = fc.stringMatching(/^[a-zé][a-zé0-9 -]{0,20}\/[a-z.]{1,12}$/u);
    const files = fc.uniqueArray(fc.record({ name, text }), { maxLength: 6, selector: (file) => file.name });
    fc.assert(
      fc.property(files, (given) => {
        expect(unzipped(zipFile(given))).toEqual(given.map((file) => ({ ...file, isSound: true })));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same for the same files', () => {
    const files: readonly ZippedText[] = [{ name: 'a/versions.tf', text: 'terraform {}\n' }];
    expect(zipFile(files)).toEqual(zipFile(files));
  });
});
