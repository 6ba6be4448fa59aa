// What is downloaded, and how large it is on the way.

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

/**
 * Sums the sizes in bytes of the files that these addresses of a server of `root` stand for.
 *
 * @returns {Promise<{ raw: number, gzip: number, brotli: number, names: string[] }>}
 */
export async function sizes(root, urls) {
  const paths = [...new Set(urls.map((url) => decodeURIComponent(new URL(url).pathname)))].map((path) =>
    path.endsWith("/") ? `${path}index.html` : path,
  );
  const each = await Promise.all(paths.map((path) => sizesOf(join(root, path))));
  const sum = (key) => each.reduce((total, file) => total + file[key], 0);
  return { raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli"), names: paths.map((path) => basename(path)) };
}

async function sizesOf(file) {
  const bytes = await readFile(file);
  // Fonts and zips are compressed already: no server compresses them again.
  if (/\.(woff2|png|zip|whl)$/.test(file)) return { raw: bytes.length, gzip: bytes.length, brotli: bytes.length };
  const [gzipped, brotlied] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), promisify(brotliCompress)(bytes)]);
  return { raw: bytes.length, gzip: gzipped.length, brotli: brotlied.length };
}
