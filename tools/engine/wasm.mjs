// As much of WebAssembly's binary form as the build needs beside what the page reads of it: sections that are taken out and
// put in, and modules that are nothing but data.

import { CUSTOM, DATA, MAGIC, readNumber, sections } from "../../src/engine/sections.js";

export { readNumber, sections };

const IMPORT = 2;
const EXPORT = 7;
const DATA_COUNT = 12;

/** A module of these sections. */
export function module(parts) {
  const bytes = [MAGIC];
  for (const { kind, name, bytes: content } of parts) {
    const label = kind === CUSTOM ? text(name) : new Uint8Array();
    bytes.push(Uint8Array.of(kind), number(label.length + content.length), label, content);
  }
  return join(bytes);
}

/** These sections, with the table of functions exported under this name: wasm-bindgen takes the linker's own export away. */
export function withTable(parts, name) {
  return parts.map((part) => {
    if (part.kind !== EXPORT) return part;
    const [count, at] = readNumber(part.bytes, 0);
    return { kind: EXPORT, bytes: join([number(count + 1), part.bytes.subarray(at), text(name), Uint8Array.of(1, 0)]) };
  });
}

/** A custom section. */
export function custom(name, bytes) {
  return { kind: CUSTOM, name, bytes };
}

/**
 * The sections of a module that puts these bytes into a memory which it imports as `engine.memory`: `ranges` are
 * `{ at, bytes }`.
 */
export function dataModule(ranges) {
  const memory = join([number(1), text("engine"), text("memory"), Uint8Array.of(2, 0, 0)]);
  const segments = ranges.map(({ at, bytes }) =>
    join([Uint8Array.of(0, 0x41), signed(at), Uint8Array.of(0x0b), number(bytes.length), bytes]),
  );
  return [
    { kind: IMPORT, bytes: memory },
    { kind: DATA_COUNT, bytes: number(ranges.length) },
    { kind: DATA, bytes: join([number(ranges.length), ...segments]) },
  ];
}

export function number(value) {
  const bytes = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
  return Uint8Array.from(bytes);
}

/** A number whose sign is its last bit: one that is not negative. */
function signed(value) {
  const bytes = [...number(value)];
  if (bytes.at(-1) & 0x40) {
    bytes.push(bytes.pop() | 0x80, 0);
  }
  return Uint8Array.from(bytes);
}

export function text(value) {
  const bytes = new TextEncoder().encode(value);
  return join([number(bytes.length), bytes]);
}

export function join(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
