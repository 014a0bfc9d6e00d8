import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';

export type Encoding = 'br' | 'gzip';

/** A file of a built app, with the copies that the build made smaller. */
export type AppFile = {
  type: string;
  /** Of the content; each copy has its own. */
  etag: string;
  /** Whether its name carries a hash of it, so that it never changes. */
  lasting: boolean;
  content: Uint8Array<ArrayBuffer>;
  smaller: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>;
};

export type BuiltApp = {
  page: AppFile;
  /** By their address, such as /assets/index-4f3a.js. */
  files: ReadonlyMap<string, AppFile>;
  /** Whether the app has a page at that address. */
  isPage(path: string): boolean;
};

const COPIES: Record<Encoding, string> = { br: '.br', gzip: '.gz' };

/**
 * Reads a built app whole: it is a megabyte or two, and no request opens a file then.
 *
 * @throws Error when it isn't built
 */
export function readApp(folder: string): BuiltApp {
  const list = join(folder, 'pages.json');
  if (!existsSync(list)) throw new Error(`The app isn't built: ${list} is missing. Run "pnpm build".`);
  const patterns = (JSON.parse(readFileSync(list, 'utf8')) as string[]).map(patternOf);
  const files = new Map<string, AppFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const isOwn =
      statSync(join(folder, name)).isFile() && !/\.(br|gz|map)$/.test(name) && name !== 'pages.json';
    if (isOwn) files.set(`/${name.split(sep).join('/')}`, readFile(folder, name));
  }
  const page = files.get('/index.html');
  if (!page) throw new Error(`The app isn't built: ${folder} has no page. Run "pnpm build".`);
  files.delete('/index.html');
  return { page, files, isPage: (path) => patterns.some((pattern) => pattern.test(path)) };
}

function readFile(folder: string, name: string): AppFile {
  const content = new Uint8Array(readFileSync(join(folder, name)));
  const smaller: AppFile['smaller'] = {};
  for (const encoding of ['br', 'gzip'] as const) {
    const copy = join(folder, `${name}${COPIES[encoding]}`);
    if (existsSync(copy)) smaller[encoding] = new Uint8Array(readFileSync(copy));
  }
  return {
    type: getMimeType(name) ?? 'application/octet-stream',
    etag: createHash('sha256').update(content).digest('base64url').slice(0, 22),
    lasting: name.startsWith(`assets${sep}`),
    content,
    smaller,
  };
}

/** '/reservar/:slotId' as a pattern; a name with a dot is a file's and no part of a page's address. */
function patternOf(page: string): RegExp {
  return new RegExp(`^${page.replace(/:\w+/g, '[^/.]+').replace(/[/]$/, '')}/?$`);
}
