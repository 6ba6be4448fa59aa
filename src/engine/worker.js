// The engine's Web Worker. It puts the interpreter's memory into place as it was when the interpreter had started, which
// was while the page was built (the image), and puts it back after every run.
import init, { announce, Asks, beat, receive, Says, start } from "./engine.js";
import { shelvesOf, wanted, wantedImage } from "./ahead.js";
import { BUILD, IMAGES, NEEDS, PLACES, SQLITE } from "./parts.js";
import { fetchAhead, fetchNow, keep, shelves } from "./fetching.js";
import { fetchImage, keepImages, putIn } from "./image.js";
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

let engine, memory, size;
/** Where the main thread's compiler's stack begins. */
let bottom;
/** Whether the memory is as it was after the start. */
let clean = true;
/** Whether something is asked that has not been answered. */
let busy = false;

let puttingBack = 0;

/** What the engine brings itself of the memory that runs change. */
let brought;
/** The image that the memory is made of before a run, and its name. */
let image, chosen;
/** The memory as it is after a start without an image. */
let started = null;

/** Makes an image the one that the memory is made of, or the one that is everybody's where it cannot be fetched. */
async function chooseImage(name, still = () => true) {
  if (started || name === chosen) return;
  const found = await fetchImage(name);
  if (!still()) return;
  if (typeof found === "string") return name === "first" ? undefined : chooseImage("first", still);
  [image, chosen] = [found, name];
  clean = false;
  putBack();
  size = memory.buffer.byteLength;
}

/** Makes the memory what it was after the start. */
function putBack() {
  clearTimeout(puttingBack);
  if (clean) return;
  if (started) new Uint8Array(memory.buffer).set(started.bytes, started.at);
  else putIn(memory, image, IMAGES[chosen], brought);
  clean = true;
}

// --- what is asked ------------------------------------------------------------------------------------------

/** Resolves with the image of the script that is to be run first, once the page has said which that is. */
let foretold;
const soon = new Promise((resolve) => (foretold = resolve));
/** The page says it at once, or has nothing to say: so long it is waited for, in milliseconds, while the engine is fetched. */
const SOON = 50;
/** A worker of which nothing was asked for so many milliseconds has time for what is large. */
const IDLE = 2000;
let idling = 0;

/** Nothing is to be done for now; this worker may also be the spare, and never run. */
function idle() {
  clearTimeout(idling);
  idling = setTimeout(keepImages, IDLE);
}

/** The image of the script that will be asked for. */
let expected = null;

/** A script will be asked for: its image is got ready. */
function expect(message) {
  expected = wantedImage(message, IMAGES);
  foretold(expected);
  getReady();
}

/** Chooses the image that is expected, if nothing else is to be done. It is kept when there is time, too: a spare may never run. */
function getReady() {
  if (engine && !busy && expected) chooseImage(expected, () => !busy && clean).then(() => busy || idle());
}

self.onmessage = async ({ data }) => {
  // What is asked stands first: a pause is for the run in progress.
  const asks = data[0];
  if (asks === Asks.Pause) return pause();
  if (asks === Asks.Resume) return resume();
  if (asks === Asks.Expect) return expect(data);
  busy = true;
  clearTimeout(idling);
  try {
    if (asks === Asks.Run) {
      await chooseImage(wantedImage(data, IMAGES));
      // What the image has, no shelf is needed for.
      const tops = (IMAGES[chosen]?.imports ?? []).map((name) => name.split(".")[0]);
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
  } finally {
    busy = false;
    idle();
  }
};

// --- the start --------------------------------------------------------------------------------------------------

/** The engine's program, compiled. */
async function compile() {
  const response = await fetch(new URL("./engine.wasm", import.meta.url));
  if (!response.ok) throw new Error(`./engine.wasm could not be fetched: ${response.status}`);
  const isTyped = response.headers.get("Content-Type")?.startsWith("application/wasm");
  const program = await (isTyped ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  const [mark] = WebAssembly.Module.customSections(program, "build");
  if (!mark || new TextDecoder().decode(mark) !== BUILD) throw new Error("the files of two engines are mixed");
  return program;
}

/** The image to begin with, and its name: that of the first script, or everybody's. */
async function firstImage() {
  setTimeout(foretold, SOON, "first");
  const name = await soon;
  const found = await fetchImage(name);
  return typeof found === "string" && name !== "first" ? ["first", await fetchImage("first")] : [name, found];
}

try {
  const [program, [name, found]] = await Promise.all([compile(), firstImage()]);
  engine = await init({ module_or_path: program });
  memory = engine.memory;
  const { at, brought: end } = IMAGES.first;
  brought = new Uint8Array(memory.buffer).slice(at, end);
  if (typeof found === "string") {
    console.debug(`Loopscope starts its interpreter anew, as the image cannot be used: ${found}.`);
    const used = start();
    // Other images could not be told from it: the memory is not one that they were made of.
    started = { at, bytes: new Uint8Array(memory.buffer).slice(at, used) };
  } else {
    [image, chosen] = [found, name];
    putIn(memory, image, IMAGES[name], brought);
  }
  size = memory.buffer.byteLength;
  announce();
  idle();
  // What the page said may have come too late for the start.
  getReady();
} catch (error) {
  failed(error);
}
