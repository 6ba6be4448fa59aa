// Nothing that was typed is lost.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

const MINE = "print('kept across reloads')\n";

atThePage("a reload brings the text back, and its run", {}, async (desk) => {
  await desk.write(MINE);
  await desk.page.reload();
  await desk.settled();
  assert.equal((await desk.script()).trim(), MINE.trim());
  await desk.sees("kept across reloads");
  assert.deepEqual(await desk.tabs.allTextContents(), ["sequential", "gather", "blocking"]);
});

atThePage("a new tab finds the newest work", {}, async (desk, person) => {
  await desk.write(MINE);
  await desk.sees("kept across reloads");
  await desk.page.close();
  const other = await person.open();
  await eventually(async () => (await other.script()).trim() === MINE.trim(), "the work in another tab");
});

atThePage("opening an example keeps the work, and the picker offers it back", {}, async (desk) => {
  await desk.write(MINE);
  await desk.sees("kept across reloads");
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Hello, coroutine/ }).click();
  await desk.sees("good to see you.");
  await desk.notice.getByRole("button", { name: "Restore" }).waitFor();
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Your earlier work/ }).first().click();
  await eventually(async () => (await desk.script()).trim() === MINE.trim(), "the work is back");
});

atThePage("theme and auto-run are remembered", {}, async (desk) => {
  const theme = () => desk.page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "light");
  await desk.theme.click();
  await desk.autoRun.click();
  await desk.page.reload();
  await desk.settled();
  assert.equal(await theme(), "dark");
  assert.equal(await desk.autoRun.getAttribute("aria-checked"), "false");
});
