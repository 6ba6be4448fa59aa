// Images: what the engine's memory holds when the interpreter has started, and has imported this or that. Each is a file of
// data (tools/engine/image.mjs), which stays here as it was fetched: before every run the memory is made of it again.

import { BUILD, IMAGES } from "./parts.js";
import { isKept, keep } from "./fetching.js";
import { buildOf, dataOf, sections } from "./sections.js";

/** What is to be kept for later visits: addresses, and their bytes. */
const unkept = [];

/** What each image that was fetched puts into the memory, or why it cannot be used; by its name. */
const fetched = new Map();

/** Fetches an image once. What it puts into the memory: `{ at, bytes }` each; a text, if it cannot be used: why. */
export function fetchImage(name) {
  if (!fetched.has(name)) {
    const reading = read(IMAGES[name]).catch((error) => error.message);
    fetched.set(name, reading);
    // What failed may be there the next time.
    reading.then((image) => typeof image === "string" && fetched.delete(name));
  }
  return fetched.get(name);
}

async function read({ file, asked }) {
  const address = new URL(file, import.meta.url);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${file} could not be fetched: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const parts = sections(bytes);
  if (buildOf(parts) !== BUILD) throw new Error(`it belongs to the engine ${buildOf(parts)}`);
  if (asked) unkept.push([address, bytes]);
  return dataOf(parts);
}

/** Has images that not everybody needs kept: when there is time, for they are large, and once. */
export async function keepImages() {
  for (const [address, bytes] of unkept.splice(0)) {
    if (!(await isKept(address).catch(() => true))) keep(address, bytes);
  }
}

/** Makes the memory, from where it changes until where it was in use, what it was when the image was made. */
export function putIn(memory, image, { at, used, pages }, brought) {
  const missing = pages - memory.buffer.byteLength / 65536;
  if (missing > 0) memory.grow(missing);
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(0, at, used);
  bytes.set(brought, at);
  for (const part of image) bytes.set(part.bytes, part.at);
}
