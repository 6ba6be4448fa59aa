// Whether the timeline keeps up: a frame's milliseconds while it is zoomed, panned, scrubbed and played, over runs of a
// thousand to a hundred thousand spans, on both axes. In a real Chromium, on dist/. By itself: node bench/drawing.mjs

import { alone } from "./alone.mjs";
import { median, quantile, row } from "./numbers.mjs";
import { open, settled, write } from "./page.mjs";
import { traced } from "./tasks.mjs";

export const SPANS = [1_000, 10_000, 100_000];
/** What a frame may take: one of sixty in a second, which the browser's clock tells as 16.6 to 16.8 ms. */
export const BUDGET = 16.8;
const FRAMES = 120;

/** So many tasks that sleep, with two spans each: a wait, and the step before it. */
const crowd = (spans) => `import asyncio


async def nap(number):
    await asyncio.sleep(number % 1000 / 1000)


async def main():
    await asyncio.gather(*(nap(number) for number in range(${spans / 2})))


asyncio.run(main())
`;

/** On a timeline of so many spans: the 95th percentile of a frame's milliseconds for each gesture on each axis. */
export async function frames(browser, address, spans) {
  const { context, page } = await open(browser, address);
  try {
    await page.getByTestId("auto-run").click();
    await write(page, crowd(spans));
    await page.keyboard.press("Control+Enter");
    await settled(page);
    const time = await gestures(page);
    await page.getByTestId("axis").getByRole("button", { name: "Order" }).click();
    await page.waitForFunction(() => document.querySelector('[data-testid="axis"] button:last-child').ariaPressed === "true");
    return { time, order: await gestures(page) };
  } finally {
    await context.close();
  }
}

async function gestures(page) {
  const box = await page.locator(".scope-scroll canvas").boundingBox();
  const middle = { x: box.x + box.width * 0.6, y: box.y + Math.min(box.height, 300) / 2 };
  await page.mouse.move(middle.x, middle.y);
  const wheel = (deltaX, deltaY, ctrlKey) =>
    measure(page, { kind: "wheel", x: middle.x, y: middle.y, deltaX, deltaY, ctrlKey });
  const zoom = await wheel(0, -4, true);
  const pan = await wheel(30, 0, false);
  await page.getByRole("button", { name: "Fit" }).click();
  const axis = await page.locator(".scope-axis").boundingBox();
  const scrub = await measure(page, {
    kind: "scrub",
    from: box.x + box.width * 0.3,
    to: box.x + box.width - 40,
    y: axis.y + axis.height / 2,
  });
  // Where there is much to play.
  await page.mouse.click(box.x + box.width * 0.3, axis.y + axis.height / 2);
  await page.getByTestId("play").click();
  const play = await measure(page, { kind: "nothing" });
  await page.getByTestId("play").click();
  return { zoom, pan, scrub, play };
}

/**
 * The 95th percentile of the frames' milliseconds, each with one such event before it, and the milliseconds a frame for which
 * the page's thread worked.
 */
async function measure(page, what) {
  let taken;
  const tasks = await traced(page, async () => (taken = await acted(page, what)));
  const work = tasks.reduce((sum, task) => sum + task, 0) / FRAMES;
  return { frame: quantile(taken, 0.95), work };
}

/** The milliseconds of each frame. */
function acted(page, what) {
  return page.evaluate(
    async ([what, count]) => {
      const frame = () => new Promise(requestAnimationFrame);
      const act = {
        nothing() {},
        wheel() {
          const target = document.elementFromPoint(what.x, what.y);
          const { deltaX, deltaY, ctrlKey } = what;
          const options = { clientX: what.x, clientY: what.y, deltaX, deltaY, ctrlKey, bubbles: true, cancelable: true };
          target.dispatchEvent(new WheelEvent("wheel", options));
        },
        scrub(step) {
          const clientX = what.from + ((what.to - what.from) * (step % count)) / count;
          const target = document.querySelector(".scope-axis");
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
}

/** Prints a row for each number of spans, axis and gesture, of so many rounds. */
export async function report(browser, address, rounds, sizes = SPANS) {
  for (const spans of sizes) {
    const drawn = [];
    for (let round = 0; round < rounds; round += 1) drawn.push(await frames(browser, address, spans));
    for (const axis of ["time", "order"]) {
      for (const gesture of ["zoom", "pan", "scrub", "play"]) {
        const name = `${spans.toLocaleString("en")} spans, by ${axis}: ${gesture}`;
        const all = drawn.map((each) => each[axis][gesture]);
        const work = median(all.map(({ work }) => work));
        console.log(row(name, all.map(({ frame }) => frame), { digits: 1, budget: BUDGET, beside: `thread ${work.toFixed(1)} a frame` }));
      }
    }
  }
}

const sizes = process.env.SPANS?.split(",").map(Number);
await alone(import.meta.url, "95 % of frames, in milliseconds: medians, and from the least to the most", (browser, address, rounds) =>
  report(browser, address, rounds, sizes),
);
