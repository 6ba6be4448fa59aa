// A shelf's file: a WebAssembly module of custom sections alone (tools/engine/shelf.mjs).

import { buildOf, sections } from "./sections.js";

/**
 * What is on a shelf, as a function from a module's name to its bytecode; `null` where the file is none, or belongs to
 * another engine.
 *
 * @param {Uint8Array} bytes
 * @param {string} build
 */
export function readShelf(bytes, build) {
  let parts;
  try {
    parts = sections(bytes);
  } catch {
    return null;
  }
  if (buildOf(parts) !== build) return null;
  const section = (wanted) => parts.find(({ name }) => name === wanted).bytes;
  const index = JSON.parse(new TextDecoder().decode(section("index")));
  const code = section("code");
  return (name) => {
    const place = Object.hasOwn(index, name) ? index[name] : null;
    return place && code.subarray(place[0], place[0] + place[1]);
  };
}
