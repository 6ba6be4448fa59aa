// Two engines in a Web Worker each, behind the same two functions. Runs in the browser.
//
//   start(script)               a worker that will run this script first; resolves when it is ready to run
//   run(worker, script)         resolves with what the script printed, as far as it tells, when it has ended

import { expect, request } from "../tests/image/request.mjs";

/** Where the page says that its engine is. */
const page = await (await fetch("../dist/index.html")).text();
const folder = new URL(/name="?loopscope-engine"? content="?([^">]*)/.exec(page)[1], new URL("../dist/", location.href));

/** The engine that the page itself uses. */
export const loopscope = {
  async start({ source }) {
    const worker = new Worker(new URL("worker.js", folder), { type: "module" });
    // As the page does.
    worker.postMessage(expect(source));
    await answer(worker, (report) => report[0] === READY);
    return worker;
  },
  async run(worker, { source, prints }) {
    // The events hold the output as it is: enough to see that the right thing was printed. Only what shows that is kept, for
    // memory is measured, too.
    let printed = "";
    const bytes = request(source);
    const ended = answer(worker, (report) => {
      if (report[0] === EVENTS && !printed.includes(prints)) printed = new TextDecoder("latin1").decode(report);
      return report[0] === FINISHED;
    });
    worker.postMessage(bytes, [bytes.buffer]);
    await ended;
    return printed;
  },
};

/** CPython, compiled to WebAssembly. */
export const pyodide = {
  async start() {
    const worker = new Worker("./pyodide-worker.js", { type: "module" });
    await answer(worker, (message) => message.ready);
    return worker;
  },
  async run(worker, { source }) {
    let output;
    const ended = answer(worker, (message) => (output = message.output) !== undefined);
    worker.postMessage(source);
    await ended;
    return output;
  },
};

/** Resolves when a message of the worker is the awaited one; any fault rejects. */
function answer(worker, awaited) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data?.[0] === FAILED) reject(new Error(new TextDecoder().decode(data)));
      else if (data?.fault) reject(new Error(data.fault));
      else if (awaited(data)) resolve();
    };
    worker.onerror = (event) => reject(new Error(event.message ?? "the worker could not be loaded"));
  });
}

// The reports of src/engine/message.rs, by the number that postcard gives them.
const [READY, EVENTS, FINISHED, FAILED] = [0, 1, 2, 4];

/** Milliseconds from nothing to a worker that has printed what `script` prints. */
export async function coldStart(engine, script) {
  const began = performance.now();
  const worker = await engine.start(script);
  const output = await engine.run(worker, script);
  const took = performance.now() - began;
  worker.terminate();
  return check(output, script, took);
}

/** Milliseconds that `script` takes in a worker that has run `before`. */
export async function warmRun(engine, script, before) {
  const worker = await engine.start(before);
  await engine.run(worker, before);
  const began = performance.now();
  const output = await engine.run(worker, script);
  const took = performance.now() - began;
  worker.terminate();
  return check(output, script, took);
}

function check(output, { prints }, took) {
  if (!output.includes(prints)) throw new Error(`expected ${prints}, got ${output.slice(0, 300)}`);
  return took;
}
