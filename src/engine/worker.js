// The engine's Web Worker. It starts the interpreter once, remembers the memory as it is then, and puts
// that memory back before every run.
import init, { announce, beat, receive, start } from "./engine.js";

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

// --- the live clock: the run's stack is suspended while it waits, and this worker's event loop turns ---------

const HEARTBEAT_MS = 100;
const canSuspend = "Suspending" in WebAssembly;

/** When the live run began, moved on by its pauses. */
let began = 0;
/** Since when it is paused. */
let paused = null;
/** What the run waits for: a timer's end, and what follows. */
let waiting = null;

globalThis.loopscopeLiveNow = () => (paused ?? performance.now()) - began;

/** The import that suspends; JavaScript that stands between it and the run would not be suspended. */
function wait(milliseconds) {
  return new Promise((resolve) => {
    waiting = { until: loopscopeLiveNow() + milliseconds, resolve, timer: 0 };
    if (paused === null) schedule();
  });
}

function schedule() {
  waiting.timer = setTimeout(() => {
    const { resolve } = waiting;
    waiting = null;
    resolve();
  }, Math.max(0, waiting.until - loopscopeLiveNow()));
}

function pause() {
  if (paused !== null) return;
  paused = performance.now();
  if (waiting) clearTimeout(waiting.timer);
}

function resume() {
  if (paused === null) return;
  began += performance.now() - paused;
  paused = null;
  if (waiting) schedule();
}

/** Makes the import of that name one that suspends. */
function suspending(imports) {
  for (const functions of Object.values(imports)) {
    for (const name of Object.keys(functions)) {
      if (name.includes("loopscopeWait")) functions[name] = new WebAssembly.Suspending(wait);
    }
  }
  return imports;
}

if (canSuspend) {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = (source, imports) => original.call(WebAssembly, source, suspending(imports));
  }
}

async function runLive() {
  began = performance.now();
  paused = null;
  waiting = null;
  // Late or not at all while the script holds the thread.
  const heart = setInterval(() => paused === null && beat(), HEARTBEAT_MS);
  try {
    await WebAssembly.promising(engine.live)();
  } finally {
    clearInterval(heart);
  }
}

// --- messages -----------------------------------------------------------------------------------------------

// A fault of the engine is told as text: the engine can no longer write a message of its own.
const failed = (error) => postMessage(String(error?.message ?? error));

let engine, memory, fresh, size;

self.onmessage = async ({ data }) => {
  if (data === "pause") return pause();
  if (data === "resume") return resume();
  try {
    new Uint8Array(memory.buffer).set(fresh);
    if (receive(data)) {
      if (!canSuspend) throw new Error("this browser cannot suspend WebAssembly: the live clock needs that");
      await runLive();
    }
    // Memory that a run made grow cannot be given back, nor the stack of one that was left: `null` asks
    // the page to replace this worker.
    if (memory.buffer.byteLength > size) postMessage(null);
  } catch (error) {
    if (error === abandoned) postMessage(null);
    else failed(error);
  }
};

try {
  engine = await init();
  memory = engine.memory;
  const used = start();
  size = memory.buffer.byteLength;
  fresh = new Uint8Array(memory.buffer, 0, used).slice();
  announce();
} catch (error) {
  failed(error);
}
