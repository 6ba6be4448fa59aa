// Measures Loopscope's engine side by side with Pyodide, CPython in WebAssembly: one browser, one run, both in
// a Web Worker, all files from this machine. Expects dist/ to be built. Times are medians; the two take turns,
// each time in a fresh browser context, so that neither finds the other's caches or its own.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";
import { report } from "./drawing.mjs";
import { peak } from "./memory.mjs";
import { median, row } from "./numbers.mjs";
import { edits } from "./page.mjs";
import { CPU_LOOP, ECHO_CLIENTS, FIRST_OUTPUT, HUNDRED_THOUSAND_TASKS, TEN_THOUSAND_TASKS } from "./scripts.mjs";
import { FASTAPI_OUTPUT, served, thousandRequests } from "./servers.mjs";
import { sizes } from "./sizes.mjs";
import { report as reportStreaming } from "./streaming.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROUNDS = Number(process.env.ROUNDS ?? 5);

/** Name, what is measured of an engine, budget as a ratio to Pyodide. */
const BESIDE = [
  ["cold start to first output", { cold: FIRST_OUTPUT }, 0.1],
  ["the same of FastAPI, to Pyodide's plain start", { cold: FASTAPI_OUTPUT, pyodide: FIRST_OUTPUT }, 0.25],
  ["10,000 tasks in gather(sleep)", { warm: TEN_THOUSAND_TASKS }, 0.2],
  ["100,000 tasks in gather(sleep)", { warm: HUNDRED_THOUSAND_TASKS }, 0.2],
  ["a loop of 1,000,000 iterations", { warm: CPU_LOOP }, 2],
];
/** What a first visit may download, in KB with brotli. */
const SHELL_KB = 300;
const ENGINE_KB = 3500;

const server = await serve(ROOT);
const browser = await playwright.launch({ executablePath: chromium(), args: FLAGS });
try {
  console.log(`Chromium ${browser.version()}, ${ROUNDS} rounds each: medians, and from the least to the most`);
  const downloads = { loopscope: new Set(), pyodide: new Set() };
  console.log("\nagainst Pyodide, as a ratio");
  for (const [name, what, budget] of BESIDE) {
    const times = { loopscope: [], pyodide: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const engine of Object.keys(times)) times[engine].push(await measure(engine, what, downloads[engine]));
    }
    const ratios = times.loopscope.map((ours, round) => ours / times.pyodide[round]);
    const beside = `${Math.round(median(times.loopscope))} / ${Math.round(median(times.pyodide))} ms`;
    console.log(row(name, ratios, { digits: 2, budget, beside }));
  }

  console.log("\nin milliseconds");
  const forty = await fortyLines();
  const [first, again] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    first.push(await measure("loopscope", { warm: forty }, new Set()));
    again.push(await measure("loopscope", { warm: forty, before: forty }, new Set()));
  }
  console.log(row("40 lines in a warm engine, with their shelves", first, {}));
  console.log(row("40 lines in a warm engine, again", again, { budget: 30 }));
  const echoes = [];
  const megabytes = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const most = await peak(browser, async (look) => {
      echoes.push(await measure("loopscope", { warm: ECHO_CLIENTS }, new Set(), look));
    });
    megabytes.push(most);
  }
  console.log(row("10,000 echo clients on one loop", echoes, {}));
  console.log(row("10,000 echo clients: all memory of the page, in MB", megabytes, { budget: 300 }));
  const address = `${server.url}dist/`;
  console.log(row("from a key to the new timeline, 40 lines", await edits(browser, address, ROUNDS), { budget: 150 }));
  console.log(row("from Serve to FastAPI's first answer", await served(browser, address, ROUNDS), {}));
  console.log(row("1,000 requests by hey to FastAPI, begun anew", await thousandRequests(browser, address, ROUNDS), { budget: 3000 }));
  console.log("\nthe timeline: 95 % of frames, in milliseconds");
  await report(browser, address, ROUNDS);
  console.log("\nthe longest that the page is busy while a run streams in, in milliseconds");
  await reportStreaming(browser, address, ROUNDS);
  await reportSizes(downloads);
} finally {
  await browser.close();
  await server.close();
}

async function fortyLines() {
  const source = await readFile(join(ROOT, "crates/playground/tests/link/forty_lines.py"), "utf8");
  return { source, prints: "of 5 failed" };
}

/**
 * `what`: a script as `warm`, in an engine that has run `before`; or as `cold`, which an engine may have another one for.
 * `look` is called before the page that ran it is gone.
 */
async function measure(engine, { warm, before = FIRST_OUTPUT, cold, ...others }, downloads, look = async () => {}) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    context.on("request", (request) => downloads.add(request.url()));
    await page.goto(`${server.url}bench/page.html`);
    await page.waitForFunction(() => window.engines);
    const took = await page.evaluate(
      async ([engine, warm, cold, before]) => {
        const { coldStart, warmRun, [engine]: measured } = window.engines;
        return warm ? warmRun(measured, warm, before) : coldStart(measured, cold);
      },
      [engine, warm, others[engine] ?? cold, before],
    );
    await look();
    return took;
  } finally {
    await context.close();
  }
}

/** What a first visit to the page downloads until it has run, against what Pyodide's first output takes. */
async function reportSizes(downloads) {
  const visited = [];
  const context = await browser.newContext();
  context.on("request", (request) => visited.push(request.url()));
  const page = await context.newPage();
  await page.goto(`${server.url}dist/`);
  await page.waitForFunction(() => {
    const app = document.querySelector(".app");
    return app?.dataset.busy === "false" && app.dataset.engine !== "starting";
  });
  await context.close();

  const engine = visited.filter((url) => /\/engine-/.test(url));
  // The service worker fetches again what it keeps: the same files.
  const ofPage = visited.filter((url) => url.startsWith("http") && !engine.includes(url) && !url.endsWith("/sw.js"));
  // The editor stands and takes what is typed before the program has come: src/ui/boot.ts.
  const program = ofPage.filter((url) => /\/(app-|first-run)/.test(url));
  const shell = ofPage.filter((url) => !program.includes(url));
  const foreign = [...downloads.pyodide].filter((url) => !/\/(bench\/(page\.html|engines\.js)|request\.mjs|dist\/index\.html)$|favicon/.test(url));
  console.log(`\n${"downloaded (KB)".padEnd(24)}${"raw".padStart(9)}${"gzip".padStart(9)}${"brotli".padStart(9)}`);
  for (const [name, urls, budget] of [
    ["Loopscope: to see, edit", shell, SHELL_KB],
    ["Loopscope: the page", program, Infinity],
    ["Loopscope: engine", engine, ENGINE_KB],
    ["Pyodide: engine", foreign, Infinity],
  ]) {
    const { raw, gzip, brotli, names } = await sizes(ROOT, urls);
    const kb = (bytes) => Math.round(bytes / 1000).toString();
    const verdict = Number.isFinite(budget) ? `${budget} ${brotli / 1000 <= budget ? "met" : "missed"}` : "";
    console.log(
      `${name.padEnd(24)}${kb(raw).padStart(9)}${kb(gzip).padStart(9)}${kb(brotli).padStart(9)}   ${verdict.padEnd(12)} ${names.join(", ")}`,
    );
  }
}
