// What the engine's allocator has free in a memory: what was left there belongs into no image.

/** The low bits of a chunk's head say whether it and the one before it are in use (`dlmalloc`, Rust's allocator here). */
const FLAGS = 7;
const IN_USE = 3;
const ONLY_BEFORE = 1;
/** A free chunk may begin with so many bytes of the allocator's own. */
const LINKS = 32;
/** The heap ends with a note of the allocator's, no longer than this. */
const NOTE = 96;

/**
 * Fills with zeros what is free in the heap, which begins where the memory ended before the engine started: it is made of what
 * the memory has grown by. Where the last free chunk begins to be nothing but free: what follows was never in use, but for the
 * allocator's note at the end.
 *
 * @param {Uint8Array} memory
 * @param {number} from how long the memory was before the engine started
 */
export function clearFree(memory, from) {
  const words = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  const free = freeChunks(words, from);
  if (!free) throw new Error("the engine's allocator keeps its heap in another way than this build knows");
  for (const [at, size] of free) memory.fill(0, at + LINKS, at + size);
  return free.at(-1)[0] + LINKS;
}

/** The free chunks of the heap that begins here, in their order; `null` where none does. */
function freeChunks(words, start) {
  const free = [];
  const end = words.byteLength;
  let at = start;
  while (end - at > NOTE) {
    const head = words.getUint32(at + 4, true);
    const size = head & ~FLAGS;
    if (size < 16 || at + size > end) return null;
    if ((head & IN_USE) === ONLY_BEFORE) free.push([at, size]);
    at += size;
  }
  return free.length > 0 ? free : null;
}
