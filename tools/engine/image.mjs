// The image: the engine's memory with the interpreter started, as the difference to what the engine brings itself. It is a
// WebAssembly module that is nothing but data: instantiating it with the engine's memory puts it there.

import { dataModule } from "./wasm.mjs";

/** Zeros between two changes that cost less than a new range. */
const GAP = 12;
const PAGE = 65536;

/**
 * What differs between two states of a memory, the second of which may be longer: `{ at, bytes }`. What was beyond the
 * first's end was zero.
 */
export function differences(before, after) {
  const ranges = [];
  let begin = -1;
  let end = 0;
  const close = () => begin >= 0 && ranges.push({ at: begin, bytes: after.slice(begin, end) });
  for (let at = 0; at < after.length; at += 1) {
    if (after[at] === (at < before.length ? before[at] : 0)) continue;
    if (begin < 0) begin = at;
    else if (at - end > GAP) {
      close();
      begin = at;
    }
    end = at + 1;
  }
  close();
  return ranges;
}

/** The image's sections; `pages` of memory are there when it is put in. */
export function image(before, after) {
  return dataModule(differences(before, after));
}

/** Makes a memory as large as another one. */
export function growTo(memory, bytes) {
  const missing = (bytes - memory.buffer.byteLength) / PAGE;
  if (missing > 0) memory.grow(missing);
}
