/**
 * The bytes of a document as the program itself would save it: gzip of the
 * JSON, whose last field is the SHA-256 of the text with that field empty.
 * `text` must end with `"checksum":""}`.
 */
export async function packDocument(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const checksum = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const whole = `${text.slice(0, -2)}${checksum}"}`;
  const packed = new Blob([whole]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
