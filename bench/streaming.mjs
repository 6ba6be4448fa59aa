// Whether the page stays awake while a run streams in: the longest time for which its thread was busy, from the key that
// asks for a run until all of it is shown. In a real Chromium, on dist/. By itself: node bench/streaming.mjs

import { alone } from "./alone.mjs";
import { row } from "./numbers.mjs";
import { open, settled, write } from "./page.mjs";
import { HUNDRED_THOUSAND_TASKS } from "./scripts.mjs";
import { traced } from "./tasks.mjs";

/** So many milliseconds at a time the page may be busy: what is longer is felt. */
export const BUDGET = 50;

/** Tasks that wake each other one after another, and print. */
const CHAIN = `import asyncio


async def runner(number, mine, following):
    await mine.wait()
    await asyncio.sleep(0.001)
    print("runner", number)
    following.set()


async def main():
    events = [asyncio.Event() for _ in range(10_001)]
    async with asyncio.TaskGroup() as group:
        for number in range(10_000):
            group.create_task(runner(number, events[number], events[number + 1]))
        events[0].set()


asyncio.run(main())
`;

const SCRIPTS = [
  ["100,000 tasks in gather(sleep)", HUNDRED_THOUSAND_TASKS.source],
  ["10,000 tasks with an event each", CHAIN],
];

/** Milliseconds of the longest task of the page's thread, and of each that took longer than the budget. */
export async function longest(browser, address, source) {
  const { context, page } = await open(browser, address);
  try {
    await page.getByTestId("auto-run").click();
    await write(page, source);
    const tasks = await traced(page, async () => {
      await page.keyboard.press("Control+Enter");
      await settled(page);
      // What is told later than the picture: sentences, lists.
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle))));
    });
    return { longest: Math.max(0, ...tasks), over: tasks.filter((task) => task > BUDGET) };
  } finally {
    await context.close();
  }
}

/** Prints a row for each script, of so many rounds. */
export async function report(browser, address, rounds) {
  for (const [name, source] of SCRIPTS) {
    const measured = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await longest(browser, address, source));
    const times = measured.map((each) => each.longest);
    const over = measured.at(-1).over.map(Math.round).sort((one, other) => other - one);
    console.log(row(name, times, { digits: 0, budget: BUDGET, beside: `over it: ${over.slice(0, 8).join(", ") || "none"}` }));
  }
}

await alone(import.meta.url, "the longest that the page is busy while a run streams in, in milliseconds", report);
