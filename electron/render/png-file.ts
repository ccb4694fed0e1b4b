/** A PNG written row by row (https://www.w3.org/TR/png/): no more of the picture than one band is in memory. */
import { once } from 'node:events';
import { crc32, createDeflate } from 'node:zlib';

/** Writes rows of RGB, 8 bits a channel. */
export interface PngWriter {
  /** `rows` is whole rows of `width` pixels of RGBA; alpha is left out, the picture has a ground. */
  write(rows: Buffer): Promise<void>;
  /** The file. All rows must have been written. */
  finish(): Promise<Buffer>;
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function createPng(width: number, height: number): PngWriter {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts: Buffer[] = [pngSignature, chunk('IHDR', header)];
  const deflate = createDeflate({ level: 6 });
  deflate.on('data', (data: Buffer) => parts.push(chunk('IDAT', data)));
  let before: Buffer = Buffer.alloc(width * 3);
  return {
    async write(rows) {
      const stride = width * 4;
      const filtered = Buffer.alloc((rows.length / stride) * (width * 3 + 1));
      for (let row = 0; row * stride < rows.length; row += 1) {
        const plain = withoutAlpha(rows, row * stride, width);
        writeUp(filtered, row * (width * 3 + 1), plain, before);
        before = plain;
      }
      if (!deflate.write(filtered)) await once(deflate, 'drain');
    },
    async finish() {
      deflate.end();
      await once(deflate, 'end');
      return Buffer.concat([...parts, chunk('IEND', Buffer.alloc(0))]);
    },
  };
}

function withoutAlpha(rows: Buffer, start: number, width: number): Buffer {
  const plain = Buffer.alloc(width * 3);
  for (let x = 0; x < width; x += 1) {
    plain[x * 3] = rows[start + x * 4] ?? 0;
    plain[x * 3 + 1] = rows[start + x * 4 + 1] ?? 0;
    plain[x * 3 + 2] = rows[start + x * 4 + 2] ?? 0;
  }
  return plain;
}

/** Filter 2, "up": diagrams repeat the row above, so nearly everything becomes zero. */
function writeUp(target: Buffer, at: number, row: Buffer, above: Buffer): void {
  target[at] = 2;
  for (let index = 0; index < row.length; index += 1) target[at + 1 + index] = ((row[index] ?? 0) - (above[index] ?? 0)) & 0xff;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}
