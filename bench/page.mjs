// What a person feels of the page: how long an edit takes. In a real Chromium, on dist/.

import { readFile } from "node:fs/promises";

const PATIENCE = 180_000;

export const settled = (page) =>
  page.waitForFunction(
    () => {
      const app = document.querySelector(".app");
      return app?.dataset.busy === "false" && app.dataset.engine !== "starting";
    },
    undefined,
    { timeout: PATIENCE },
  );

export async function open(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await context.newPage();
  await page.goto(address);
  await settled(page);
  return { context, page };
}

export async function write(page, source) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.evaluate((text) => navigator.clipboard.writeText(text), source);
  await page.keyboard.press("Control+v");
}

/** How the pause after a key is shortened shows after some runs: these are not measured. */
const FIRST = 3;

/** Milliseconds from a key in a script of 40 lines until its new run is shown, for so many keys. */
export async function edits(browser, address, rounds) {
  const source = await readFile(new URL("../crates/playground/tests/link/forty_lines.py", import.meta.url), "utf8");
  const { context, page } = await open(browser, address);
  try {
    await page.getByTestId("auto-run").click();
    await write(page, source);
    await page.getByTestId("auto-run").click();
    await page.keyboard.press("Control+Enter");
    await settled(page);
    // The switch has the focus, and Enter would turn it off.
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    const took = [];
    for (let round = -FIRST; round < rounds; round += 1) {
      // Before the key is pressed: its time is the browser's own.
      await page.evaluate(() => {
        window.shown = new Promise((shown) => {
          const app = document.querySelector(".app");
          let pressed = NaN;
          let ran = false;
          window.addEventListener("keydown", (event) => (pressed = event.timeStamp), { once: true, capture: true });
          const watch = new MutationObserver(() => {
            if (app.dataset.busy === "true") ran = true;
            else if (ran) {
              watch.disconnect();
              // What was drawn is on the screen with the next frame.
              requestAnimationFrame(() => setTimeout(() => shown(performance.now() - pressed)));
            }
          });
          watch.observe(app, { attributes: true, attributeFilter: ["data-busy"] });
        });
      });
      await page.keyboard.press("Enter");
      const milliseconds = await page.evaluate(() => window.shown);
      if (round >= 0) took.push(milliseconds);
    }
    return took;
  } finally {
    await context.close();
  }
}
