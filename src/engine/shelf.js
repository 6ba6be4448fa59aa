// A shelf's file: a WebAssembly module of custom sections alone (tools/engine/shelf.mjs).

const text = (bytes) => new TextDecoder().decode(bytes);
const section = (module, name) => WebAssembly.Module.customSections(module, name)[0];

/** The engine that a file was built for. */
export function buildOf(module) {
  const build = section(module, "build");
  return build ? text(build) : "of no name";
}

/**
 * What is on a shelf, as a function from a module's name to its bytecode; `null` where the file is none, or belongs to
 * another engine.
 *
 * @param {Uint8Array} bytes
 * @param {string} build
 */
export function readShelf(bytes, build) {
  let module;
  try {
    module = new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
  if (buildOf(module) !== build) return null;
  const index = JSON.parse(text(section(module, "index")));
  const code = new Uint8Array(section(module, "code"));
  return (name) => {
    const place = Object.hasOwn(index, name) ? index[name] : null;
    return place && code.subarray(place[0], place[0] + place[1]);
  };
}
