// The live clock: waits are the browser's own timers, and a heartbeat shows who held the thread.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

const ORDERED = `import asyncio


async def worker(name, delay, queue):
    await asyncio.sleep(delay)
    await queue.put(name)
    print(name, "put")


async def main():
    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        for number in range(6, 0, -1):
            group.create_task(worker(f"w{number}", number / 10, queue))
        for _ in range(6):
            print("got", await queue.get())
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")


asyncio.run(main())
`;

const HOLDING = `import asyncio
import time


async def main():
    await asyncio.sleep(0.5)
    time.sleep(1)
    await asyncio.sleep(0.3)
    print("over")


asyncio.run(main())
`;

const lanes = (desk) => desk.page.locator(".scope-lane").allTextContents();

/** Puts the page on the live clock with one variant that is this script, once it has run there. */
async function live(desk, source) {
  await desk.autoRun.click();
  await desk.write(source);
  await desk.page.getByTestId("clock").selectOption("live");
}

atThePage("a live run has the order of the virtual one, and takes its time", {}, async (desk) => {
  await desk.write(ORDERED);
  await desk.runByKey();
  await desk.sees("timeout");
  const virtual = (await desk.output()).map(({ text }) => text);
  await desk.page.getByTestId("clock").selectOption("live");
  await eventually(async () => (await lanes(desk)).some((lane) => /heartbeat/.test(lane)), "a lane for the heartbeat");
  await desk.settled();
  const output = await desk.output();
  assert.deepEqual(
    output.map(({ text }) => text),
    virtual,
  );
  // Measured, not computed: no earlier than asked for, and not to the microsecond.
  const first = output[0].at;
  const seconds = Number.parseFloat(first) * (/ms/.test(first) ? 0.001 : 1);
  assert.ok(seconds >= 0.1, first);
});

atThePage("output appears when it happens", {}, async (desk) => {
  await live(desk, "import asyncio\n\n\nasync def main():\n    print('first')\n    await asyncio.sleep(1.5)\n    print('second')\n\n\nasyncio.run(main())\n");
  await desk.sees("first");
  assert.equal(await desk.console.getByText("second").count(), 0, "the second line is still to come");
  await desk.sees("second");
});

atThePage("a blocking call starves the heartbeat, and the trace says who", {}, async (desk) => {
  await live(desk, HOLDING);
  await desk.sees("over");
  await desk.settled();
  const reading = await desk.page.getByRole("region", { name: /timeline|scope/i }).first().ariaSnapshot().catch(() => "");
  const spans = await desk.page.evaluate(() => document.querySelector(".scope-pane").innerText);
  assert.ok((await lanes(desk)).some((lane) => /heartbeat/.test(lane)), spans + reading);
});

atThePage("pause stops the clock, resume lets it go on", {}, async (desk) => {
  await live(desk, "import asyncio\n\n\nasync def main():\n    for i in range(40):\n        print('tick', i)\n        await asyncio.sleep(0.1)\n\n\nasyncio.run(main())\n");
  await desk.sees("tick 3");
  const pause = desk.page.getByTestId("pause");
  await pause.click();
  await eventually(async () => (await pause.getAttribute("aria-label")) === "Resume", "the button resumes");
  // What was on its way arrives; then nothing more does.
  let before = -1;
  await eventually(async () => {
    const now = (await desk.output()).length;
    const still = now === before;
    before = now;
    return still;
  }, "nothing more is printed");
  await desk.page.waitForTimeout(500);
  assert.equal((await desk.output()).length, before);
  await pause.click();
  await eventually(async () => (await desk.output()).length > before, "it goes on");
  await desk.stop.click();
  await desk.settled();
  assert.ok((await desk.output()).length < 40, "stopped before its end");
});

atThePage("the page stays alive while a live script blocks, and Stop works", {}, async (desk) => {
  await live(desk, "import time\nprint('before')\ntime.sleep(3600)\n");
  await desk.sees("before");
  await desk.stop.click();
  await desk.settled();
  await desk.page.getByTestId("clock").selectOption("virtual");
  await desk.settled();
  assert.equal((await desk.output())[0].text, "before");
});
