// The order axis: what happens in no time has width; causes, the critical path, measuring and finding.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

const TURNS = `import asyncio


async def count(name):
    for number in (1, 2, 3):
        print(name, number)
        await asyncio.sleep(0)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(count("red"), name="red")
        group.create_task(count("blue"), name="blue")


asyncio.run(main())
`;

const letGo = (desk) => desk.page.evaluate(() => document.activeElement?.blur());
const steps = (desk) => desk.page.getByTestId("scope-steps").locator("li").allTextContents();
const axis = (desk, word) => desk.page.getByTestId("axis").getByRole("button", { name: word });

atThePage("O shows the order, in which steps that take no time stand side by side", {}, async (desk) => {
  await desk.write(TURNS);
  await desk.runByKey();
  await desk.sees("blue 3");
  await letGo(desk);
  await desk.page.keyboard.press("o");
  await eventually(async () => (await axis(desk, "Order").getAttribute("aria-pressed")) === "true", "the order axis");
  const told = await steps(desk);
  const who = told.map((step) => step.match(/: (red|blue) runs/)?.[1]).filter(Boolean);
  assert.deepEqual(who.slice(0, 6), ["red", "blue", "red", "blue", "red", "blue"], told.join("\n"));
  assert.match(told.find((step) => /main runs/.test(step)), /made ready: red, blue/);
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  for (const step of ["step 2", "step 3", "step 4"]) {
    await eventually(async () => {
      if ((await cursor.innerText()) === step) return true;
      await desk.page.keyboard.press("ArrowRight");
      return false;
    }, step);
  }
  await letGo(desk);
  await desk.page.keyboard.press("o");
  await eventually(async () => (await axis(desk, "Time").getAttribute("aria-pressed")) === "true", "the time axis again");
  assert.match(await cursor.innerText(), /s$/);
});

atThePage("an example in no time opens on the order axis, at a moment with two ready tasks", {}, async (desk) => {
  await desk.examples.click();
  await desk.page.getByRole("combobox", { name: "Find an example" }).fill("taking turns");
  await desk.page.keyboard.press("Enter");
  await desk.settled();
  await eventually(async () => (await axis(desk, "Order").getAttribute("aria-pressed")) === "true", "the order axis");
  const ready = desk.page.getByTestId("loop").locator(".queue.ready li");
  await eventually(async () => (await ready.count()) === 2, "red and blue are ready");
});

atThePage("the critical path is told for each variant", {}, async (desk) => {
  await desk.page.getByRole("button", { name: "Critical path" }).click();
  const told = desk.page.getByTestId("scope-sentence");
  await eventually(async () => /bounded by/.test(await told.nth(1).innerText()), "the bound");
  assert.match(await told.nth(1).innerText(), /espresso: sleep for 3\.0 s, line \d+/);
  assert.doesNotMatch(await told.nth(1).innerText(), /latte/);
});

atThePage("a task that is clicked is inspected, and its reasons lead back", {}, async (desk) => {
  await desk.tab("gather").click();
  await desk.page.getByTestId("loop").getByRole("button", { name: "main", exact: true }).click();
  const inspector = desk.page.getByTestId("inspector");
  await inspector.waitFor();
  const said = await inspector.innerText();
  assert.match(said, /waits since 0\.0 s for gather of 2/);
  assert.match(said, /espresso waits for sleep until 3\.0 s/);
  assert.match(said, /latte waits for sleep until 2\.0 s/);
  assert.match(said, /created by the script/);
  await inspector.getByRole("button", { name: "All tasks" }).click();
  await eventually(async () => (await inspector.count()) === 0, "the list of tasks again");
});

atThePage("a stretch is measured with Shift, and Z zooms to it", {}, async (desk) => {
  const canvas = desk.page.locator(".scope-pane canvas").first();
  const { x, y, width } = await canvas.boundingBox();
  await desk.page.keyboard.down("Shift");
  await desk.page.mouse.move(x + width * 0.4, y + 60);
  await desk.page.mouse.down();
  await desk.page.mouse.move(x + width * 0.6, y + 60);
  await desk.page.mouse.up();
  await desk.page.keyboard.up("Shift");
  assert.match(await desk.page.getByTestId("measured").innerText(), /s$/);
  await letGo(desk);
  await desk.page.keyboard.press("z");
  await desk.page.getByRole("button", { name: "Fit" }).isEnabled();
  await eventually(async () => !(await desk.page.getByTestId("measured").isVisible()), "measured no more");
});

atThePage("a slash finds", {}, async (desk) => {
  await letGo(desk);
  await desk.page.keyboard.press("/");
  const field = desk.page.getByTestId("scope-find");
  await field.waitFor();
  await field.fill("latte");
  await eventually(async () => /1 of \d+/.test(await desk.page.locator(".scope-found").innerText()), "found");
  await desk.page.keyboard.press("Enter");
  await eventually(async () => /2 of \d+/.test(await desk.page.locator(".scope-found").innerText()), "the next");
  await desk.page.keyboard.press("Escape");
  await eventually(async () => !(await field.isVisible()), "put away");
});

atThePage("an instant that is zoomed into opens, and closes again", {}, async (desk) => {
  await desk.tab("gather").click();
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  await letGo(desk);
  const isOrder = async () => (await axis(desk, "Order").getAttribute("aria-pressed")) === "true";
  await eventually(async () => {
    if (await isOrder()) return true;
    await desk.page.keyboard.press("w");
    return false;
  }, "the steps of the first instant");
  assert.match(await desk.page.getByTestId("overview").getAttribute("aria-valuetext"), /^steps 1 to/);
  await eventually(async () => {
    if (!(await isOrder())) return true;
    await desk.page.keyboard.press("s");
    return false;
  }, "time again");
});
