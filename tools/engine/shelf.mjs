// Shelves: parts of the Python library, and packages, each in a file of its own.
//
// A shelf's file is a WebAssembly module with nothing in it but custom sections, because every host of static files
// compresses such files on the way: `build` names the engine that it belongs to, `index` is JSON (a module's name, or the
// path of a package's file: where what belongs to it begins and how long that is), `code` is the bytecode and the files.

import { custom, join, module } from "./wasm.mjs";

/** The section of the engine that holds the whole library, and its parts. */
export const LIBRARY = "loopscope-library";

/**
 * What the library's section holds: `{ modules: [[name, shelf, at, length]], images: { name: imports }, needs: { shelf:
 * shelves }, code }`.
 */
export function readLibrary(section) {
  const length = new DataView(section.buffer, section.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(section.subarray(4, 4 + length)));
  return { ...index, code: section.subarray(4 + length) };
}

/** The shelves of a library: name, and the file's bytes for the engine of this build. */
export function shelves(library, build) {
  const found = new Map();
  for (const [name, shelf, at, length] of library.modules) {
    if (!found.has(shelf)) found.set(shelf, { index: {}, parts: [], length: 0 });
    const kept = found.get(shelf);
    kept.index[name] = [kept.length, length];
    kept.parts.push(library.code.subarray(at, at + length));
    kept.length += length;
  }
  const utf8 = new TextEncoder();
  return [...found].map(([name, { index, parts }]) => ({
    name,
    bytes: module([
      custom("build", utf8.encode(build)),
      custom("index", utf8.encode(JSON.stringify(index))),
      custom("code", join(parts)),
    ]),
  }));
}

/** The shelf of every name that an `import` can begin with, where one has to be fetched. */
export function places({ modules, needs }) {
  const found = {};
  for (const [name, shelf] of modules) {
    if (Object.hasOwn(needs, shelf)) {
      const [top] = name.split("/");
      if (/^\w+(\.py)?$/.test(top)) found[top.replace(/\.py$/, "")] = shelf;
    } else if (/^\w+$/.test(name) && !["boot", "first"].includes(shelf)) found[name] = shelf;
  }
  return found;
}
