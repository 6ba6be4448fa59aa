// Requests to the engine, as the page makes them.

/** `Request::Run` of src/engine/message.rs in postcard's form: run 1, the file, the source, no files, nothing typed, seed 1, the virtual clock, 4 cores, a disk and a database that take no time, hosts as they usually are. */
export function request(source) {
  return Uint8Array.from([0, 1, ...text("script.py"), ...text(source), 0, 0, 1, 0, 4, 0, 0, 0]);
}

/** `Request::Expect` of the same. */
export function expect(source) {
  return Uint8Array.from([5, ...text(source)]);
}

function text(string) {
  const bytes = new TextEncoder().encode(string);
  return [...varint(bytes.length), ...bytes];
}

function varint(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...varint(number >> 7)];
}
