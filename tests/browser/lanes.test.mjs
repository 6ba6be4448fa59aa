// Fewer lanes and less time: idle stretches fold, lanes are filtered and kept on top, one task is followed.

import assert from "node:assert/strict";
import { atThePage, eventually, point } from "./harness.mjs";

const NAPS = `import asyncio


async def nap(number):
    await asyncio.sleep(0.1 * number)
    print("short", number)
    await asyncio.sleep(60)
    print("awake", number)


async def main():
    await asyncio.gather(*(nap(number) for number in range(1, 9)))


asyncio.run(main())
`;

const breaks = (desk) => desk.page.locator(".scope-scroll").getByTestId("break");
const press = async (desk, key) => {
  await desk.page.evaluate(() => document.activeElement?.blur());
  await desk.page.keyboard.press(key);
};
const cursor = (desk) => desk.page.getByTestId("scope-cursor");

atThePage("G folds the minute in which nothing happens; a click on the break unfolds it", {}, async (desk) => {
  await desk.write(NAPS);
  await desk.runByKey();
  await desk.sees("awake 8");
  await press(desk, "g");
  await eventually(async () => (await breaks(desk).count()) === 1, "one break");
  const label = await desk.page.locator(".scope-tick.of-break").innerText();
  assert.match(label, /^5\d\.\d+ s$/);
  // The axis says moments at both sides, each in its place.
  const ticks = (await desk.page.locator(".scope-tick:not(.of-break)").allTextContents()).map(parseFloat);
  assert.ok(ticks.some((at) => at < 1) && ticks.some((at) => at > 55), ticks.join(" "));
  assert.deepEqual(ticks, [...ticks].sort((one, other) => one - other));
  // What a pointer says at the right of the break is behind it.
  const strip = await breaks(desk).boundingBox();
  await desk.page.mouse.click(strip.x + strip.width + 30, strip.y + strip.height - 4);
  await eventually(async () => Number(await cursor(desk).getAttribute("aria-valuenow")) > 59, "behind the break");
  await desk.page.mouse.click(strip.x - 30, strip.y + strip.height - 4);
  await eventually(async () => Number(await cursor(desk).getAttribute("aria-valuenow")) < 6, "before it");
  // Measured across it the time is all there.
  await desk.page.keyboard.down("Shift");
  await desk.page.mouse.move(strip.x - 20, strip.y + 60);
  await desk.page.mouse.down();
  await desk.page.mouse.move(strip.x + strip.width + 20, strip.y + 60, { steps: 4 });
  await desk.page.mouse.up();
  await desk.page.keyboard.up("Shift");
  assert.ok(parseFloat(await desk.page.getByTestId("measured").innerText()) > 55);
  await press(desk, "Escape");
  // Zoomed, the break stays as wide.
  await desk.page.mouse.move(strip.x + strip.width / 2, strip.y + 60);
  await desk.page.mouse.wheel(0, -100);
  await eventually(async () => desk.page.getByTestId("overview").isVisible(), "zoomed");
  assert.ok(Math.abs((await breaks(desk).boundingBox()).width - strip.width) < 1);
  await press(desk, "f");
  await breaks(desk).click();
  await eventually(async () => (await breaks(desk).count()) === 0, "even time");
  assert.equal(await desk.page.getByRole("button", { name: "Fold idle" }).getAttribute("aria-pressed"), "false");
});

atThePage("where nothing is idle for long, folding says so", {}, async (desk) => {
  await desk.write(`import time\n\nfor _ in range(30):\n    time.sleep(1)\nprint("over")\n`);
  await desk.runByKey();
  await desk.sees("over");
  await desk.page.getByRole("button", { name: "Fold idle" }).click();
  await desk.page.getByText(/No stretch in which nothing happens/).first().waitFor();
  assert.equal(await breaks(desk).count(), 0);
});

atThePage("L filters lanes by name and by state, and says how many are hidden", {}, async (desk) => {
  const lanes = () => desk.page.locator(".scope-scroll .scope-lane:not(.of-loop)").count();
  await press(desk, "l");
  const field = desk.page.getByTestId("scope-filter");
  await field.fill("latte");
  await eventually(async () => (await lanes()) === 2, "latte alone");
  const said = desk.page.getByTestId("scope-filtered");
  assert.equal(await said.innerText(), "6 lanes hidden");
  await field.fill("");
  await desk.page.getByTestId("scope-filter-state").selectOption({ label: "blocking" });
  await eventually(async () => (await lanes()) === 1, "who blocked");
  assert.equal(await said.innerText(), "7 lanes hidden");
  await desk.page.getByRole("button", { name: "Show all" }).click();
  await eventually(async () => (await lanes()) === 8, "all of them");
  assert.equal(await field.isVisible(), false);
});

atThePage("T keeps a lane on top while the others are scrolled away", {}, async (desk) => {
  await desk.write(NAPS.replace("range(1, 9)", "range(1, 40)"));
  await desk.runByKey();
  await desk.sees("awake 39");
  const { x, y } = await point(desk, "sequential", "nap 2", 0.5);
  await desk.page.mouse.click(x, y);
  await press(desk, "t");
  const pins = desk.page.getByTestId("pins");
  await pins.waitFor();
  await desk.page.locator(".scope-scroll").evaluate((scroller) => scroller.scrollTo(0, 100_000));
  assert.match(await pins.innerText(), /nap 2/);
  // It is the same picture: it can be pointed at.
  const box = await pins.boundingBox();
  await desk.page.mouse.move(x, box.y + box.height / 2);
  await eventually(async () => /nap 2/.test(await desk.page.getByTestId("scope-card").innerText()), "its card");
  await pins.locator(".scope-pin").click();
  await eventually(async () => !(await pins.isVisible()), "let go");
});

atThePage("N follows the selected task from one thing to the next, and ⇧N back", {}, async (desk) => {
  const { x, y } = await point(desk, "gather", "latte", 0.2);
  await desk.page.mouse.click(x, y);
  await press(desk, "Home");
  const at = () => cursor(desk).getAttribute("aria-valuenow").then(Number);
  const before = await at();
  await press(desk, "n");
  await eventually(async () => (await at()) === 2, "latte goes on at 2 s");
  await press(desk, "Shift+N");
  await eventually(async () => (await at()) <= before, "where its wait began");
  await desk.page.getByRole("button", { name: /next thing that happens to latte/ }).click();
  await eventually(async () => (await at()) === 2, "by its button too");
});

atThePage("/ finds what was written, and goes there", {}, async (desk) => {
  await press(desk, "/");
  const field = desk.page.getByTestId("scope-find");
  await field.fill("latte ready");
  await eventually(async () => /^1 of 3, in the output$/.test(await desk.page.locator(".scope-found").innerText()), "three lines");
  await eventually(async () => Number(await cursor(desk).getAttribute("aria-valuenow")) === 5, "sequential's at 5 s");
  await field.press("Enter");
  await eventually(async () => Number(await cursor(desk).getAttribute("aria-valuenow")) === 2, "gather's at 2 s");
  assert.equal(await desk.tab("gather").getAttribute("aria-selected"), "true");
});

atThePage("marks beside the lines say where the loop was given back, and who came in", {}, async (desk) => {
  await desk.tab("gather").click();
  await desk.page.getByRole("button", { name: "Switch points" }).click();
  const marks = desk.page.locator(".cm-switch.given");
  await eventually(async () => (await marks.count()) >= 2, "two sleeps");
  const titles = await marks.evaluateAll((all) => all.map((mark) => mark.title));
  assert.ok(titles.some((title) => /Gave the loop back once in this run; next came latte\./.test(title)), titles.join("\n"));
});

atThePage("of twelve variants the open one is in view, in the tabs and in the scope", {}, async (desk) => {
  const add = desk.page.getByRole("button", { name: "Add a variant" });
  for (let count = 4; count <= 12; count += 1) {
    await add.click();
    await eventually(async () => (await desk.tabs.count()) === count, `${count} variants`);
  }
  await desk.page.keyboard.press("Escape");
  await desk.settled();
  const scope = await desk.page.locator(".scope-scroll").boundingBox();
  const inView = async () => {
    const tab = await desk.page.locator('[data-testid="variant-tab"][aria-selected="true"]').boundingBox();
    const editor = await desk.editor.boundingBox();
    const header = await desk.page.locator(".scope-header.current").boundingBox();
    return (
      tab.x >= editor.x - 1 && tab.x + tab.width <= editor.x + editor.width + 1 &&
      header.y >= scope.y - 1 && header.y + header.height <= scope.y + scope.height
    );
  };
  await eventually(inView, "the newest");
  await desk.tabs.first().click();
  await eventually(inView, "the first");
});

atThePage("a card goes when the wheel moves the picture from under the pointer", {}, async (desk) => {
  const { x, y } = await point(desk, "gather", "latte", 0.2);
  await desk.page.mouse.move(x, y);
  const card = desk.page.getByTestId("scope-card");
  await card.waitFor();
  await desk.page.mouse.wheel(0, 30);
  await eventually(async () => !(await card.isVisible()), "no card");
});

atThePage("a variant emptied is not praised for its speed", {}, async (desk) => {
  await desk.write("");
  await desk.runByKey();
  const header = desk.page.getByTestId("scope-header").first();
  await eventually(async () => !/instead of/.test(await header.innerText()), "no comparison");
});
