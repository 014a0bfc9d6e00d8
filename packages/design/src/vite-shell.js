import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
 * What every app's page carries: the theme before the first paint, the icon, the browser's bar colour.
 * Plain JavaScript because Node loads it straight from vite.config.ts.
 * @returns {import('vite').Plugin}
 */
export function vitalmedShell() {
  return {
    name: 'vitalmed-shell',
    config: () => ({ resolve: { alias: { [FONT]: fontFolder } } }),
    configureServer(server) {
      for (const [name, { file, type }] of Object.entries(SHELL_FILES)) {
        server.middlewares.use(`/${name}`, (_request, response) => {
          response.setHeader('Content-Type', type);
          response.end(read(file));
        });
      }
    },
    generateBundle() {
      for (const [fileName, { file }] of Object.entries(SHELL_FILES)) {
        this.emitFile({ type: 'asset', fileName, source: read(file) });
      }
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
