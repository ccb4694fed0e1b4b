import { failed, ok, type Outcome } from '#shared/base/outcome.ts';

/** Whether the text is the URL of a server on this machine. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  if (url.username !== '' || url.password !== '') return false;
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
}

/** The endpoint of an emulator: anything but this machine would be handed real credentials. Gives the reason of a refusal. */
export function checkEndpointUrl(text: string): Outcome<string, string> {
  if (isLoopbackUrl(text)) return ok(text.replace(/\/+$/, ''));
  return failed(`The endpoint URL "${text}" is refused: only http or https to 127.0.0.1, [::1] or localhost is taken.`);
}
