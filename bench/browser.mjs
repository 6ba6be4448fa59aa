// Measures Loopscope's engine side by side with Pyodide, CPython in WebAssembly: one browser, one run, both in
// a Web Worker, all files from this machine. Expects dist/ to be built. Times are medians; the two take turns,
// each time in a fresh browser context, so that neither finds the other's caches or its own.

import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";
import { CPU_LOOP, FIRST_OUTPUT, HUNDRED_THOUSAND_TASKS, TEN_THOUSAND_TASKS } from "./scripts.mjs";
import { sizes } from "./sizes.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ROUNDS = Number(process.env.ROUNDS ?? 5);

/** Name, script (none: from a cold start to the first output), budget as a ratio to Pyodide. */
const MEASURED = [
  ["cold start to first output", null, 1 / 5],
  ["10,000 tasks in gather(sleep)", TEN_THOUSAND_TASKS, 1 / 5],
  ["100,000 tasks in gather(sleep)", HUNDRED_THOUSAND_TASKS, 1 / 5],
  ["a loop of 1,000,000 iterations", CPU_LOOP, 2.5],
];

const server = await serve(ROOT);
const browser = await playwright.launch({ executablePath: chromium(), args: FLAGS });
try {
  console.log(`Chromium ${browser.version()}, ${ROUNDS} rounds each`);
  const downloads = { loopscope: new Set(), pyodide: new Set() };
  console.log(`\n${"".padEnd(32)}${"Loopscope".padStart(11)}${"Pyodide".padStart(11)}${"ratio".padStart(8)}   budget`);
  for (const [name, script, budget] of MEASURED) {
    const times = { loopscope: [], pyodide: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const engine of Object.keys(times)) times[engine].push(await measure(engine, script, downloads[engine]));
    }
    report(name, median(times.loopscope), median(times.pyodide), budget);
  }
  await reportSizes(downloads);
} finally {
  await browser.close();
  await server.close();
}

async function measure(engine, script, downloads) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    context.on("request", (request) => downloads.add(request.url()));
    await page.goto(`${server.url}bench/page.html`);
    await page.waitForFunction(() => window.engines);
    return await page.evaluate(
      async ([engine, script, first]) => {
        const { coldStart, warmRun, [engine]: measured } = window.engines;
        return script ? warmRun(measured, script, first) : coldStart(measured, first);
      },
      [engine, script, FIRST_OUTPUT],
    );
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

  const engine = visited.filter((url) => /\/(worker\.js|engine[^/]*)$/.test(url));
  const shell = visited.filter((url) => url.startsWith("http") && !engine.includes(url));
  const foreign = [...downloads.pyodide].filter((url) => !/\/bench\/(page\.html|engines\.js)$|favicon/.test(url));
  console.log(`\n${"downloaded (KB)".padEnd(32)}${"raw".padStart(11)}${"gzip".padStart(11)}${"brotli".padStart(8)}`);
  for (const [name, urls] of [
    ["Loopscope: page", shell],
    ["Loopscope: engine", engine],
    ["Pyodide: engine", foreign],
  ]) {
    const { raw, gzip, brotli, names } = await sizes(ROOT, urls);
    const kb = (bytes) => Math.round(bytes / 1000).toString();
    console.log(
      `${name.padEnd(32)}${kb(raw).padStart(11)}${kb(gzip).padStart(11)}${kb(brotli).padStart(8)}   ${names.join(", ")}`,
    );
  }
}

function report(name, ours, theirs, budget) {
  const ms = (time) => `${Math.round(time)} ms`.padStart(11);
  const ratio = ours / theirs;
  const verdict = ratio <= budget ? "met" : "missed";
  console.log(`${name.padEnd(32)}${ms(ours)}${ms(theirs)}${ratio.toFixed(2).padStart(8)}   ${budget.toFixed(2)} ${verdict}`);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
