// The live clock: waits are the browser's own timers, and a heartbeat shows who held the thread.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";
import { ORDERED, HOLDING, THREADS, CANCELLED, HELD_BY_COMPUTING } from "./live_scripts.mjs";

const lanes = (desk) => desk.page.locator(".scope-lane").allTextContents();

/** Puts the page on the live clock with one variant that is this script, once it has run there. */
async function live(desk, source) {
  await desk.autoRun.click();
  await desk.write(source);
  await desk.page.getByTestId("clock").selectOption("live");
}

/** Every span of a lane, as a screen reader says it, walked through with the arrow keys. */
async function spans(desk, lane) {
  const here = () => desk.page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? "");
  const press = async (key) => {
    const before = await here();
    await desk.page.keyboard.press(key);
    // The focus moves with the next frame, or stays where there is nothing further.
    await desk.page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
    return (await here()) !== before;
  };
  await desk.page.locator('.scope-cell[tabindex="0"]').focus();
  await press("Control+Home");
  while (!(await here()).startsWith(lane)) assert.ok(await press("ArrowDown"), `${lane} is not reached from ${await here()}`);
  await press("Home");
  const said = [await here()];
  while (await press("ArrowRight")) said.push(await here());
  return said;
}

/** Waits for so many frames of the page. */
const frames = (desk, count) =>
  desk.page.evaluate(
    (count) =>
      new Promise((seen) => {
        const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : seen());
        next(count);
      }),
    count,
  );

const isBusy = async (desk) => (await desk.page.locator(".app").getAttribute("data-busy")) === "true";

/** Waits until nothing has been printed for two seconds, and gives how many lines there are. */
async function fallsSilent(desk) {
  let [before, times] = [-1, 0];
  await eventually(async () => {
    const now = (await desk.output()).length;
    times = now === before ? times + 1 : 0;
    before = now;
    return times === 20;
  }, "nothing more is printed");
  return before;
}

/** Pauses the run, sees that it stands still, and lets it go on. */
async function pausesAndGoesOn(desk) {
  const pause = desk.page.getByTestId("pause");
  await pause.click();
  await eventually(async () => (await pause.getAttribute("aria-label")) === "Resume", "the button resumes");
  // What was on its way arrives; then nothing more does.
  const before = await fallsSilent(desk);
  await pause.click();
  await eventually(async () => (await desk.output()).length > before, "it goes on");
}

/** The script with its unit. */
const inUnitsOf = (seconds, source) => `UNIT = ${seconds}\n${source}`;

for (const [name, source, end] of [
  ["queues, task groups, a timeout", ORDERED, "timeout"],
  ["threads, pools and timers of threads", THREADS, "set True"],
  ["cancelling, timeouts, conditions", CANCELLED, "woken None"],
]) {
  atThePage(`the live order is the virtual one: ${name}`, {}, async (desk) => {
    await desk.autoRun.click();
    const clock = desk.page.getByTestId("clock");
    // Two waits that lie one unit apart end in this order unless the machine stood still for that long. A machine
    // may: then they are put further apart. An order that is wrong stays wrong.
    for (const unit of [0.1, 0.5, 2.5]) {
      await clock.selectOption("virtual");
      await desk.write(inUnitsOf(unit, source));
      await desk.runByKey();
      await desk.sees(end);
      const virtual = await desk.printed();
      await clock.selectOption("live");
      await eventually(async () => (await lanes(desk)).some((lane) => /heartbeat/.test(lane)), "a lane for the heartbeat");
      await desk.settled();
      const printed = await desk.printed();
      if (unit === 2.5) assert.equal(printed, virtual);
      if (printed === virtual) return;
    }
  });
}

atThePage("threads and pools have lanes, on either clock", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write(inUnitsOf(0.1, THREADS));
  await desk.runByKey();
  await desk.sees("set True");
  const workers = async () => (await lanes(desk)).filter((lane) => /thread|pool|asyncio/i.test(lane)).sort();
  const virtual = await workers();
  for (const [what, count] of [[/producer|Thread-1/, 1], [/consumer|Thread-2/, 1], [/pool|executor/i, 2]]) {
    assert.ok(virtual.filter((lane) => what.test(lane)).length >= count, `${what}: ${virtual.join(", ")}`);
  }
  await live(desk, inUnitsOf(0.1, THREADS));
  await desk.sees("set True");
  await desk.settled();
  assert.deepEqual(await workers(), virtual);
});

for (const [name, source] of [["time.sleep", HOLDING], ["computing", HELD_BY_COMPUTING]]) {
  atThePage(`the heartbeat's lane shows who starved it: ${name}`, {}, async (desk) => {
    await live(desk, source);
    await desk.sees("over");
    await desk.settled();
    const beats = await spans(desk, "heartbeat");
    const starved = beats.filter((each) => /ready|held/i.test(each));
    assert.ok(starved.some((each) => /main|script/.test(each)), beats.join("\n"));
    assert.ok(beats.some((each) => !/ready|held/i.test(each)), `it beat before and after: ${beats.join("; ")}`);
  });
}

atThePage("a live run takes its time", {}, async (desk) => {
  await live(desk, inUnitsOf(0.1, ORDERED));
  await desk.sees("timeout");
  await desk.settled();
  // Measured, not computed: no earlier than asked for.
  const first = (await desk.output())[0].at;
  const seconds = Number.parseFloat(first) * (/ms/.test(first) ? 0.001 : 1);
  assert.ok(seconds >= 0.1, first);
});

atThePage("output appears when it happens", {}, async (desk) => {
  await live(desk, "import asyncio\n\n\nasync def main():\n    print('first')\n    await asyncio.sleep(3600)\n    print('second')\n\n\nasyncio.run(main())\n");
  await desk.sees("first");
  assert.ok(await isBusy(desk), "the run goes on");
  assert.deepEqual((await desk.output()).map(({ text }) => text), ["first"]);
  await desk.stop.click();
  await desk.settled();
});

atThePage("pause stops the clock, resume lets it go on", {}, async (desk) => {
  await live(desk, "import asyncio\n\n\nasync def main():\n    for i in range(10_000):\n        print('tick', i)\n        await asyncio.sleep(0.1)\n\n\nasyncio.run(main())\n");
  await desk.sees("tick 3");
  await pausesAndGoesOn(desk);
  await desk.stop.click();
  await desk.settled();
  assert.ok((await desk.output()).length < 10_000, "stopped before its end");
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

const WAITS = "import asyncio\n\n\nasync def main():\n    print('before')\n    await asyncio.sleep(3600)\n\n\nasyncio.run(main())\n";

/** Seconds in a text of the page: below one they are shown in milliseconds, and below one of those in microseconds. */
function seconds(text) {
  const [, value, unit] = /([\d.]+)\s*(s|ms|µs)\b/.exec(text) ?? [];
  assert.ok(value, `no time in “${text}”`);
  return Number.parseFloat(value) * { s: 1, ms: 1e-3, µs: 1e-6 }[unit];
}

atThePage("the loop panel follows a live run, and a pause is said wherever the run is", {}, async (desk) => {
  await live(desk, WAITS);
  await desk.sees("before");
  const loop = desk.page.getByTestId("loop");
  const [standing, time] = ["loop-standing", "loop-time"].map((id) => loop.getByTestId(id));
  assert.equal(await standing.innerText(), "running");
  assert.match(await loop.getByTestId("narration").innerText(), /main waits for sleep until/);
  assert.equal(await loop.locator(".task-row.waiting").count(), 1);
  const first = seconds(await time.innerText());
  await eventually(async () => (seconds(await time.innerText())) > first, "time goes on while nothing happens");

  await desk.page.getByTestId("pause").click();
  await eventually(async () => (await standing.innerText()) === "paused", "the panel says so");
  assert.match(await desk.page.getByTestId("scope-status").first().innerText(), /paused/);
  const header = desk.page.getByTestId("standing");
  // A narrow window has no room for it.
  if (await header.isVisible()) assert.match(await header.innerText(), /^Paused/);
  const stands = await time.innerText();
  await new Promise((later) => setTimeout(later, 1000));
  assert.equal(await time.innerText(), stands, "and time stands still");

  await desk.page.getByTestId("pause").click();
  await eventually(async () => (await standing.innerText()) === "running", "it goes on");
  await eventually(async () => (seconds(await time.innerText())) > seconds(stands), "and so does time");
  await desk.stop.click();
  await desk.settled();
  assert.equal(await standing.count(), 0, "nothing goes on any more");
});

atThePage("a live run that was stopped ends at one time: in the header, the panel and the console", {}, async (desk) => {
  await live(desk, "import time\nprint('before')\ntime.sleep(3600)\n");
  await desk.sees("before");
  await frames(desk, 30);
  await desk.stop.click();
  await desk.settled();
  const total = seconds(await desk.page.getByTestId("scope-total").first().innerText());
  const panel = seconds(await desk.page.getByTestId("loop").getByTestId("loop-time").innerText());
  const noted = seconds((await desk.output()).find(({ text }) => /You stopped/.test(text)).at);
  assert.ok(total < 3600, `it did not sleep for an hour: ${total}`);
  for (const other of [panel, noted]) assert.ok(Math.abs(total - other) < 0.06, `${total}, ${other}`);
});

atThePage("a live run is not compared with virtual ones", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.page.getByTestId("clock").selectOption("live");
  await desk.settled();
  const sentences = await desk.page.getByTestId("scope-sentence").allInnerTexts();
  assert.ok(sentences.every((sentence) => !/instead of/.test(sentence)), sentences.join("; "));
  assert.ok(sentences.slice(1).every((sentence) => /virtual clock/.test(sentence)), sentences.join("; "));
});

atThePage("a blocking call keeps its name and its line on the live clock", {}, async (desk) => {
  await live(desk, HOLDING);
  await desk.sees("over");
  await desk.settled();
  const told = await desk.page.getByTestId("scope-reading").innerText();
  const [, from, to] = /main: blocking the loop: time\.sleep\(1\), ([\d.]+) s to ([\d.]+) s, line 7/.exec(told) ?? [];
  assert.ok(from, told);
  // What it oversleeps where the machine stands still may be told as computing; nothing of the call's own second is.
  assert.ok(to - from >= 0.9, `all of it is the call's: ${from} to ${to}`);
});

atThePage("pause holds a run that blocks, where it next waits", {}, async (desk) => {
  await live(desk, "import asyncio\nimport time\n\n\nasync def main():\n    for i in range(10_000):\n        time.sleep(0.1)\n        print('tick', i)\n        await asyncio.sleep(0.05)\n\n\nasyncio.run(main())\n");
  await desk.sees("tick 1");
  await pausesAndGoesOn(desk);
  await desk.stop.click();
  await desk.settled();
  assert.ok((await desk.output()).length < 10_000, "stopped before its end");
});

atThePage("pause and stop while threads wait; a thread's output appears when it happens", {}, async (desk) => {
  await live(desk, "import asyncio\nimport threading\nimport time\n\n\ndef ticks():\n    for i in range(10_000):\n        time.sleep(0.1)\n        print('tick', i)\n\n\nasync def main():\n    threading.Thread(target=threading.Event().wait, daemon=True).start()\n    await asyncio.to_thread(ticks)\n\n\nasyncio.run(main())\n");
  await desk.sees("tick 1");
  assert.ok(await isBusy(desk), "the run goes on");
  await pausesAndGoesOn(desk);
  await desk.stop.click();
  await desk.settled();
  assert.match(await desk.printed(), /You stopped this run/);
  assert.ok((await desk.output()).length < 10_000, "stopped before its end");
});

atThePage("the page goes on painting while a live run holds its thread", {}, async (desk) => {
  await live(desk, "print('before')\nwhile True:\n    pass\n");
  await desk.sees("before");
  await frames(desk, 120);
  assert.ok(await isBusy(desk), "the run goes on");
  await desk.stop.click();
  await desk.settled();
});

atThePage("a live run that floods the page with events leaves it its frames", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write("import asyncio\n\n\nasync def busy(name):\n    while True:\n        await asyncio.sleep(0.001)\n\n\nasync def main():\n    print('before')\n    await asyncio.gather(*(busy(n) for n in range(50)))\n\n\nasyncio.run(main())\n");
  // How many frames the machine has for a page that does nothing, and how many beside the run.
  const count = () =>
    desk.page.evaluate(
      () =>
        new Promise((seen) => {
          const end = performance.now() + 3000;
          let frames = 0;
          const next = () => (performance.now() < end ? requestAnimationFrame(next, (frames += 1)) : seen(frames));
          next();
        }),
    );
  const idle = await count();
  await desk.page.getByTestId("clock").selectOption("live");
  await desk.sees("before");
  // A machine that is busy with something else now has another moment later.
  await eventually(async () => (await count()) > idle / 5, `a fifth of the ${idle} frames that an idle page has`);
  assert.ok(await isBusy(desk), "the run goes on");
  await desk.stop.click();
  await desk.settled();
});
