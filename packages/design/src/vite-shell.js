import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compressedFiles } from './vite-compressed.js';

/** Served under fixed names, so that the HTML of the three apps can name them without a build step of its own. */
const SHELL_FILES = {
  'theme-boot.js': { file: '../assets/theme-boot.js', type: 'text/javascript' },
  'favicon.svg': { file: '../assets/logo.svg', type: 'image/svg+xml' },
};

/** Tailwind inlines our stylesheet into the app's, which then looks for the font from the app's folder and finds none. */
const FONT = '@fontsource-variable/figtree';
const fontFolder = fileURLToPath(new URL(`../node_modules/${FONT}`, import.meta.url));

/** @param {string} relative */
const read = (relative) => readFileSync(fileURLToPath(new URL(relative, import.meta.url)), 'utf8');

/**
 * What every app's page carries: the theme before the first paint, the icon, the browser's bar colour. `pages` are the
 * addresses that the app has, such as /reservar/:slotId: the server answers 404 for all others. `early` are plain
 * scripts that run in the head too, in the same file: others would be more requests before the first paint.
 * Plain JavaScript because Node loads it straight from vite.config.ts.
 * @param {{ pages: readonly string[]; early?: readonly URL[] }} app
 * @returns {import('vite').Plugin[]}
 */
export function vitalmedShell({ pages, early = [] }) {
  return [shell(pages, early), compressedFiles()];
}

/**
 * @param {readonly string[]} pages
 * @param {readonly URL[]} early
 * @returns {import('vite').Plugin}
 */
function shell(pages, early) {
  /** @param {string} name @param {string} file */
  const source = (name, file) =>
    [
      read(file),
      ...(name === 'theme-boot.js' ? early.map((script) => readFileSync(script, 'utf8')) : []),
    ].join('');
  return {
    name: 'vitalmed-shell',
    config: () => ({ resolve: { alias: { [FONT]: fontFolder } } }),
    configureServer(server) {
      for (const [name, { file, type }] of Object.entries(SHELL_FILES)) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader('Content-Type', type);
          response.end(source(name, file));
        });
      }
    },
    generateBundle() {
      for (const [fileName, { file }] of Object.entries(SHELL_FILES)) {
        this.emitFile({ type: 'asset', fileName, source: source(fileName, file) });
      }
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pages) });
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { src: '/theme-boot.js' }, injectTo: 'head-prepend' },
      { tag: 'link', attrs: { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }, injectTo: 'head' },
      {
        tag: 'meta',
        attrs: { name: 'theme-color', media: '(prefers-color-scheme: light)', content: '#f2f5f0' },
        injectTo: 'head',
      },
      {
        tag: 'meta',
        attrs: { name: 'theme-color', media: '(prefers-color-scheme: dark)', content: '#0e1714' },
        injectTo: 'head',
      },
    ],
  };
}
