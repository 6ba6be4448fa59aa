// The page in a real Firefox, driven by WebDriver BiDi: it starts, a thread waits in the middle of `sorted`, and the live
// clock waits as long as it says. `make firefox`, with FIREFOX the program's path; or FIREFOX_AT the address of one that
// listens already (ws://127.0.0.1:PORT/session).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "../../tools/serve.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const PATIENCE = 120_000;
const SCRIPT = `import threading, time
def wait(n):
    time.sleep(n)
    print("waited", n)
threads = [threading.Thread(target=wait, args=(n,)) for n in (0.4, 0.2)]
for thread in threads: thread.start()
print(sorted([3, 1, 2], key=lambda x: (time.sleep(0.1), x)[1]))
for thread in threads: thread.join()
print("end")`;

let server;
let browser;
let page;
const complaints = [];

before(async () => {
  const { FIREFOX, FIREFOX_AT } = process.env;
  assert.ok(FIREFOX || FIREFOX_AT, "FIREFOX is to be the path of a Firefox, 153 or newer");
  server = await serve(DIST);
  browser = FIREFOX_AT
    ? await puppeteer.connect({ browserWSEndpoint: FIREFOX_AT, protocol: "webDriverBiDi" })
    : await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
  page = await browser.newPage();
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(server.url);
  await page.waitForSelector("[data-testid=scope-total]", { timeout: PATIENCE });
});

after(async () => {
  await page?.close();
  await (process.env.FIREFOX_AT ? browser?.disconnect() : browser?.close());
  await server?.close();
});

/** Until the console shows this, all of it or what `wanted` matches. */
const shows = (wanted) =>
  page.waitForFunction(
    (source) => new RegExp(source, "s").test(document.querySelector("[data-testid=console]").innerText),
    { timeout: PATIENCE },
    wanted.source,
  );

async function writes(script) {
  await page.click(".cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  for (const line of script.split("\n")) {
    await page.keyboard.press("Home");
    await page.keyboard.type(line);
    await page.keyboard.press("Enter");
  }
}

test("the first playground is there, run", async () => {
  const totals = await page.$$eval("[data-testid=scope-total]", (found) => found.map((total) => total.innerText));
  assert.deepEqual(totals, ["5.0 s", "3.0 s", "5.0 s"]);
});

test("a thread may block anywhere: in a function that `sorted` calls", async () => {
  await writes(SCRIPT);
  await shows(/waited 0\.2.*\[1, 2, 3\].*waited 0\.4.*end/);
});

test("the live clock waits", async () => {
  await page.select("[data-testid=clock]", "live");
  const began = performance.now();
  await page.click("[data-testid=run]");
  await page.waitForFunction(() => !/end/.test(document.querySelector("[data-testid=console]").innerText), { timeout: PATIENCE });
  await shows(/waited 0\.2.*\[1, 2, 3\].*waited 0\.4.*end/);
  assert.ok(performance.now() - began >= 390, "no less than the script waits");
});

test("nothing is on the browser's console", () => assert.deepEqual(complaints, []));
