import { acceptedEncoding } from '@vitalmed/api';
import { ownPath } from '@vitalmed/core';
import { type Context, Hono } from 'hono';
import { type AppFile, type Encoding, readApp } from './app-files.ts';

/** Nothing under these is ever a page, whatever app is asked. */
const NO_PAGES = /^[/](trpc|api|assets|health|healthz|metrics|mailbox|\.well-known)([/]|$)/;

/**
 * A built single-page app: its files, and its page for the addresses that it has. For others the page comes too, where
 * a browser navigates there, and says itself that there is nothing; whoever asks for a file is told so at once.
 */
export function staticApp(folder: string): Hono {
  const { page, files, isPage } = readApp(folder);
  const app = new Hono();
  app.get('*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    // Every link that a page makes of its own address would lead to the site that such a path names.
    if (pathname.startsWith('//')) return redirectToOwn(c, pathname + search);
    const { path } = c.req;
    const file = files.get(path);
    if (file) return send(c, file, 200);
    if (isPage(path)) return send(c, page, 200);
    return isNavigation(c) ? send(c, page, 404) : notFound(c);
  });
  app.all('*', notFound);
  return app;
}

function isNavigation({ req }: Context): boolean {
  const isFile = /[^/]*\.[^/]*$/.test(req.path);
  return !isFile && !NO_PAGES.test(req.path) && (req.header('accept') ?? '').includes('text/html');
}

function redirectToOwn(c: Context, address: string): Response {
  c.header('cache-control', 'no-cache');
  return c.redirect(ownPath(address) ?? '/', 308);
}

function notFound(c: Context): Response {
  c.header('cache-control', 'no-cache');
  return c.text('Not found', 404);
}

function send(c: Context, file: AppFile, status: 200 | 404): Response {
  const { type, etag, lasting, content, smaller } = file;
  const copies = Object.keys(smaller) as Encoding[];
  const encoding = acceptedEncoding(c.req.header('accept-encoding'), copies);
  const tag = `"${etag}${encoding ? `-${encoding}` : ''}"`;
  c.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  c.header('etag', tag);
  if (copies.length > 0) c.header('vary', 'accept-encoding');
  if (status === 200 && isAsSeen(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  c.header('content-type', type);
  if (encoding) c.header('content-encoding', encoding);
  const body = (encoding && smaller[encoding]) || content;
  c.header('content-length', String(body.byteLength));
  return c.body(body, status);
}

/** Proxies that compress by themselves make a tag weak, and hand it back so. */
function isAsSeen(ifNoneMatch: string | undefined, tag: string): boolean {
  const seen = (ifNoneMatch ?? '').split(',').map((entry) => entry.trim().replace(/^W[/]/, ''));
  return seen.includes(tag) || seen.includes('*');
}
