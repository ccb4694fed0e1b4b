/** Reads a configuration file without being held up by what stands in its place: folders, pipes, devices without end. */
import { closeSync, fstatSync, openSync, readSync, constants } from 'node:fs';
import type { ProfileFile } from '#electron/discovery/profile-list.ts';

/** Five thousand profiles need one megabyte. */
const largest = 16 * 1024 * 1024;

/** The text of a file, or why there is none. Never throws and never waits. */
export function readConfigText(path: string): string | Pick<ProfileFile, 'status' | 'message'> {
  let bytes: Buffer | string;
  try {
    bytes = readBytes(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { status: 'absent', message: null };
    return { status: 'unreadable', message: whyUnreadable(code) };
  }
  if (typeof bytes === 'string') return { status: 'unreadable', message: bytes };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return text;
    return { status: 'unreadable', message: `Not a text file, line ${lineOf(text)}.` };
  } catch {
    const line = lineOf(bytes.toString('utf8'));
    return { status: 'unreadable', message: `Not UTF-8, line ${line}. Save the file as UTF-8.` };
  }
}

/** The content, or one sentence of why it is not read. A pipe is opened without waiting for who writes to it. */
function readBytes(path: string): Buffer | string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) return whyUnreadable('EISDIR');
    if (status.isFIFO() || status.isSocket()) return 'It is a pipe, not a file; write its content to a file first.';
    if (status.size > largest) return tooLarge;
    // One byte more than is taken, so that a device that never ends shows itself; /dev/null ends at once.
    const content = Buffer.alloc(status.isFile() ? status.size + 1 : largest + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < content.length; length += read) {
      read = readSync(file, content, length, content.length - length, null);
    }
    return length > largest ? tooLarge : content.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

const tooLarge = 'It is larger than 16 MB, which no AWS configuration is; it was not read.';

/** The line of the first character that is no text. */
function lineOf(text: string): number {
  const at = text.search(/[\0\uFFFD]/);
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

function whyUnreadable(code: string): string {
  if (code === 'EISDIR') return 'It is a folder, not a file.';
  if (code === 'EACCES' || code === 'EPERM') return 'This user may not read it; check its permissions.';
  if (code === 'ELOOP') return 'Its symbolic links lead in a circle.';
  if (code === 'ENXIO') return 'It is a socket, not a file.';
  return `It could not be read (${code}).`;
}
