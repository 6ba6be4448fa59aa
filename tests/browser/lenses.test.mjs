// Lenses, and fixes beside what they fix: variants made of one script.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

async function look(desk, lens) {
  await desk.page.getByTestId("lens").click();
  await desk.page.getByRole("dialog", { name: "Lens" }).getByRole("button", { name: lens }).click();
}

atThePage("the sequential lens shows gather in a row, beside it", {}, async (desk) => {
  await desk.tab("gather").click();
  await look(desk, /^Sequential/);
  await eventually(async () => (await desk.tabs.count()) === 4, "a variant more");
  assert.deepEqual(await desk.tabs.allTextContents(), ["sequential", "gather", "sequential (lens)", "blocking"]);
  assert.equal(await desk.tabs.nth(2).getAttribute("aria-selected"), "true");
  const script = await desk.script();
  assert.match(script, /    await espresso\(\)\n    await latte\(\)/);
  await desk.settled();
  await eventually(async () => (await desk.page.getByTestId("scope-total").nth(2).innerText()) === "5.0 s", "its total");

  // Once more leads to the same one.
  await desk.tab("gather").click();
  await look(desk, /^Sequential/);
  await eventually(async () => (await desk.tabs.nth(2).getAttribute("aria-selected")) === "true", "the one there is");
  assert.equal(await desk.tabs.count(), 4);
});

atThePage("the blocking lens holds the loop", {}, async (desk) => {
  await desk.tab("gather").click();
  await look(desk, /^Blocking/);
  await eventually(async () => (await desk.tabs.count()) === 4, "a variant more");
  const script = await desk.script();
  assert.match(script, /    time\.sleep\(3\)/);
  assert.doesNotMatch(script, /await asyncio\.sleep/);
  await desk.settled();
  await desk.below.getByRole("button", { name: /^Findings \(/ }).waitFor();
});

atThePage("a script with nothing to change says so", {}, async (desk) => {
  await desk.write("print('plain')\n");
  await desk.settled();
  await look(desk, /^Sequential/);
  await desk.notice.waitFor();
  assert.match(await desk.notice.innerText(), /no gather, no task group, no create_task/);
  assert.equal(await desk.tabs.count(), 3);
});

atThePage("a fix is applied to a copy, and both stay", {}, async (desk) => {
  await desk.tab("blocking").click();
  await desk.below.getByRole("button", { name: /^Findings/ }).click();
  await desk.page.getByRole("button", { name: /^In a copy: / }).first().click();
  await eventually(async () => (await desk.tabs.count()) === 4, "a variant more");
  assert.equal(await desk.tabs.nth(3).innerText(), "blocking, fixed");
  assert.match(await desk.script(), /await asyncio\.sleep\(3\)/);
  await desk.tab("blocking").click();
  assert.match(await desk.script(), /time\.sleep\(3\)/);
});
