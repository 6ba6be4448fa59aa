// Shelves: parts of the Python library, and packages, fetched before a script that names them, or when something on one is first
// imported. And what else is fetched while a script waits.

import { BUILD, SHELVES } from "./parts.js";
import { readShelf } from "./shelf.js";

/** The shelves that are here: a module's bytecode, by its name. Outside the engine's memory, so that each is fetched once. */
export const shelves = new Map();
/** What was found last. */
let found = null;

globalThis.loopscopeFind = (shelf, name) => {
  if (!shelves.has(shelf)) {
    const modules = fetchShelf(shelf);
    if (!modules) return -1;
    shelves.set(shelf, modules);
  }
  found = shelves.get(shelf)(name);
  return found?.length ?? -1;
};
globalThis.loopscopeCopy = (place) => place.set(found);

/** Fetches a shelf while the script waits. One that belongs to another engine is fetched anew, past every cache. */
function fetchShelf(shelf) {
  const address = new URL(SHELVES[shelf] ?? "./none", import.meta.url);
  for (const query of ["", `?${BUILD}`]) {
    address.search = query;
    const bytes = fetchNow(address.href);
    const modules = bytes && readShelf(bytes, BUILD);
    if (modules) {
      keep(address, bytes);
      return modules;
    }
  }
  return null;
}

/** Fetches shelves before a script begins. What fails is tried again, and told, when the script imports it. */
export function fetchAhead(names) {
  return Promise.all(
    names.map(async (shelf) => {
      const address = new URL(SHELVES[shelf], import.meta.url);
      for (const query of ["", `?${BUILD}`]) {
        address.search = query;
        const response = await fetch(address.href).catch(() => null);
        const bytes = response?.ok && (await response.arrayBuffer().catch(() => null));
        const modules = bytes && readShelf(new Uint8Array(bytes), BUILD);
        if (!modules) continue;
        shelves.set(shelf, modules);
        keep(address, bytes);
        return;
      }
    }),
  );
}

/** Fetches a file while the script waits: its bytes, or `null`. */
export function fetchNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    return null; // The network's fault: the script is told.
  }
  return request.status === 200 ? new Uint8Array(request.response) : null;
}

/** For later visits without a network, also where the page's service worker was not there yet. */
export function keep(address, bytes) {
  address.search = "";
  const answer = new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
  globalThis.caches
    ?.open(`loopscope-engine-${BUILD}`)
    .then((cache) => cache.put(address, answer))
    .catch(() => {}); // No storage, or none left: it is fetched again.
}

/** Whether a file is kept already. */
export async function isKept(address) {
  const cache = await globalThis.caches?.open(`loopscope-engine-${BUILD}`);
  return (await cache?.match(address)) !== undefined;
}
