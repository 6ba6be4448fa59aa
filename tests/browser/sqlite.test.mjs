// SQLite in the page: a module of its own beside the engine, fetched by the script that imports it; and greenlets, whose
// stacks the worker switches.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { atThePage } from "./harness.mjs";

const MODULE = "**/shelves/sqlite-module-*.wasm*";
const FAILED = /Failed to load resource/;
const corpus = (file) => readFileSync(new URL(`../corpus/${file}`, import.meta.url), "utf8");

/** Of many kinds: files and their journals, locks that are waited for, threads that wait within SQLite, functions that SQLite calls. */
const TELLING = ["sqlite_basics", "sqlite_copies", "sqlite_files", "sqlite_functions", "sqlite_locked", "sqlite_search", "sqlite_threads", "sqlite_to_thread", "sqlite_two_writers", "sqlite_types", "thread_greenlets"];

async function runs(desk, source) {
  await desk.write(source);
  await desk.runByKey();
  return desk.printed();
}

atThePage("databases and greenlets do as natively", {}, async (desk) => {
  await desk.autoRun.click();
  for (const name of TELLING) {
    const printed = await runs(desk, corpus(`${name}.py`));
    assert.ok(printed.startsWith(corpus(`${name}.out`).trim()), `${name}: ${printed}`);
  }
});

atThePage("SQLite is fetched once, by who imports it", {}, async (desk, person) => {
  await desk.autoRun.click();
  const asked = [];
  person.context.on("request", (request) => {
    if (request.url().includes("/sqlite-module-")) asked.push(request.url());
  });
  assert.equal(await runs(desk, "import json\nprint('none')\n"), "none");
  assert.deepEqual(asked, []);
  const uses = "import sqlite3\nconnection = sqlite3.connect('kept.db')\nconnection.execute('CREATE TABLE t (a)')\nprint(connection.total_changes)\n";
  assert.equal(await runs(desk, uses), "0");
  // A disk of its own for every run.
  assert.equal(await runs(desk, uses), "0");
  assert.equal(asked.length, 1);
});

atThePage("SQLite that cannot be fetched is an import that fails", { complains: FAILED }, async (desk, person) => {
  await desk.autoRun.click();
  await person.context.route(MODULE, (route) => route.abort());
  const printed = await runs(desk, "print('before')\nimport sqlite3\n");
  assert.match(printed, /^before\n[^]*line 2, in <module>/);
  assert.match(printed, /ImportError: SQLite could not be fetched\. Are you online\?/);
  await person.context.unroute(MODULE);
  assert.equal(await runs(desk, "import sqlite3\nprint(sqlite3.connect(':memory:').execute('SELECT 6 * 7').fetchone())\n"), "(42,)");
});
