/**
 * Who may talk to the loopback host.
 *
 * Any web page in the person's browser can send requests to 127.0.0.1, and a name
 * it controls can be made to resolve there (DNS rebinding). So the `Host` must be
 * ours, a session starts only with a link that was printed or opened by us, and
 * everything that changes something must come from our own origin.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is refused, as the HTTP status and one sentence. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
}

export interface Access {
  /** A new path with a token that works once. */
  readonly launchPath: () => string;
  /** Takes a token: the `Set-Cookie` value of the session it starts, or `null` where it was used or is wrong. */
  readonly redeem: (token: string) => string | null;
  /** `null` where the request carries a session of ours and does not come from another site. */
  readonly refusal: (method: string, headers: IncomingHttpHeaders) => Refusal | null;
}

/** Access to the host at `authority` (`127.0.0.1:port`). */
export function createAccess(authority: string): Access {
  const tokens = new Set<string>();
  const session = secret();
  // Cookies ignore ports, so two hosts on one machine need two names.
  const cookieName = `session_${authority.slice(authority.indexOf(':') + 1)}`;

  return {
    launchPath: () => {
      const token = secret();
      tokens.add(token);
      return `/launch?token=${token}`;
    },
    redeem: (given) => {
      const token = [...tokens].find((candidate) => sameSecret(candidate, given));
      if (token === undefined) return null;
      tokens.delete(token);
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    refusal: (method, headers) => {
      if (!sameSecret(cookieValue(headers.cookie, cookieName), session)) {
        return {
          status: 401,
          text: 'Open the link that the program printed when it started. It works once; start the program again for another.',
        };
      }
      return originRefusal(method, headers, `http://${authority}`);
    },
  };
}

/** Browsers send `Sec-Fetch-Site` always, `Origin` with everything but plain navigation. */
function originRefusal(method: string, headers: IncomingHttpHeaders, origin: string): Refusal | null {
  const reading = method === 'GET' || method === 'HEAD';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && reading)) {
    return { status: 403, text: 'This program answers its own page only.' };
  }
  const given = headers.origin;
  const foreign = given === undefined ? !reading : given !== origin;
  return foreign ? { status: 403, text: 'This program answers its own page only.' } : null;
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time, so that a token cannot be guessed piece by piece. */
function sameSecret(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function cookieValue(header: string | undefined, name: string): string {
  const entry = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return entry?.slice(name.length + 1) ?? '';
}
