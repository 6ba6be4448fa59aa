// The picker, by mouse and by keyboard.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

atThePage("an example is chosen by mouse", {}, async (desk) => {
  await desk.examples.click();
  const options = desk.page.getByRole("listbox").getByRole("option");
  await options.first().waitFor();
  assert.ok((await options.count()) >= 12);
  await desk.page.getByRole("option", { name: /Two pay in at once/ }).click();
  await desk.sees("balance: 120");
  assert.deepEqual(await desk.tabs.allTextContents(), ["race", "lock"]);
  assert.match(await desk.page.title(), /Two pay in at once/);
  assert.equal(await desk.page.getByRole("dialog").count(), 0, "the picker closes");
});

atThePage("an example is chosen by keyboard", {}, async (desk) => {
  await desk.text.click();
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByRole("combobox", { name: "Find an example" }).waitFor();
  await desk.page.keyboard.type("barrier");
  await eventually(async () => (await desk.page.getByRole("listbox").getByRole("option").count()) === 1, "one example left");
  await desk.page.keyboard.press("Enter");
  await desk.sees("is home");
  assert.match(await desk.page.title(), /The starting line/);
});

atThePage("arrows move, Escape leaves everything as it was", {}, async (desk) => {
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByRole("combobox", { name: "Find an example" }).waitFor();
  await desk.page.keyboard.press("ArrowDown");
  await desk.page.keyboard.press("ArrowDown");
  const marked = desk.page.locator('[role="option"][aria-selected="true"]');
  assert.match(await marked.innerText(), /The forgotten await/);
  await desk.page.keyboard.press("Escape");
  await eventually(async () => (await desk.page.getByRole("dialog").count()) === 0, "the picker is gone");
  assert.match(await desk.page.title(), /Coffee bar/);
});

/** The forgotten await is warned of; the logs of uvicorn and waitress and ^C go to stderr. */
const SAYS = new Set(["forgotten", "served", "uvicorn", "curled", "deployed", "wsgi", "awaits", "in-threads", "blocks", "one", "four"]);

atThePage("every example runs to its end without a word on stderr but those that are about one", {}, async (desk) => {
  await desk.examples.click();
  const options = desk.page.getByRole("listbox").getByRole("option");
  await options.first().waitFor();
  const titles = (await desk.page.locator(".choice-title").allTextContents()).filter((title) => title !== "Empty script");
  await desk.page.keyboard.press("Escape");
  for (const title of titles) {
    await desk.examples.click();
    await desk.page.locator(".choice", { has: desk.page.getByText(title, { exact: true }) }).click();
    await eventually(async () => (await desk.page.title()).startsWith(title), title);
    await desk.settled();
    for (const name of await desk.tabs.allTextContents()) {
      await desk.tab(name).click();
      await eventually(async () => (await desk.output()).length > 0, `output of ${title}, ${name}`);
      const errors = await desk.console.locator(".line.err").allTextContents();
      assert.equal(errors.length > 0, SAYS.has(name), `${title}, ${name}: ${errors}`);
    }
  }
});
