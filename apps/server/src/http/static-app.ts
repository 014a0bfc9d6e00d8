import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { ownPath } from '@vitalmed/core';
import { Hono } from 'hono';

/**
 * A built single-page app: files as they are (compressed ones where the browser takes them), and its page for
 * every other address. Files under /assets carry a hash in their name and are kept for good.
 */
export function staticApp(folder: string): Hono {
  const app = new Hono();
  const page = join(folder, 'index.html');
  if (!existsSync(page)) throw new Error(`The app isn't built: ${page} is missing. Run "pnpm build".`);
  app.get('*', async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    if (!pathname.startsWith('//')) return next();
    // Every link that a page makes of its own address would lead to the site that such a path names.
    c.header('cache-control', 'no-cache');
    return c.redirect(ownPath(pathname + search) ?? '/', 308);
  });
  app.use(
    '*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (path, c) => {
        const lasting = /[\\/]assets[\\/]/.test(path);
        c.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  app.get('/assets/*', (c) => c.text('Not found', 404));
  app.get('*', async (c) => {
    c.header('cache-control', 'no-cache');
    return c.html(await readFile(page, 'utf8'));
  });
  return app;
}
