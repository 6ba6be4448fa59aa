// What is read of WebAssembly's binary form, without the browser compiling it: that would copy the megabytes of an image
// twice before they reach the engine's memory.

export const MAGIC = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
export const CUSTOM = 0;
export const DATA = 11;

const text = (bytes) => new TextDecoder().decode(bytes);

/** The sections of a module: their kind, their bytes, and a custom one's name. Throws where the file is none, or cut off. */
export function sections(module) {
  if (MAGIC.some((byte, at) => module[at] !== byte)) throw new Error("this is no WebAssembly");
  const found = [];
  for (let at = MAGIC.length; at < module.length; ) {
    const kind = module[at];
    const [size, start] = readNumber(module, at + 1);
    if (!(start + size <= module.length)) throw new Error("the file is cut off");
    const bytes = module.subarray(start, start + size);
    if (kind === CUSTOM) {
      const [length, name] = readNumber(bytes, 0);
      found.push({ kind, name: text(bytes.subarray(name, name + length)), bytes: bytes.subarray(name + length) });
    } else found.push({ kind, bytes });
    at = start + size;
  }
  return found;
}

/** The build that the sections of a file name: that of the engine which it belongs to. */
export function buildOf(parts) {
  const build = parts.find(({ name }) => name === "build")?.bytes;
  return build ? text(build) : "of no name";
}

/** What these sections put into a memory: `{ at, bytes }`, in their order. */
export function dataOf(parts) {
  const data = parts.find(({ kind }) => kind === DATA)?.bytes ?? Uint8Array.of(0);
  const found = [];
  let [count, at] = readNumber(data, 0);
  for (; count > 0; count -= 1) {
    const [mode, expression] = readNumber(data, at);
    if (mode !== 0 || data[expression] !== 0x41) throw new Error("a data segment of another kind than this build knows");
    const [address, end] = readNumber(data, expression + 1);
    const [length, start] = readNumber(data, end + 1);
    found.push({ at: address, bytes: data.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** A number that begins there, and where it ends. */
export function readNumber(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (!(byte >= 0x80)) return [value, at];
  }
}
