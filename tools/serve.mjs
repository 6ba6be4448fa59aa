// Serves a folder of static files on 127.0.0.1, as any static host would.
//
//   node tools/serve.mjs dist 8080        serve dist/ and print the address
//   node tools/serve.mjs --check 8080     only say whether the port is free

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const HOST = "127.0.0.1";
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".zip": "application/zip",
};

/**
 * Serves `root`. Port 0 is any free one.
 *
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(root, port = 0) {
  const folder = resolve(root);
  const server = createServer((request, response) => {
    answer(folder, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404, { "Content-Type": "text/plain" });
      response.end("not found\n");
    });
  });
  await new Promise((listening, failed) => server.once("error", failed).listen(port, HOST, listening));
  return {
    url: `http://${HOST}:${server.address().port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

async function answer(folder, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  let file = join(folder, normalize(path));
  if (file !== folder && !file.startsWith(folder + sep)) throw new Error("outside");
  let entry = await stat(file);
  if (entry.isDirectory()) {
    file = join(file, "index.html");
    entry = await stat(file);
  }
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Content-Length": entry.size,
    "Cache-Control": "no-cache",
  });
  // In one piece: read in small ones, the engine arrives at a third of the speed of a host that serves files.
  response.end(request.method === "HEAD" ? undefined : await readFile(file));
}

async function main([what, port]) {
  try {
    const server = await serve(what === "--check" ? "." : what, Number(port));
    if (what === "--check") await server.close();
    else console.log(`\n  Loopscope is at ${server.url} (Ctrl-C stops it)\n`);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(`Port ${port} is in use: stop what serves there, or choose another with make serve PORT=8081.`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
