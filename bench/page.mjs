// What a person feels of the page: how long an edit takes, and whether the timeline keeps up. In a real Chromium, on dist/.

import { readFile } from "node:fs/promises";
import { quantile } from "./numbers.mjs";

/** 50,000 tasks that sleep: 100,000 spans of theirs. */
const CROWD = `import asyncio


async def nap(number):
    await asyncio.sleep(number % 1000 / 1000)


async def main():
    await asyncio.gather(*(nap(number) for number in range(50_000)))


asyncio.run(main())
`;
const FRAMES = 120;
const PATIENCE = 180_000;

const settled = (page) =>
  page.waitForFunction(
    () => {
      const app = document.querySelector(".app");
      return app?.dataset.busy === "false" && app.dataset.engine !== "starting";
    },
    undefined,
    { timeout: PATIENCE },
  );

async function open(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await context.newPage();
  await page.goto(address);
  await settled(page);
  return { context, page };
}

async function write(page, source) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.evaluate((text) => navigator.clipboard.writeText(text), source);
  await page.keyboard.press("Control+v");
}

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
    await page.keyboard.press("Control+End");
    const took = [];
    for (let round = 0; round < rounds; round += 1) {
      const waited = page.evaluate(
        () =>
          new Promise((shown) => {
            const app = document.querySelector(".app");
            let pressed = 0;
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
          }),
      );
      await page.keyboard.press("Enter");
      took.push(await waited);
    }
    return took;
  } finally {
    await context.close();
  }
}

/**
 * On a timeline of 100,000 spans: the 95th percentile of a frame's milliseconds while it is zoomed, panned, scrubbed, and
 * the longest time for which the page was busy while the run streamed in.
 */
export async function frames(browser, address) {
  const { context, page } = await open(browser, address);
  try {
    await page.getByTestId("auto-run").click();
    await write(page, CROWD);
    await page.evaluate(() => {
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
      }).observe({ type: "longtask" });
    });
    await page.keyboard.press("Control+Enter");
    await settled(page);
    const streaming = await page.evaluate(() => window.longest);
    const box = await page.getByTestId("scope-grid").boundingBox();
    const middle = { x: box.x + box.width * 0.6, y: box.y + Math.min(box.height, 300) / 2 };
    await page.mouse.move(middle.x, middle.y);
    const wheel = (deltaX, deltaY, ctrlKey) =>
      measure(page, { kind: "wheel", x: middle.x, y: middle.y, deltaX, deltaY, ctrlKey });
    const zoom = await wheel(0, -40, true);
    const pan = await wheel(30, 0, false);
    const axis = await page.getByTestId("scope-cursor").boundingBox();
    const scrub = await measure(page, { kind: "scrub", from: box.x + 10, to: box.x + box.width - 10, y: axis.y + axis.height / 2 });
    return { zoom, pan, scrub, streaming };
  } finally {
    await context.close();
  }
}

/** The 95th percentile of the frames' milliseconds, each with one such event before it. */
async function measure(page, what) {
  const taken = await page.evaluate(
    async ([what, count]) => {
      const frame = () => new Promise(requestAnimationFrame);
      const act = {
        wheel() {
          const target = document.elementFromPoint(what.x, what.y);
          const { deltaX, deltaY, ctrlKey } = what;
          const options = { clientX: what.x, clientY: what.y, deltaX, deltaY, ctrlKey, bubbles: true, cancelable: true };
          target.dispatchEvent(new WheelEvent("wheel", options));
        },
        scrub(step) {
          const clientX = what.from + ((what.to - what.from) * (step % count)) / count;
          const target = step === 0 ? document.elementFromPoint(clientX, what.y) : document.elementFromPoint(clientX, what.y);
          const options = { clientX, clientY: what.y, button: 0, buttons: 1, pointerId: 1, isPrimary: true, bubbles: true };
          if (step === 0) target.dispatchEvent(new PointerEvent("pointerdown", options));
          target.dispatchEvent(new PointerEvent("pointermove", options));
          if (step === count - 1) target.dispatchEvent(new PointerEvent("pointerup", options));
        },
      }[what.kind];
      const taken = [];
      await frame();
      let last = await frame();
      for (let step = 0; step < count; step += 1) {
        act(step);
        const now = await frame();
        taken.push(now - last);
        last = now;
      }
      return taken;
    },
    [what, FRAMES],
  );
  return quantile(taken, 0.95);
}
