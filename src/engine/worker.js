// The engine's Web Worker. It starts the interpreter once, remembers the memory as it is then, and puts
// that memory back before every run.
import init, { announce, receive, start } from "./engine.js";

globalThis.loopscopePost = (message) => {
  const copy = message.slice();
  postMessage(copy, [copy.buffer]);
};
globalThis.loopscopeNow = () => performance.now();
// A run that has met its limit is left as it stands: unwinding it could take longer than it did.
const abandoned = new Error("abandoned");
globalThis.loopscopeAbandon = () => {
  throw abandoned;
};

// A fault of the engine is told as text: the engine can no longer write a message of its own.
const failed = (error) => postMessage(String(error?.message ?? error));

let memory, fresh, size;

self.onmessage = ({ data }) => {
  try {
    new Uint8Array(memory.buffer).set(fresh);
    receive(data);
    // Memory that a run made grow cannot be given back, nor the stack of one that was left: `null` asks
    // the page to replace this worker.
    if (memory.buffer.byteLength > size) postMessage(null);
  } catch (error) {
    if (error === abandoned) postMessage(null);
    else failed(error);
  }
};

try {
  ({ memory } = await init());
  const used = start();
  size = memory.buffer.byteLength;
  fresh = new Uint8Array(memory.buffer, 0, used).slice();
  announce();
} catch (error) {
  failed(error);
}
