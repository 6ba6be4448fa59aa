// Reading the timeline: by pointer, by keyboard, by ear.

import assert from "node:assert/strict";
import { atThePage, eventually, point } from "./harness.mjs";

const litLine = (desk) => desk.page.locator(".cm-lit-line");

atThePage("pointing at a span tells what it is; a click shows its line", {}, async (desk) => {
  const { x, y } = await point(desk, "gather", "latte", 0.2);
  await desk.page.mouse.move(x, y);
  const card = desk.page.getByTestId("scope-card");
  await card.waitFor();
  assert.match(await card.innerText(), /latte/);
  assert.match(await card.innerText(), /waiting for sleep/);
  assert.match(await card.innerText(), /0\.0 s – 2\.0 s/);
  await desk.page.mouse.click(x, y);
  await litLine(desk).waitFor();
  assert.match(await litLine(desk).innerText(), /await asyncio\.sleep\(2\)/);
  assert.equal(await desk.tab("gather").getAttribute("aria-selected"), "true", "the variant's tab opens");
});

atThePage("the span that holds the loop leads to the call that does", {}, async (desk) => {
  const { x, y } = await point(desk, "blocking", "espresso", 0.3);
  await desk.page.mouse.click(x, y);
  await litLine(desk).waitFor();
  assert.match(await litLine(desk).innerText(), /time\.sleep\(3\)/);
});

atThePage("spans are walked with the arrow keys, and Enter shows the line", {}, async (desk) => {
  const cell = desk.page.locator('.scope-cell[tabindex="0"]');
  await cell.focus();
  const seen = new Set();
  const here = () => desk.page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  for (let step = 0; step < 12; step += 1) {
    seen.add(await here());
    const before = await here();
    await desk.page.keyboard.press(step % 3 ? "ArrowRight" : "ArrowDown");
    await eventually(async () => (await here()) !== null && ((await here()) !== before || step % 3 > 0), "a cell in focus");
  }
  assert.ok(seen.size >= 5, [...seen].join("\n"));
  await eventually(async () => {
    if (/line \d+$/.test(await here())) return true;
    await desk.page.keyboard.press("ArrowLeft");
    return false;
  }, "a span with a line");
  const line = Number((await here()).match(/line (\d+)$/)[1]);
  await desk.page.keyboard.press("Enter");
  await litLine(desk).waitFor();
  const lit = await litLine(desk).innerText();
  assert.equal((await desk.script()).split("\n")[line - 1], lit);
});

atThePage("the cursor's moment greys what has not been printed yet", {}, async (desk) => {
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  await eventually(async () => (await desk.console.locator(".line.later").count()) === 3, "nothing printed at 0 s");
  await desk.page.keyboard.press("End");
  await eventually(async () => (await desk.console.locator(".line.later").count()) === 0, "all printed at the end");
});

atThePage("a link carries the cursor's moment", {}, async (desk, person) => {
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  for (let step = 0; step < 5; step += 1) await desk.page.keyboard.press("ArrowRight");
  const moment = await cursor.getAttribute("aria-valuenow");
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  const other = await person.open(new URL(link).hash);
  await eventually(
    async () => (await other.page.getByTestId("scope-cursor").getAttribute("aria-valuenow")) === moment,
    `the cursor at ${moment}`,
  );
});

atThePage("a thousand tasks stay readable and usable", {}, async (desk) => {
  await desk.write(`import asyncio


async def nap(number):
    await asyncio.sleep(1 + number % 7)


async def main():
    await asyncio.gather(*(nap(number) for number in range(1000)))
    print("all awake")


asyncio.run(main())
`);
  await desk.sees("all awake");
  await desk.settled();
  await eventually(async () => (await desk.page.getByTestId("scope-total").first().innerText()) === "7.0 s", "its total");
  const scope = desk.page.locator(".scope-pane canvas").first();
  await scope.hover();
  for (let turn = 0; turn < 5; turn += 1) await desk.page.mouse.wheel(0, -240);
  await desk.page.keyboard.press("f");
  await desk.page.getByText(/more tasks/).first().waitFor();
});

atThePage("a wait that nothing ends is drawn to the edge, and says so", {}, async (desk) => {
  await desk.write(`import asyncio


async def stuck():
    await asyncio.Event().wait()


asyncio.run(stuck())
`);
  await desk.runByKey();
  const said = desk.page.locator('[data-variant="sequential"]');
  await eventually(async () => /stuck: waiting for Event\.wait, from 0\.0 s for ever, line 5/.test(await said.innerText()), "it in words");
  // Far behind the end of the run there is still the wait.
  const { x, y } = await point(desk, "sequential", "stuck", 0.8);
  await desk.page.mouse.move(x, y);
  assert.match(await desk.page.getByTestId("scope-card").innerText(), /for ever/);
});

atThePage("tasks of one run have different colours, and main the same in each", {}, async (desk) => {
  const colours = await desk.page.locator(".scope-scroll .scope-lane:not(.of-loop)").evaluateAll((lanes) =>
    lanes.map((lane) => [lane.textContent, getComputedStyle(lane.querySelector(".scope-chip")).backgroundColor]),
  );
  const [mains, others] = [colours.filter(([name]) => name === "main"), colours.filter(([name]) => name !== "main")];
  assert.ok(mains.length === 3 && others.length === 5, JSON.stringify(colours));
  assert.equal(new Set(mains.map(([, colour]) => colour)).size, 1);
  const different = new Map([...mains, ...others]);
  assert.equal(new Set(different.values()).size, different.size, JSON.stringify(colours));
});
