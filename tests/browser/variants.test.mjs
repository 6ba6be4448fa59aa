// Variants: their order, many of them, long names; and the browser's history between playgrounds.

import assert from "node:assert/strict";
import { atThePage, eventually, home } from "./harness.mjs";

const names = (desk) => desk.tabs.allTextContents();

atThePage("they are moved by keys and by dragging", {}, async (desk) => {
  await desk.tab("sequential").focus();
  await desk.page.keyboard.press("Shift+ArrowRight");
  assert.deepEqual(await names(desk), ["gather", "sequential", "blocking"]);
  await eventually(() => desk.page.evaluate(() => document.activeElement.textContent === "sequential"), "the focus goes along");
  await desk.page.keyboard.press("Shift+ArrowRight");
  await desk.page.keyboard.press("Shift+ArrowRight");
  assert.deepEqual(await names(desk), ["gather", "blocking", "sequential"]);
  assert.equal(await desk.tab("sequential").getAttribute("aria-selected"), "true");

  const [from, to] = [await desk.tab("sequential").boundingBox(), await desk.tab("gather").boundingBox()];
  await desk.page.mouse.move(from.x + 20, from.y + 10);
  await desk.page.mouse.down();
  for (let step = 0; step <= 10; step += 1) {
    await desk.page.mouse.move(from.x + 20 - ((from.x + 20 - to.x - 2) * step) / 10, from.y + 10);
  }
  await desk.page.mouse.up();
  await eventually(async () => (await names(desk))[0] === "sequential", "dragged to the front");
  await desk.settled();
});

atThePage("of twelve the open one is in sight, and long names differ at their ends", {}, async (desk) => {
  for (let more = 3; more < 12; more += 1) await desk.page.getByRole("button", { name: "Add a variant" }).click();
  assert.equal(await desk.tabs.count(), 12);
  const inSight = () =>
    desk.page.evaluate(() => {
      const tab = document.querySelector("[role=tab][aria-selected=true]").getBoundingClientRect();
      const list = document.querySelector("[role=tablist]").getBoundingClientRect();
      return tab.left >= list.left - 1 && tab.right <= list.right + 1;
    });
  await desk.tabs.first().focus();
  await desk.page.keyboard.press("End");
  await eventually(inSight, "the last");
  await desk.page.keyboard.press("Home");
  await eventually(inSight, "the first");

  await desk.page.keyboard.press("F2");
  await desk.page.getByLabel("Name of the variant").fill("download everything, one after the other");
  await desk.page.keyboard.press("Enter");
  const name = await desk.tabs.first().innerText();
  assert.match(name, /^download.*….*the other$/);
  assert.equal(await desk.tabs.first().getAttribute("aria-label"), "download everything, one after the other");

  await desk.page.keyboard.press("F2");
  await desk.page.getByLabel("Name of the variant").fill("x".repeat(60));
  await desk.page.keyboard.press("Enter");
  assert.match(await desk.notice.innerText(), /at most 40 characters/);
});

async function choose(desk, title) {
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByRole("combobox", { name: "Find an example" }).fill(title);
  await desk.page.keyboard.press("Enter");
  await eventually(async () => (await desk.page.title()).startsWith(title), title);
  await desk.settled();
}

atThePage("Back leads to the playground before, and Forward to the one after", {}, async (desk) => {
  const title = (text) => eventually(async () => (await desk.page.title()).startsWith(text), text);
  await desk.write("print('mine')\n");
  await desk.sees("mine");
  await choose(desk, "A group of tasks");
  await choose(desk, "The heartbeat");
  await desk.page.goBack();
  await title("A group of tasks");
  await desk.page.goBack();
  await title("Coffee bar");
  await eventually(async () => (await desk.script()).trim() === "print('mine')", "with what was changed");
  await desk.sees("mine");
  await desk.page.goForward();
  await title("A group of tasks");
  await desk.page.goForward();
  await title("The heartbeat");

  // Also past a reload.
  await desk.page.reload();
  await desk.settled();
  await title("The heartbeat");
  await desk.page.goBack();
  await title("A group of tasks");
  await desk.settled();
});

atThePage("Back from a link that was put into the address", {}, async (desk) => {
  await choose(desk, "The heartbeat");
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const { hash } = new URL(await desk.shareLink.inputValue());
  await desk.page.keyboard.press("Escape");
  await choose(desk, "A group of tasks");
  await desk.page.evaluate((hash) => (location.hash = hash), hash);
  await eventually(async () => (await desk.page.title()).startsWith("The heartbeat"), "the link's");
  await desk.page.goBack();
  await eventually(async () => (await desk.page.title()).startsWith("A group of tasks"), "the one before");
  assert.ok(desk.page.url().startsWith(home()));
  await desk.settled();
});
