// The engine's Web Worker. It puts the interpreter's memory into place as it was when the interpreter had started, which
// was while the page was built (the image), and puts it back after every run.
import init, { announce, Asks, beat, receive, Says, start } from "./engine.js";
import { shelvesOf, wanted, wantedImage } from "./ahead.js";
import { BUILD, IMAGES, NEEDS, PLACES, SQLITE } from "./parts.js";
import { fetchAhead, fetchNow, keep, shelves } from "./fetching.js";
import { buildOf } from "./shelf.js";
import { placeBeside } from "./side.js";
import { lead } from "./sqlite.js";

globalThis.loopscopePost = (message) => {
  const copy = message.slice();
  postMessage(copy, [copy.buffer]);
};
globalThis.loopscopeNow = () => performance.now();

/** SQLite, compiled, once a script has asked for it; where its functions lie in the engine's table. */
let sqlite = null;

globalThis.loopscopeSqlite = () => {
  if (!sqlite) {
    const address = new URL(SQLITE.file, import.meta.url);
    const bytes = fetchNow(address.href);
    if (!bytes) return false;
    sqlite = { module: new WebAssembly.Module(bytes), at: engine.__indirect_function_table.grow(SQLITE.functions) };
    keep(address, bytes);
  }
  // Anew in every run: its data lies in memory that is put back after each.
  lead(placeBeside(engine, sqlite, SQLITE));
  return true;
};

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
  // One that runs may resume another itself: a greenlet of its own.
  const before = { pointer: pointer.value, running, stackOf, back };
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
    pointer.value = before.pointer;
    ({ running, stackOf, back } = before);
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
/** Whether the memory is as it was after the start. */
let clean = true;

let puttingBack = 0;

/** What the engine brings itself of the memory that runs change. */
let brought;
/** The image that the memory is put back to. */
let chosen = "first";
/** Images that were fetched, compiled. */
const images = new Map();

/** Makes an image the one that the memory is put back to, or the one that is everybody's where it cannot be fetched. */
async function chooseImage(name) {
  if (name !== chosen) {
    const image = images.get(name) ?? (await compile(IMAGES[name].file, true).catch((error) => error));
    const isThere = !(image instanceof Error) && buildOf(image) === BUILD;
    if (!isThere) name = "first";
    else images.set(name, image);
    if (name !== chosen) switchTo(name);
  }
}

function switchTo(name) {
  const { at, used, pages } = IMAGES[name];
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(0, at);
  bytes.set(brought, at);
  putIn(images.get(name), pages);
  chosen = name;
  clearTimeout(puttingBack);
  fresh = { at, bytes: new Uint8Array(memory.buffer).slice(at, used) };
  size = memory.buffer.byteLength;
  clean = true;
}

/** Makes the memory what it was after the start. */
function putBack() {
  clearTimeout(puttingBack);
  if (!clean) new Uint8Array(memory.buffer).set(fresh.bytes, fresh.at);
  clean = true;
}

self.onmessage = async ({ data }) => {
  // What is asked stands first: a pause is for the run in progress.
  const asks = data[0];
  if (asks === Asks.Pause) return pause();
  if (asks === Asks.Resume) return resume();
  try {
    if (asks === Asks.Run) {
      await chooseImage(wantedImage(data, IMAGES));
      // What the image has, no shelf is needed for.
      const tops = IMAGES[chosen].imports.map((name) => name.split(".")[0]);
      const there = new Set([...shelves.keys(), ...shelvesOf(tops, PLACES, NEEDS)]);
      const missing = wanted(data, PLACES, NEEDS).filter((shelf) => !there.has(shelf));
      if (missing.length) await fetchAhead(missing);
      // A run begins with a memory that no other has changed; what is noticed in one that is over needs none.
      putBack();
    }
    clean = false;
    if (receive(data)) await runLive();
    else await run();
    // While nothing else is to be done, so that the next run begins at once.
    puttingBack = setTimeout(putBack);
    // Memory that a run made grow cannot be given back, nor the stack of one that was left.
    if (memory.buffer.byteLength > size) spent();
  } catch (error) {
    if (error === abandoned || (await told(error))) spent();
    else failed(error);
  }
};

// --- the start --------------------------------------------------------------------------------------------------

async function compile(file, keeps = false) {
  const address = new URL(file, import.meta.url);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${file} could not be fetched: ${response.status}`);
  if (keeps) {
    const bytes = await response.arrayBuffer();
    keep(address, bytes);
    return WebAssembly.compile(bytes);
  }
  const isTyped = response.headers.get("Content-Type")?.startsWith("application/wasm");
  return isTyped ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Puts an image into the engine's memory, which has so many pages then. Why it cannot be, if it cannot. */
function putIn(image, pages) {
  if (image instanceof Error) return image.message;
  if (buildOf(image) !== BUILD) return `it belongs to the engine ${buildOf(image)}`;
  const missing = pages - memory.buffer.byteLength / 65536;
  if (missing > 0) memory.grow(missing);
  new WebAssembly.Instance(image, { engine: { memory } });
  return null;
}

try {
  const [program, image] = await Promise.all([
    compile("./engine.wasm"),
    compile(IMAGES.first.file).catch((error) => error),
  ]);
  if (buildOf(program) !== BUILD) throw new Error("the files of two engines are mixed");
  engine = await init({ module_or_path: program });
  memory = engine.memory;
  let { at, used, pages, brought: end } = IMAGES.first;
  brought = new Uint8Array(memory.buffer).slice(at, end);
  const reason = putIn(image, pages);
  if (reason) {
    console.debug(`Loopscope starts its interpreter anew, as the image cannot be used: ${reason}.`);
    used = start();
    // Others could not be told from it: the memory is not one that an image was made of.
    for (const name of Object.keys(IMAGES)) if (name !== "first") delete IMAGES[name];
  } else {
    images.set("first", image);
  }
  size = memory.buffer.byteLength;
  fresh = { at, bytes: new Uint8Array(memory.buffer).slice(at, used) };
  announce();
} catch (error) {
  failed(error);
}
