// After the first visit the page needs no network: a service worker keeps it, and goes over to a newer build when the reader
// wants it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "../../tools/chromium.mjs";
import { serve } from "../../tools/serve.mjs";
import { Desk, eventually, PATIENCE } from "./harness.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

/** Waits until everything is kept. */
async function kept(page) {
  const state = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state);
  await eventually(async () => (await state()) === "activated", "a service worker that keeps the page");
}

/** Whether a file is kept whose address has these words in it. */
function keeps(page, words) {
  return page.evaluate(async (words) => {
    for (const name of await caches.keys()) {
      const files = await (await caches.open(name)).keys();
      if (files.some(({ url }) => url.includes(words))) return true;
    }
    return false;
  }, words);
}

async function runs(desk, source) {
  await desk.write(source);
  await desk.runByKey();
  return desk.printed();
}

/** A visit to a site of its own, whose server can be ended. */
async function visit(site, steps) {
  const server = await serve(site);
  const browser = await playwright.launch({ executablePath: chromium(), args: FLAGS });
  try {
    const context = await browser.newContext();
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    await page.goto(server.url);
    const desk = new Desk(page);
    await desk.settled();
    await steps(desk, server);
  } finally {
    await browser.close();
    await server.close();
  }
}

test("without a network, all that was there is there", { timeout: 5 * PATIENCE }, () =>
  visit(DIST, async (desk, server) => {
    const { page } = desk;
    await desk.autoRun.click();
    await kept(page);
    const uses = "import statistics\nprint(statistics.mean([1, 2, 6]))\n";
    assert.equal(await runs(desk, uses), "3");
    // The worker keeps a shelf beside its work.
    await eventually(() => keeps(page, "/shelves/numbers-"), "the shelf is kept");

    await server.close();
    await page.reload();
    await desk.settled();
    assert.equal(await desk.script(), uses, "the work is there");
    assert.equal(await runs(desk, uses), "3");
    const absent = /No module named 'xml' here: it is on the shelf 'xml', which could not be fetched/;
    assert.match(await runs(desk, "import xml.dom.minidom\n"), absent);

    const again = await serve(DIST, Number(new URL(server.url).port));
    try {
      const parses = "print(dom.parseString('<a b=\"c\"/>').documentElement.getAttribute('b'))";
      assert.equal(await runs(desk, `import xml.dom.minidom as dom\n${parses}\n`), "c");
    } finally {
      await again.close();
    }
  }));

test("without a network, a page that a server sends shows as it did", { timeout: 5 * PATIENCE }, () =>
  visit(DIST, async (desk, server) => {
    const { page } = desk;
    await kept(page);
    const opened = async () => {
      await desk.below.getByRole("button", { name: "Client", exact: true }).click();
      await page.getByTestId("client-pages").getByRole("button", { name: "/docs" }).click();
      await page.frameLocator(".page-place iframe").frameLocator("iframe").locator(".opblock").waitFor();
      await desk.settled();
    };
    await desk.write('from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\nasync def hello() -> str:\n    return "hello"\n');
    await desk.settled();
    await opened();
    const assets = () =>
      page.evaluate(async () => {
        const name = (await caches.keys()).find((name) => name.startsWith("loopscope-pages-"));
        return name ? (await (await caches.open(name)).keys()).length : 0;
      });
    await eventually(async () => (await assets()) === 2, "Swagger UI's two files are kept");
    // It is large, and kept when nothing else is to be done.
    await eventually(() => keeps(page, "/shelves/image-web-"), "the servers' image is kept");
    // The frame's document comes from what is kept, too: the reload is controlled.
    await server.close();
    await page.reload();
    await desk.settled();
    await opened();
  }));

test("a newer build waits until the reader wants it, and is then there whole", { timeout: 5 * PATIENCE }, async () => {
  const site = await mkdtemp(join(tmpdir(), "loopscope-site-"));
  await cp(DIST, site, { recursive: true });
  try {
    await visit(site, async (desk) => {
      const { page } = desk;
      await kept(page);
      await page.reload();
      await desk.settled();
      assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), "the page comes from what is kept");

      // The next build: another page, of which the next service worker knows.
      const html = await readFile(join(site, "index.html"), "utf8");
      const sum = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
      const next = html.replace("<title>", '<meta name="next" /><title>');
      const isNext = () => page.evaluate(() => document.querySelector("meta[name=next]") !== null);
      assert.notEqual(next, html);
      const keeper = await readFile(join(site, "sw.js"), "utf8");
      const [, before] = /"(loopscope-page-[0-9a-f]+)"/.exec(keeper);
      await writeFile(join(site, "index.html"), next);
      await page.reload();
      await desk.settled();
      assert.equal(await isNext(), false, "half of a new build is not shown");
      await writeFile(join(site, "sw.js"), keeper.replaceAll(before, "loopscope-page-next").replace(sum(html), sum(next)));
      await page.reload();
      await desk.settled();
      assert.equal(await isNext(), false, "the reader stays where they are");
      await desk.notice.filter({ hasText: "A new version of Loopscope is ready" }).waitFor();
      await desk.notice.getByRole("button", { name: "Reload" }).click();
      await eventually(async () => await isNext().catch(() => false), "the next build");
      await desk.settled();
      const isGone = () => page.evaluate(async (before) => !(await caches.keys()).includes(before), before);
      await eventually(isGone, "what the build before kept is let go");
    });
  } finally {
    await rm(site, { recursive: true });
  }
});
