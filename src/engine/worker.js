// The engine's Web Worker. It starts the interpreter once, remembers the memory as it is then, and puts
// that memory back before every run.
import init, { announce, Asks, beat, receive, Says, start } from "./engine.js";

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

// --- suspending: a run's stack is put aside while another one goes on with it, which is how Python recurses deeper
// --- than one of the browser's stacks; and while it waits on the live clock, when this worker's event loop turns

const canSuspend = "Suspending" in WebAssembly;

/** The imports that suspend; JavaScript that stands between one and the run would not be suspended. */
const suspends = {
  loopscopeDeeper: () => WebAssembly.promising(engine.deeper)(),
  loopscopeWait: wait,
  loopscopeResumeThread: resumeThread,
  loopscopeGiveWay: giveWay,
};

/** Makes the imports of those names ones that suspend. */
function suspending(imports) {
  for (const functions of Object.values(imports)) {
    for (const name of Object.keys(functions)) {
      const wanted = Object.keys(suspends).find((each) => name.includes(each));
      if (wanted) functions[name] = new WebAssembly.Suspending(suspends[wanted]);
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

// --- threads of the script: each has a stack of the browser's, and one of the compiler's, which lies in the memory; the
// --- main thread resumes them, and they give way to it

/** Threads that gave way, by number: where their compiler's stack is, and what resumes them. */
const stopped = new Map();
/** Compiler's stacks of threads that are over. */
const spare = [];
/** The thread that runs, and where its compiler's stack begins. */
let running, stackOf;
/** What lets the main thread go on. */
let back;

/** Resolves with 0 when the thread gives way, with 1 when it is over. */
function resumeThread(number) {
  const pointer = engine.__stack_pointer;
  const main = pointer.value;
  return new Promise((resolve, reject) => {
    back = { resolve, reject };
    running = number;
    const thread = stopped.get(number);
    if (thread) {
      stopped.delete(number);
      stackOf = thread.stack;
      // It goes on before anything else does that has a stack.
      pointer.value = thread.pointer;
      thread.resume();
      return;
    }
    stackOf = spare.pop() ?? engine.thread_stack();
    const stack = stackOf;
    pointer.value = stack;
    WebAssembly.promising(engine.thread)(number).then(
      () => {
        spare.push(stack);
        back.resolve(1);
      },
      (error) => back.reject(error),
    );
  }).finally(() => {
    pointer.value = main;
  });
}

function giveWay() {
  return new Promise((resume) => {
    stopped.set(running, { pointer: engine.__stack_pointer.value, stack: stackOf, resume });
    back.resolve(0);
  });
}

globalThis.loopscopeResumeThread = () => {
  throw new Error("this browser cannot suspend WebAssembly: threads need that");
};
globalThis.loopscopeGiveWay = globalThis.loopscopeResumeThread;
globalThis.loopscopeAbandonThread = (number) => stopped.delete(number);

// --- the live clock ---------------------------------------------------------------------------------------------

const HEARTBEAT_MS = 100;

/** When the live run began, moved on by its pauses. */
let began = 0;
/** Since when it is paused. */
let paused = null;
/** What the run waits for: a timer's end, and what follows. */
let waiting = null;

globalThis.loopscopeLiveNow = () => (paused ?? performance.now()) - began;

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

async function runLive() {
  if (!canSuspend) throw new Error("this browser cannot suspend WebAssembly: the live clock needs that");
  began = performance.now();
  paused = null;
  waiting = null;
  // Late or not at all while the script holds the thread.
  const heart = setInterval(() => paused === null && beat(), HEARTBEAT_MS);
  try {
    await run();
  } finally {
    clearInterval(heart);
  }
}

// --- messages -----------------------------------------------------------------------------------------------

/** Begins what was received. A stack that can be suspended is the larger one, too. */
async function run() {
  stopped.clear();
  spare.length = 0;
  bottom = engine.__stack_pointer.value;
  if (canSuspend) await WebAssembly.promising(engine.begin)(1);
  else engine.begin(0);
}

/** The browser has ended a run: the engine says so itself where it still can. Whether it could. */
async function told(error) {
  // Whoever fell had a stack that is of no more use.
  engine.__stack_pointer.value = bottom;
  const deep = /call stack|recursion/i.test(error?.message) ? 1 : 0;
  try {
    return (canSuspend ? await WebAssembly.promising(engine.fallen)(deep) : engine.fallen(deep)) !== 0;
  } catch (end) {
    return end === abandoned;
  }
}

// Two messages of `message.rs` that are written here: the engine may no longer be able to.
const spent = () => postMessage(Uint8Array.of(Says.Spent));

function failed(error) {
  const text = new TextEncoder().encode(error?.message ?? error);
  const length = [];
  let left = text.length;
  for (; left > 127; left >>>= 7) length.push((left & 127) | 128);
  const message = new Uint8Array(2 + length.length + text.length);
  message.set([Says.Failed, ...length, left]);
  message.set(text, 2 + length.length);
  postMessage(message);
}

let engine, memory, fresh, size;
/** Where the main thread's compiler's stack begins. */
let bottom;

self.onmessage = async ({ data }) => {
  // What is asked stands first: a pause is for the run in progress.
  const asks = data[0];
  if (asks === Asks.Pause) return pause();
  if (asks === Asks.Resume) return resume();
  try {
    if (asks === Asks.Run) new Uint8Array(memory.buffer).set(fresh);
    if (receive(data)) await runLive();
    else await run();
    // Memory that a run made grow cannot be given back, nor the stack of one that was left.
    if (memory.buffer.byteLength > size) spent();
  } catch (error) {
    if (error === abandoned || (await told(error))) spent();
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
