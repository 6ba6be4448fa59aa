// Starts a built engine in Node: for the image, and for tests of it.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lateScript } from "./late.mjs";

/**
 * An instance of the engine: what wasm-bindgen exports, with the functions of the host that `worker.js` provides in the
 * page. `host` can replace them; `shelved(shelf, name)` gives what a shelf has under a name.
 *
 * @param {string} script the text of engine.js
 * @param {Uint8Array} wasm
 */
export async function instantiate(script, wasm, shelved, host = {}) {
  const posted = [];
  let found;
  Object.assign(globalThis, {
    loopscopePost: (message) => posted.push(message.slice()),
    loopscopeNow: () => performance.now(),
    loopscopeLiveNow: () => 0,
    loopscopeDeeper: () => {
      throw new Error("one stack is all there is");
    },
    loopscopeWait: () => {},
    // Where nothing can be suspended, no thread is started.
    loopscopeResumeThread: () => 1,
    loopscopeGiveWay: () => {},
    loopscopeAbandonThread: () => {},
    loopscopeAbandon: () => {
      throw new Error("abandoned");
    },
    loopscopeFind: (shelf, name) => {
      found = shelved(shelf, name);
      return found?.length ?? -1;
    },
    loopscopeCopy: (place) => place.set(found),
    // No script is run that needs it.
    loopscopeSqlite: () => false,
    ...host,
  });
  // Each instance needs a copy of the script: a module is evaluated once.
  const folder = await mkdtemp(join(tmpdir(), "loopscope-engine-"));
  try {
    const file = join(folder, "engine.mjs");
    // What it keeps to itself: see `alive`.
    const kept = /^let heap\b/m.test(script) ? "\nexport { heap };\n" : "";
    await writeFile(file, script + kept);
    await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
    await writeFile(join(folder, "sqlite.js"), lateScript(wasm, "./sqlite.js"));
    const exports = await import(pathToFileURL(file).href);
    const engine = await exports.default({ module_or_path: await WebAssembly.compile(wasm) });
    return { ...exports, engine, memory: engine.memory, posted };
  } finally {
    await rm(folder, { recursive: true });
  }
}
