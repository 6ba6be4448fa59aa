// A person at the page, in a real Chromium: serves dist/, opens it in fresh browser profiles, and fails a test
// on any error or warning of the browser's console.
//
// Nothing here depends on how fast the machine is: every step waits for what it needs to see, for as long as
// PATIENCE allows.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "../../tools/chromium.mjs";
import { serve } from "../../tools/serve.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
/** Real milliseconds that anything may take on a slow machine. */
export const PATIENCE = Number(process.env.PATIENCE ?? 120_000);

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

let server;
let browser;

before(async () => {
  assert.ok(existsSync(`${DIST}/index.html`), "dist/ is not built: make build");
  server = await serve(DIST);
  browser = await launched();
});

/** Chromium, started. On a machine that lacks memory for a moment it may fall at its start, before any test: then once more. */
async function launched(tries = 3) {
  try {
    return await playwright.launch({ executablePath: chromium(), args: FLAGS });
  } catch (error) {
    if (tries === 1) throw error;
    return launched(tries - 1);
  }
}

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The address of the page. */
export function home() {
  return server.url;
}

/**
 * A test with a page of its own, opened in a fresh profile and settled: the first runs are over.
 *
 * @param {string} name what a person finds
 * @param {object} options `size`, `dark`, `address` (what follows the page's own), `touch`, `keeps` (a service worker),
 *   `complains` (what the browser may say on its console)
 * @param {(desk: Desk) => Promise<void>} steps
 */
export function atThePage(name, options, steps) {
  test(name, { timeout: 5 * PATIENCE }, async () => {
    const person = await somebody(options);
    try {
      const desk = await person.open(options.address ?? "");
      await steps(desk, person);
    } finally {
      await person.leave();
    }
    const complaints = person.complaints.filter((complaint) => !options.complains?.test(complaint));
    assert.deepEqual(complaints, [], "the browser's console stays empty");
  });
}

/** Somebody with a browser profile of their own: what one has stored, another does not see. */
export async function somebody({ size = DESKTOP, dark = false, touch = false, keeps = false } = {}) {
  const context = await browser.newContext({
    // Only who asks for it keeps the page for later visits: nobody else waits for that.
    serviceWorkers: keeps ? "allow" : "block",
    viewport: size,
    hasTouch: touch,
    isMobile: touch,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  const complaints = [];
  const BLOCKED = /^Service Worker registration blocked/;
  context.on("console", (message) => {
    if (BLOCKED.test(message.text())) return;
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error()}`));
  return {
    context,
    complaints,
    /** Opens the page and waits until it has run what it shows. */
    async open(address = "") {
      const page = await context.newPage();
      await page.goto(server.url + address);
      const desk = new Desk(page);
      await desk.settled();
      return desk;
    },
    leave: () => context.close(),
  };
}

/** The page as a person uses it. */
export class Desk {
  constructor(page) {
    this.page = page;
    this.editor = page.getByTestId("editor");
    this.text = page.locator(".cm-content");
    this.scope = page.locator(".scope-pane");
    this.console = page.getByTestId("console");
    /** The area of console and findings: whichever is shown. */
    this.below = page.locator(".console-pane:not([hidden])");
    this.run = page.getByTestId("run");
    this.stop = page.getByTestId("stop");
    this.tabs = page.getByTestId("variant-tab");
    this.notice = page.getByTestId("notice");
    this.examples = page.getByTestId("examples");
    this.share = page.getByTestId("share");
    this.shareLink = page.getByTestId("share-link");
    this.theme = page.getByTestId("theme");
    this.autoRun = page.getByTestId("auto-run");
    this.fault = page.getByTestId("editor-error");
  }

  /** Waits until the engine is there and nothing runs or waits to run. */
  async settled() {
    await this.page.waitForFunction(() => {
      const app = document.querySelector(".app");
      return app?.dataset.busy === "false" && app.dataset.engine !== "starting";
    });
    await atRest(this.page);
  }

  /** Runs by the key that every reader is told of, and waits for the end. */
  async runByKey() {
    await this.page.keyboard.press("Control+Enter");
    await this.settled();
  }

  /** Replaces the open script by typing over it. */
  async write(source) {
    await this.text.click();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(source);
  }

  /** The open script, as the editor has it. */
  async script() {
    return this.page.evaluate(() => {
      const lines = document.querySelectorAll(".cm-content .cm-line");
      return Array.from(lines, (line) => line.textContent).join("\n");
    });
  }

  /** The console's lines: virtual time, task, text. */
  async output() {
    return this.console.locator(".line").evaluateAll((lines) =>
      lines.map((line) => ({
        at: line.querySelector(".at")?.textContent,
        task: line.querySelector(".task-name")?.textContent ?? null,
        text: Array.from(line.querySelector(".text")?.childNodes ?? [])
          .filter((part) => !part.classList?.contains("stream"))
          .map((part) => part.textContent)
          .join("")
          .trim(),
      })),
    );
  }

  /** The console's text alone. */
  async printed() {
    return (await this.output()).map(({ text }) => text).join("\n");
  }

  /** Waits for a line of output. */
  async sees(text) {
    await this.console.locator(".line", { hasText: text }).first().waitFor();
  }

  tab(name) {
    return this.tabs.filter({ hasText: new RegExp(`^${name}$`) });
  }
}

/**
 * Waits until headers and lanes have stood still for some frames: a sentence that comes into a header moves what is below
 * it, and who measures a place before that clicks beside it.
 */
export async function atRest(page) {
  await page.evaluate(async () => {
    const places = () =>
      [...document.querySelectorAll(".scope-header, .scope-scroll .scope-lane")].map((part) => part.getBoundingClientRect().top).join();
    const frame = () => new Promise(requestAnimationFrame);
    let before = places();
    for (let still = 0; still < 5; ) {
      await frame();
      const now = places();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}

/** The point of a lane of a variant at a share of the shown time. */
export async function point(desk, variant, lane, share) {
  await atRest(desk.page);
  const place = await desk.page.evaluate(
    ([variant, lane]) => {
      const header = [...document.querySelectorAll(".scope-header")].findIndex(
        (header) => header.querySelector(".scope-name").textContent === variant,
      );
      const tops = [...document.querySelectorAll(".scope-header")].map((each) => each.getBoundingClientRect().top);
      const name = [...document.querySelectorAll(".scope-scroll .scope-lane")].find((each) => {
        const { top } = each.getBoundingClientRect();
        const name = [...each.querySelectorAll(".scope-lane-name, .scope-lane-end")].map((part) => part.textContent).join("");
        return name === lane && top > tops[header] && !(top > tops[header + 1]);
      });
      const canvas = document.querySelector(".scope-scroll canvas").getBoundingClientRect();
      const { top, height, right } = name.getBoundingClientRect();
      return { y: top + height / 2, left: right, right: canvas.right };
    },
    [variant, lane],
  );
  return { x: place.left + (place.right - place.left) * share, y: place.y };
}

/** Waits until `condition`, asked again and again, holds. */
export async function eventually(condition, what) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    assert.ok(Date.now() < deadline, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
