// A module that lives beside the engine, in its memory and with its table: one that was compiled to lie anywhere.

/**
 * Puts an instance of it there. What it exports.
 *
 * @param engine the engine's exports
 * @param {{ module: WebAssembly.Module, at: number }} side the module, and where its functions lie in the table
 * @param {{ memory: number, align: number }} needs bytes of memory, and what they must be aligned to
 */
export function placeBeside(engine, { module, at }, { memory, align }) {
  const room = engine.sqlite_allocate(memory + align);
  if (!room) throw new RangeError("no memory is left");
  const base = Math.ceil(room / align) * align;
  const place = (value) => new WebAssembly.Global({ value: "i32" }, value);
  const env = {
    memory: engine.memory,
    __indirect_function_table: engine.__indirect_function_table,
    __stack_pointer: engine.__stack_pointer,
    __memory_base: place(base),
    __table_base: place(at),
  };
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (from === "env" && kind === "function") env[name] = engine[name];
  }
  const { exports } = new WebAssembly.Instance(module, { env });
  exports.__wasm_apply_data_relocs?.();
  exports.__wasm_call_ctors?.();
  return exports;
}
