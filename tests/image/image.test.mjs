// The image is what a fresh start leaves: the same memory, and the same traces, bit for bit. In Node, with the engine that
// was built into dist/.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { differences } from "../../tools/engine/image.mjs";
import { instantiate } from "../../tools/engine/start.mjs";
import { buildOf, dataOf, sections } from "../../src/engine/sections.js";
import { readShelf } from "../../src/engine/shelf.js";
import { request } from "./request.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const FOLDER = `${DIST}/${readdirSync(DIST).find((name) => name.startsWith("engine-"))}`;
/** The modules that its worker.js is made of. */
const MODULES = fileURLToPath(new URL("../../target/engine", import.meta.url));
const { BUILD, IMAGES, SHELVES } = await import(pathToFileURL(`${MODULES}/parts.js`).href);
const { putIn } = await import(pathToFileURL(`${MODULES}/image.js`).href);
const script = readFileSync(`${MODULES}/engine.js`, "utf8");
const wasm = readFileSync(`${FOLDER}/engine.wasm`);

/** Scripts that tell of sets and hashes, addresses, randomness, clocks, errors, what is destroyed when, library modules. */
const TELLING = `actor_model argparse_commands awaited_by call_graph contextlib_all cycles_collected dataclass_orders
  datetime_schedule debug_reprs eager_tasks enum_forms exception_groups files_on_disk float_sums formats_and_templates
  gather_order json_re_text left_behind logging_tasks metaclass_models never_awaited order_puzzles queue_priority_lifo
  random_tasks sets_of_numbers simulation_random starred_sets struct_decimal_errors sync_reprs task_repr text_of_all_kinds
  toolbox types_coroutine uncaught_in_task_group uncaught_traceback unraisable warnings_async`.split(/\s+/);
const CORPUS = fileURLToPath(new URL("../corpus/", import.meta.url));

const shelves = new Map();
function shelved(shelf, name) {
  if (!shelves.has(shelf)) shelves.set(shelf, readShelf(readFileSync(`${FOLDER}/${SHELVES[shelf]}`), BUILD));
  return shelves.get(shelf)(name);
}

/** An engine, and its memory as it is when it stands ready. */
async function engine(prepare) {
  let messages = [];
  const made = await instantiate(script, wasm, shelved, {});
  prepare(made);
  const ready = new Uint8Array(made.memory.buffer).slice();
  return {
    ready,
    /** What the engine posts while it runs a script. */
    run(source) {
      new Uint8Array(made.memory.buffer).set(ready);
      globalThis.loopscopePost = (message) => messages.push(message.slice());
      globalThis.loopscopeNow = () => 0;
      messages = [];
      made.receive(request(source));
      try {
        made.begin(false);
      } catch (error) {
        // `os._exit` leaves the run where it is.
        if (error.message !== "abandoned") throw error;
      }
      return Buffer.concat(messages);
    },
  };
}

const fresh = await engine(({ start }) => start());

for (const [name, { file, imports }] of Object.entries(IMAGES)) {
  const parts = sections(readFileSync(`${FOLDER}/${file}`));
  let putBack;
  const from = await engine(({ memory }) => {
    const { at, used, brought: end } = IMAGES[name];
    const brought = new Uint8Array(memory.buffer).slice(at, end);
    putBack = () => {
      putIn(memory, dataOf(parts), IMAGES[name], brought);
      return new Uint8Array(memory.buffer).slice(at, used);
    };
    putBack();
  });

  test(`the image "${name}" belongs to its engine`, () => assert.equal(buildOf(parts), BUILD));

  test(`the image "${name}" is put back whatever a run has left`, () => {
    const before = Buffer.from(putBack());
    from.run("import asyncio\n\nkept = [str(number) for number in range(10_000)]\nasyncio.run(asyncio.sleep(1))\n");
    assert.ok(before.equals(putBack()), "no byte differs");
  });

  if (imports.length === 0) {
    test(`the image "${name}" is the memory that a start leaves`, () => {
      assert.equal(from.ready.length, fresh.ready.length);
      // The stack, which lies below, counts for nothing: nothing of it is in use.
      const [brings] = dataOf(sections(wasm));
      const changed = differences(fresh.ready, from.ready).filter(({ at }) => at >= brings.at);
      assert.deepEqual(changed, [], "no byte differs");
    });
  }

  test(`scripts run from the image "${name}" as after a start`, async (t) => {
    for (const script of TELLING) {
      const source = readFileSync(`${CORPUS}${script}.py`, "utf8");
      await t.test(script, () => {
        const one = from.run(source);
        assert.ok(one.length > 100, "something is posted");
        assert.ok(one.equals(fresh.run(source)), "the same bytes are posted");
        assert.ok(one.equals(from.run(source)), "and again, from the memory put back");
      });
    }
  });
}
