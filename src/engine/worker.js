// The engine's Web Worker. It puts the interpreter's memory into place as it was when the interpreter had started, which
// was while the page was built (the image), and puts it back after every run.
import init, { announce, beat, diagnose, receive, start } from "./engine.js";
import { BUILD, IMAGES, SHELVES } from "./parts.js";
import { buildOf, readShelf } from "./shelf.js";

globalThis.loopscopePost = (message) => {
  const copy = message.slice();
  postMessage(copy, [copy.buffer]);
};
globalThis.loopscopeNow = () => performance.now();

// --- shelves: parts of the Python library, fetched when something on one is first imported ------------------------

/** The shelves that are here: a module's bytecode, by its name. Outside the engine's memory, so that each is fetched once. */
const shelves = new Map();
/** What was found last. */
let found = null;

globalThis.loopscopeFind = (shelf, name) => {
  if (!shelves.has(shelf)) {
    const modules = fetchShelf(shelf);
    if (!modules) return -1;
    shelves.set(shelf, modules);
  }
  found = shelves.get(shelf)(name);
  return found?.length ?? -1;
};
globalThis.loopscopeCopy = (place) => place.set(found);

/** Fetches a shelf while the script waits. One that belongs to another engine is fetched anew, past every cache. */
function fetchShelf(shelf) {
  const address = new URL(SHELVES[shelf] ?? "./none", import.meta.url);
  for (const query of ["", `?${BUILD}`]) {
    address.search = query;
    const bytes = fetchNow(address.href);
    const modules = bytes && readShelf(bytes, BUILD);
    if (modules) {
      keep(address, bytes);
      return modules;
    }
  }
  return null;
}

function fetchNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  try {
    request.send();
  } catch {
    return null; // The network's fault: the script is told.
  }
  return request.status === 200 ? new Uint8Array(request.response) : null;
}

/** For later visits without a network, also where the page's service worker was not there yet. */
function keep(address, bytes) {
  address.search = "";
  const answer = new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
  globalThis.caches
    ?.open(`loopscope-engine-${BUILD}`)
    .then((cache) => cache.put(address, answer))
    .catch(() => {}); // No storage, or none left: it is fetched again.
}

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
  if (canSuspend) await WebAssembly.promising(engine.begin)(1);
  else engine.begin(0);
}

/** The browser has ended a run: the engine says so itself where it still can. Whether it could. */
async function told(error) {
  const deep = /call stack|recursion/i.test(error?.message) ? 1 : 0;
  try {
    return (canSuspend ? await WebAssembly.promising(engine.fallen)(deep) : engine.fallen(deep)) !== 0;
  } catch (end) {
    return end === abandoned;
  }
}

// A fault of the engine is told as text: the engine can no longer write a message of its own.
const failed = (error) => postMessage(String(error?.message ?? error));

let engine, memory, fresh, size;
/** Whether the memory is as it was after the start. */
let clean = true;

let puttingBack = 0;

/** Makes the memory what it was after the start. */
function putBack() {
  clearTimeout(puttingBack);
  if (!clean) new Uint8Array(memory.buffer).set(fresh.bytes, fresh.at);
  clean = true;
}

self.onmessage = async ({ data }) => {
  if (data === "pause") return pause();
  if (data === "resume") return resume();
  try {
    // A list holds a run that is over: what is to be noticed in it.
    if (Array.isArray(data)) {
      clean = false;
      diagnose(data[0]);
    } else {
      putBack();
      clean = false;
      if (receive(data)) await runLive();
      else await run();
      // While nothing else is to be done, so that the next run begins at once.
      puttingBack = setTimeout(putBack);
    }
    // Memory that a run made grow cannot be given back, nor the stack of one that was left: `null` asks
    // the page to replace this worker.
    if (memory.buffer.byteLength > size) postMessage(null);
  } catch (error) {
    if (error === abandoned || (await told(error))) postMessage(null);
    else failed(error);
  }
};

// --- the start --------------------------------------------------------------------------------------------------

async function compile(file) {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file} could not be fetched: ${response.status}`);
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
  let { at, used, pages } = IMAGES.first;
  const reason = putIn(image, pages);
  if (reason) {
    console.debug(`Loopscope starts its interpreter anew, as the image cannot be used: ${reason}.`);
    used = start();
  }
  size = memory.buffer.byteLength;
  fresh = { at, bytes: new Uint8Array(memory.buffer).slice(at, used) };
  announce();
} catch (error) {
  failed(error);
}
