// Records what CPython gives for the scripts of the corpus, and for the examples.
//
//   node tools/record.mjs [NAME.py …]     record these scripts (an example's is SLUG/VARIANT.py), or all
//   node tools/record.mjs --check […]     record again, otherwise, and compare with what is stored
//
// The interpreter is Pyodide's CPython, offline from node_modules, with asyncio on the virtual clock of
// `virtual_loop.py`. Each script runs as `python NAME.py` in an interpreter of its own (one memory snapshot,
// restored for each), through CPython's own `main`: tracebacks, exit codes and warnings at exit are its own.
// Beside NAME.py appear NAME.out (stdout), NAME.err (stderr) and, unless it is 0, NAME.code; an example's appear in
// tests/corpus/examples.
//
// `--check` uses another hash seed, shifts the addresses of objects and takes the clock for exact: a script
// whose output depends on the order of a set, on an address, or on two deadlines that only a rounding error
// separates, is found here.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { loadPyodide } from "pyodide";

const TOOLS = path.dirname(fileURLToPath(import.meta.url));
const CORPUS = path.resolve(TOOLS, "../tests/corpus");
const EXAMPLES = path.resolve(TOOLS, "../examples");

/** The name under which every script runs: it is fixed when the snapshot is made, and replaced in stderr. */
const STAND_IN = "/work/the-script.py";
/** 2026-01-01T00:00:00Z in milliseconds: `EPOCH` of virtual_loop.py. */
const EPOCH_MS = 1767225600e3;
/** `DEADLOCK` of virtual_loop.py. */
const DEADLOCK = 86;
/** The files of a recording. */
const PARTS = ["out", "err", "code"];
/** Real time that one script may take. */
const PATIENCE_MS = 300e3;

if (isMainThread) {
  await main(process.argv.slice(2));
} else {
  parentPort.on("message", async (name) => parentPort.postMessage({ name, ...(await run(name)) }));
}

async function main(args) {
  const check = args.includes("--check");
  const wanted = args.filter((arg) => arg !== "--check").map((arg) => arg.replace(/\.py$/, ""));
  const names = wanted.length ? wanted : [...corpus(), ...examples()];
  const snapshot = await freshInterpreter(check);

  const queue = [...names];
  let failures = 0;
  await Promise.all(
    Array.from({ length: Math.min(os.availableParallelism(), queue.length) }, async () => {
      let worker = startWorker(snapshot);
      while (queue.length) {
        const name = queue.shift();
        const recording = await ask(worker, name);
        if (recording.problem === undefined) recording.problem = check ? difference(name, recording) : store(name, recording);
        if (recording.problem) failures += 1;
        console.log(`${name}: ${recording.problem ?? (check ? "same" : "recorded")}`);
        if (recording.lost) {
          await worker.terminate();
          worker = startWorker(snapshot);
        }
      }
      await worker.terminate();
    }),
  );
  console.log(`${names.length - failures} of ${names.length} ${check ? "the same" : "recorded"}`);
  process.exitCode = failures ? 1 : 0;
}

function corpus() {
  return fs
    .readdirSync(CORPUS)
    // Those with threads, and of Linux, are recorded by record_threads.py: there is neither here.
    .filter((file) => file.endsWith(".py") && !/^(thread|signal|linux|package|sqlite)_/.test(file))
    .map((file) => path.basename(file, ".py"))
    .sort();
}

/** Named SLUG/VARIANT: the slash tells them from the corpus. */
function examples() {
  return fs
    .readdirSync(EXAMPLES)
    .flatMap((slug) => fs.readdirSync(path.join(EXAMPLES, slug)).map((file) => `${slug}/${path.basename(file, ".py")}`))
    .sort();
}

function scriptOf(name) {
  return path.join(name.includes("/") ? EXAMPLES : CORPUS, `${name}.py`);
}

function recordingOf(name, part) {
  return path.join(CORPUS, name.includes("/") ? "examples" : "", `${name}.${part}`);
}

/** The memory of an interpreter that has read virtual_loop.py and nothing of a script. */
async function freshInterpreter(check) {
  const env = {
    HOME: path.dirname(STAND_IN),
    PYTHONHASHSEED: check ? "1729" : "0",
    // Empty: Pyodide would keep the interpreter alive after an error.
    PYTHONINSPECT: "",
  };
  const pyodide = await loadPyodide({ args: [path.basename(STAND_IN)], env, _makeSnapshot: true });
  pyodide.FS.writeFile("virtual_loop.py", fs.readFileSync(path.join(TOOLS, "virtual_loop.py")));
  apart(pyodide, "import virtual_loop");
  if (check) {
    apart(pyodide, "import virtual_loop as v; v.resolution = v.no_resolution");
    // Objects that stay: what is allocated later lies elsewhere, and sets of tasks iterate otherwise.
    apart(pyodide, "import virtual_loop as v; v.shift = [[object() for _ in range(i % 17)] for i in range(4321)]");
  }
  return { env, memory: pyodide.makeMemorySnapshot() };
}

/** Runs Python of the recorder's, out of the script's `__main__`. */
function apart(pyodide, code) {
  return pyodide.runPython(code, { globals: pyodide.toPy({}) });
}

function startWorker(snapshot) {
  return new Worker(fileURLToPath(import.meta.url), { workerData: snapshot });
}

function ask(worker, name) {
  return new Promise((resolve) => {
    const finish = (recording) => {
      clearTimeout(timer);
      worker.off("message", finish).off("error", fail);
      resolve(recording);
    };
    const timer = setTimeout(() => finish({ problem: `still running after ${PATIENCE_MS / 1000} s`, lost: true }), PATIENCE_MS);
    const fail = (error) => finish({ problem: `the recorder failed: ${error.stack}`, lost: true });
    worker.once("message", finish).once("error", fail);
    worker.postMessage(name);
  });
}

/** Runs one script in a fresh interpreter (in a worker, whose clock is the script's). */
async function run(name) {
  const real = { date: Date.now, performance: performance.now };
  const out = [];
  const err = [];
  const keep = (chunks) => ({ isatty: false, write: (bytes) => (chunks.push(Buffer.from(bytes)), bytes.length) });
  const pyodide = await loadPyodide({
    args: [path.basename(STAND_IN)],
    env: workerData.env,
    _loadSnapshot: workerData.memory,
  });
  pyodide.setStdin({ isatty: false, stdin: () => null });
  pyodide.setStdout(keep(out));
  pyodide.setStderr(keep(err));
  pyodide.FS.mkdirTree(path.dirname(STAND_IN));
  pyodide.FS.writeFile(STAND_IN, fs.readFileSync(scriptOf(name)));
  pyodide.FS.chdir(path.dirname(STAND_IN));

  // What CPython's C code asks for (datetime.now, time.localtime) comes from JavaScript's clocks.
  let clock = 0;
  Date.now = () => EPOCH_MS + clock * 1000;
  performance.now = () => clock * 1000;
  let code;
  try {
    apart(pyodide, "import sys; sys.modules.pop('virtual_loop').install")((now) => (clock = now));
    code = pyodide._module._Py_RunMain();
  } catch (stop) {
    if (stop?.name !== "ExitStatus") throw stop;
    code = stop.status & 0xff; // all that a parent process is told
  } finally {
    Date.now = real.date;
    performance.now = real.performance;
  }
  return tidy(name, Buffer.concat(out).toString(), Buffer.concat(err).toString(), code);
}

/** What `python NAME.py` would have shown: the stand-in's name and the recorder's own frames go. */
function tidy(name, out, err, code) {
  err = err.replaceAll(STAND_IN, `${path.basename(name)}.py`).replace(/^ *File ".*virtual_loop\.py".*\n(?: {4}.*\n)*/gm, "");
  const recording = { out, err, code };
  if (code === DEADLOCK) recording.problem = "deadlock: nothing was ready and no timer was set";
  else if (out.includes(STAND_IN)) recording.problem = "prints its own path";
  return recording;
}

/** The file's content for a part of a recording, or null for none. */
function content(recording, part) {
  if (part === "code") return recording.code === 0 ? null : `${recording.code}\n`;
  return recording[part];
}

function store(name, recording) {
  fs.mkdirSync(path.dirname(recordingOf(name, "out")), { recursive: true });
  for (const part of PARTS) {
    const file = recordingOf(name, part);
    const text = content(recording, part);
    if (text === null) fs.rmSync(file, { force: true });
    else fs.writeFileSync(file, text);
  }
}

/** What differs from the stored recording, addresses apart. */
function difference(name, recording) {
  const plain = (text) => text?.replace(/0x[0-9a-f]+/g, "0x0");
  const changed = PARTS.filter((part) => {
    const file = recordingOf(name, part);
    const stored = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null;
    return plain(stored) !== plain(content(recording, part));
  });
  return changed.length ? `differs in ${changed.map((part) => `.${part}`).join(", ")}` : undefined;
}
