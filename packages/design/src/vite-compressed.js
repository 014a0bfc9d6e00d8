import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|txt)$/;
/** A packet of the network: below, nothing is gained. */
const LEAST_BYTES = 1_000;

/**
 * Lays a brotli and a gzip copy beside each file that gets smaller by it, once at build, as small as they get.
 * @returns {import('vite').Plugin}
 */
export function compressedFiles() {
  let folder = '';
  return {
    name: 'vitalmed-compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir);
    },
    // Last, when the public folder's files are there too.
    closeBundle: { order: 'post', handler: () => compressAll(folder) },
  };
}

/** @param {string} folder */
function compressAll(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (!COMPRESSIBLE.test(name) || !statSync(file).isFile()) continue;
    const content = readFileSync(file);
    if (content.length < LEAST_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    const copies = { br: brotliCompressSync(content, { params }), gz: gzipSync(content, { level: 9 }) };
    for (const [ending, copy] of Object.entries(copies)) {
      if (copy.length < content.length) writeFileSync(`${file}.${ending}`, copy);
    }
  }
}
