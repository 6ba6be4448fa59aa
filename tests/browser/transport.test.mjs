// Moving through a run: play, and steps forward and back, also within one instant.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

const narration = (desk) => desk.page.getByTestId("loop").getByTestId("narration").innerText();

/** Takes the focus from wherever it is, so that the keys are the page's. */
const letGo = (desk) => desk.page.evaluate(() => document.activeElement?.blur());

/** Presses a key and waits until the sentence of the moment is another one. */
async function step(desk, key) {
  const before = await narration(desk);
  await desk.page.keyboard.press(key);
  await eventually(async () => (await narration(desk)) !== before, `${key} from “${before}”`);
  return narration(desk);
}

/** To the end of the first turns of the gathering variant, which take no time. */
async function atTheStart(desk) {
  await desk.tab("gather").click();
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  await eventually(async () => /idle/.test(await narration(desk)), "after all of the first instant");
  await letGo(desk);
  return cursor;
}

atThePage("what happens in no time is walked through step by step, back and forward", {}, async (desk) => {
  const cursor = await atTheStart(desk);
  const end = await narration(desk);
  const told = [];
  await eventually(async () => {
    await desk.page.keyboard.press("ArrowLeft");
    told.push(await narration(desk));
    return /`?main`? (runs|can run|runs next)/.test(told.at(-1));
  }, "main's first step");
  assert.ok(told.some((each) => /espresso.* runs/.test(each)), told.join("; "));
  assert.ok(told.some((each) => /latte.* runs/.test(each)), told.join("; "));
  assert.equal(await cursor.getAttribute("aria-valuenow"), "0", "all of it at 0 s");
  for (let press = 0; press < told.length; press += 1) await desk.page.keyboard.press("ArrowRight");
  await eventually(async () => (await narration(desk)) === end, "the same way forward");
});

atThePage("a turn at a time", {}, async (desk) => {
  await atTheStart(desk);
  await step(desk, "Shift+ArrowLeft");
  const ready = desk.page.getByTestId("loop").locator(".queue", { hasText: "Ready" }).locator("li");
  await eventually(async () => (await ready.count()) === 2, "both are ready when their turn begins");
  await step(desk, "Shift+ArrowRight");
});

atThePage("a step greys what is printed later in the same instant", {}, async (desk) => {
  await desk.write("print('one')\nprint('two')\n");
  await desk.runByKey();
  await desk.sees("two");
  await letGo(desk);
  const later = desk.console.locator(".line.later");
  await eventually(async () => {
    await desk.page.keyboard.press("ArrowLeft");
    return (await later.count()) === 1;
  }, "one is printed, two is not");
  assert.match(await later.innerText(), /two/);
});

atThePage("play goes from the start to the end, and pauses", {}, async (desk) => {
  const play = desk.page.getByTestId("play");
  const cursor = desk.page.getByTestId("scope-cursor");
  const at = async () => Number(await cursor.getAttribute("aria-valuenow"));
  await letGo(desk);
  await desk.page.keyboard.press("Space");
  await eventually(async () => (await at()) > 0.1 && (await at()) < 5, "it plays");
  await play.click();
  assert.equal(await play.getAttribute("aria-label"), "Play");
  const stands = await at();
  await new Promise((later) => setTimeout(later, 500));
  assert.equal(await at(), stands, "it stands");
  await desk.page.getByLabel("Speed").selectOption({ label: "100×" });
  await play.click();
  await eventually(async () => (await at()) === 5 && (await play.getAttribute("aria-label")) === "Play", "the end");
});
