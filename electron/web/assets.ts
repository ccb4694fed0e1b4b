/** Serves the built renderer; Electron's `app://` protocol and the loopback host both use it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** Nothing inline, nothing from elsewhere: a hostile tag that became markup could still neither run nor send anything. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every answer, errors included. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Answers a request for a file of the renderer. */
export type AssetHandler = (request: Request) => Promise<Response>;

/** A handler for the files under `root`; `/` is `index.html`, and nothing outside of `root` can be named. */
export function createAssetHandler(root: string): AssetHandler {
  const base = path.resolve(root);
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD are answered.');
    const file = fileOf(base, request.url);
    if (file === null) return plain(400, 'That path is not one of this program.');
    const type = mediaTypes[path.extname(file)];
    const bytes = type === undefined ? null : await contentOf(file);
    if (type === undefined || bytes === null) return plain(404, 'Not found.');
    const body = request.method === 'HEAD' ? null : new Uint8Array(bytes);
    return new Response(body, { headers: { ...securityHeaders, 'content-type': type } });
  };
}

/** The file that a URL names, or `null` where it leaves the folder. */
function fileOf(base: string, url: string): string | null {
  const pathname = decodedPath(url);
  if (pathname === null || pathname.includes('\0') || pathname.includes('\\')) return null;
  const file = path.resolve(base, `.${pathname === '/' ? '/index.html' : pathname}`);
  const relative = path.relative(base, file);
  const outside = relative === '' || relative.startsWith('..') || path.isAbsolute(relative);
  return outside ? null : file;
}

function decodedPath(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' } });
}
