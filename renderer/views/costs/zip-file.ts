/** Text files as one ZIP archive, stored without compression: code for several accounts comes as one download. */

export interface ZippedText {
  /** With its folder, `/` between. */
  readonly name: string;
  readonly text: string;
}

/** 1 January 1980, the first day that a ZIP knows: the same files give the same bytes. */
const firstDay = 0x21;
/** Bit 11: names are UTF-8. */
const utf8Names = 0x0800;
const version = 20;
/** No comment, first disk, no attributes. */
const noExtras = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** The archive's bytes. APPNOTE.TXT 4.3: local headers with their data, the central directory, its end. */
export function zipFile(files: readonly ZippedText[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const entries = files.map(({ name, text }) => ({ name: encoder.encode(name), data: encoder.encode(text) }));
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const common = [...u16(version), ...u16(utf8Names), ...u16(0), ...u16(0), ...u16(firstDay), ...u32(crc32(data))];
    const sizes = [...u32(data.length), ...u32(data.length), ...u16(name.length), ...u16(0)];
    const head = new Uint8Array([...u32(0x04034b50), ...common, ...sizes]);
    local.push(head, name, data);
    central.push(new Uint8Array([...u32(0x02014b50), ...u16(version), ...common, ...sizes, ...noExtras, ...u32(offset)]), name);
    offset += head.length + name.length + data.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = [
    ...u32(0x06054b50),
    ...u16(0),
    ...u16(0),
    ...u16(entries.length),
    ...u16(entries.length),
    ...u32(size),
    ...u32(offset),
    ...u16(0),
  ];
  return joined([...local, ...central, new Uint8Array(end)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function u16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}

/** CRC-32 as ZIP has it: reflected, polynomial 0xEDB88320. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
