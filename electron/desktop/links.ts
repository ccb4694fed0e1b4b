/** `linkscape://` links, which anybody can put on a web page: nothing but where to look gets through. */

/** The scheme that this program is registered for. */
export const linkScheme = 'linkscape';

/** No link that the program writes is longer. */
const longest = 8000;
/** The parameters of a link; what else stands in it is left out. */
const known = new Set(['view', 'vpc', 'at', 'camera', 'of', 'q', 'mode', 'problems', 'account', 'region', 'kind', 'state', 'verdict']);

/**
 * The parameters of a `linkscape://view?…` link, ready for the page; `null` where
 * it is none. The page checks each value again.
 */
export function linkParameters(url: string): string | null {
  if (url.length > longest || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== `${linkScheme}:` || parsed.host !== 'view' || parsed.username !== '' || parsed.password !== '') return null;
  if (parsed.pathname !== '' && parsed.pathname !== '/') return null;
  const params = new URLSearchParams([...parsed.searchParams].filter(([name, value]) => known.has(name) && !hasControl(value)));
  return params.has('view') ? params.toString() : null;
}

/** The first link among a process's arguments: Windows and Linux start the program with it. */
export function linkArgument(args: readonly string[]): string | null {
  for (const arg of args.slice(1)) {
    if (!arg.startsWith(`${linkScheme}:`)) continue;
    return linkParameters(arg);
  }
  return null;
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
