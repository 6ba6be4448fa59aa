// Functions that the engine imports from a module which is loaded later, or never: a small module stands for it, whose
// functions call through a table. What calls them is WebAssembly, and so is what they call: a stack that goes through
// them can be suspended, which one with JavaScript's frames cannot.

import { join, module, number, readNumber, sections, text } from "./wasm.mjs";

const [TYPE, IMPORT, FUNCTION, TABLE, EXPORT, CODE] = [1, 2, 3, 4, 7, 10];

/** What `wasm` imports from `name`: the functions' names, in order, and their types. */
function imported(wasm, name) {
  const parts = sections(wasm);
  const bytesOf = (wanted) => parts.find(({ kind }) => kind === wanted).bytes;
  const types = [];
  let bytes = bytesOf(TYPE);
  let [count, at] = readNumber(bytes, 0);
  for (; count > 0; count -= 1) {
    const begins = at;
    at += 1;
    const lengths = [];
    for (let each = 0; each < 2; each += 1) {
      const [length, values] = readNumber(bytes, at);
      lengths.push(length);
      at = values + length;
    }
    types.push({ bytes: bytes.subarray(begins, at), parameters: lengths[0] });
  }
  bytes = bytesOf(IMPORT);
  [count, at] = readNumber(bytes, 0);
  const string = () => {
    const [length, begins] = readNumber(bytes, at);
    at = begins + length;
    return new TextDecoder().decode(bytes.subarray(begins, at));
  };
  const found = [];
  for (; count > 0; count -= 1) {
    const [from, function_name, kind] = [string(), string(), bytes[at]];
    if (kind !== 0) throw new Error(`${from}.${function_name} is no function, which is all that this build knows`);
    const [type, end] = readNumber(bytes, at + 1);
    at = end;
    if (from === name) found.push({ name: function_name, ...types[type] });
  }
  return found;
}

/** A module that exports those functions, and the table that they call through, in their order. */
function standIn(functions) {
  const list = (items) => join([number(items.length), ...items]);
  const code = functions.map(({ parameters }, index) => {
    const given = Array.from({ length: parameters }, (_, at) => join([Uint8Array.of(0x20), number(at)]));
    const place = join([Uint8Array.of(0x41), signed(index)]);
    const body = join([Uint8Array.of(0), ...given, place, Uint8Array.of(0x11), number(index), Uint8Array.of(0, 0x0b)]);
    return join([number(body.length), body]);
  });
  const exports = functions.map(({ name }, index) => join([text(name), Uint8Array.of(0), number(index)]));
  return module([
    { kind: TYPE, bytes: list(functions.map(({ bytes }) => bytes)) },
    { kind: FUNCTION, bytes: list(functions.map((_, index) => number(index))) },
    { kind: TABLE, bytes: list([join([Uint8Array.of(0x70, 0), number(functions.length)])]) },
    { kind: EXPORT, bytes: list([...exports, join([text("table"), Uint8Array.of(1, 0)])]) },
    { kind: CODE, bytes: list(code) },
  ]);
}

/** A number below 2^13, with its sign as the last bit. */
function signed(value) {
  return value < 64 ? Uint8Array.of(value) : Uint8Array.of((value & 0x7f) | 0x80, value >> 7);
}

/** The script that stands for `name` in what imports it. */
export function lateScript(wasm, name) {
  const functions = imported(wasm, name);
  const names = functions.map((each) => each.name);
  return `// Leads to a module that is loaded later: made while building.
const bytes = Uint8Array.from(atob("${Buffer.from(standIn(functions)).toString("base64")}"), (letter) => letter.charCodeAt(0));
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
export const { ${names.join(", ")} } = exports;
/** From here on they are these. */
export const lead = (functions) => ${JSON.stringify(names)}.forEach((name, at) => exports.table.set(at, functions[name]));
`;
}
