// The image: the engine's memory with the interpreter started, as the difference to what the engine brings itself. It is a
// WebAssembly module that is nothing but data: instantiating it with the engine's memory puts it there.

/** Zeros between two changes that cost less than a new range. */
const GAP = 256;

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

/**
 * The JavaScript objects that an engine holds, in words: of wasm-bindgen's table of them, or of the list that it keeps where
 * WebAssembly has no such table. The first are constants; a free place of the list has the number of the next.
 */
export function alive({ engine, heap }) {
  const table = engine.__wbindgen_externrefs;
  if (!table && !heap) throw new Error("wasm-bindgen keeps its objects elsewhere than this build knows");
  const objects = table ? Array.from({ length: table.length }, (_, place) => table.get(place)) : heap;
  return objects
    .map((object, place) => [place, object])
    .filter(([, object]) => object !== undefined && (table || typeof object !== "number"))
    .map(([place, object]) => `${Object.prototype.toString.call(object)} (${String(object).slice(0, 60)}) at ${place}`);
}
