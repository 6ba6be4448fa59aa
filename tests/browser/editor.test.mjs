// The editor: waits changed by keys, completion, folding, wrapping, the points at which another task can come in.

import assert from "node:assert/strict";
import { atThePage, eventually, PHONE } from "./harness.mjs";

const total = (desk, place) => desk.page.getByTestId("scope-total").nth(place).innerText();

/** Puts the editor's cursor before a text. */
async function goTo(desk, text) {
  await desk.page.evaluate((text) => {
    for (const line of document.querySelectorAll(".cm-line")) {
      let at = line.textContent.indexOf(text);
      if (at < 0) continue;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      for (; at > node.textContent.length; node = walker.nextNode()) at -= node.textContent.length;
      document.querySelector(".cm-content").focus();
      getSelection().collapse(node, at);
      return;
    }
    throw new Error(`no ${text}`);
  }, text);
  await desk.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

atThePage("Alt and an arrow make a wait longer or shorter, and undoing brings back both", {}, async (desk) => {
  await goTo(desk, "3");
  await desk.page.keyboard.press("Alt+ArrowUp");
  assert.match(await desk.script(), /asyncio\.sleep\(4\)/);
  await eventually(async () => (await total(desk, 0)) === "6.0 s", "the run of it");
  await desk.page.keyboard.press("Alt+ArrowDown");
  await desk.page.keyboard.press("Alt+ArrowDown");
  await eventually(async () => (await total(desk, 0)) === "4.0 s", "shorter");
  for (let step = 0; step < 3; step += 1) await desk.page.keyboard.press("Control+z");
  assert.match(await desk.script(), /asyncio\.sleep\(3\)/);
  await eventually(async () => (await total(desk, 0)) === "5.0 s", "as it was");
});

atThePage("elsewhere Alt and an arrow move the line", {}, async (desk) => {
  const before = await desk.script();
  await goTo(desk, "report(\"espresso");
  await desk.page.keyboard.press("Alt+ArrowUp");
  const after = await desk.script();
  assert.notEqual(after, before);
  assert.deepEqual(after.split("\n").toSorted(), before.split("\n").toSorted());
});

atThePage("the number of a wait is found where a call gives it, and only where one does", {}, async (desk) => {
  await desk.write(
    "import asyncio\nPAUSE = 0.5\nasync def brew(name, seconds=1):\n    await asyncio.sleep(seconds)\n    await asyncio.sleep(PAUSE)\n" +
      "async def main():\n    await brew('a', 3)\n    await brew('b', seconds=2)\n    await brew('c', 2)\nasyncio.run(main())\n",
  );
  await desk.settled();
  const ask = (line, seconds) => desk.page.evaluate(([line, seconds]) => loopscopeEditor.waitLiteral(0, line, seconds), [line, seconds]);
  assert.equal(await ask(4, 3), "3");
  assert.equal(await ask(4, 1), "1", "the default");
  assert.equal(await ask(5, 0.5), "0.5", "a constant");
  assert.equal(await ask(4, 2), undefined, "two calls give it");
  assert.equal(await ask(4, 9), undefined);
  assert.equal(await ask(99, 1), undefined);
  assert.equal(await desk.page.evaluate(() => loopscopeEditor.setWait(0, 4, 3, 1.25)), true);
  assert.match(await desk.script(), /brew\('a', 1\.25\)/);
  await desk.page.evaluate(() => loopscopeEditor.undo(0));
  assert.match(await desk.script(), /brew\('a', 3\)/);
});

atThePage("completion offers asyncio's names and the script's own; Enter ends the line all the same", {}, async (desk) => {
  await desk.write("import asyncio\n\ndef stretch_out():\n    pass\n\n");
  await desk.page.keyboard.type("asyncio.gat");
  const offered = desk.page.locator(".cm-tooltip-autocomplete li");
  await offered.filter({ hasText: /^gather$/ }).waitFor();
  // What was offered a moment ago is not taken by accident.
  await desk.page.waitForTimeout(150);
  await desk.page.keyboard.press("Tab");
  assert.match(await desk.script(), /asyncio\.gather$/m);
  await desk.page.keyboard.press("Enter");
  await desk.page.keyboard.type("stre");
  await offered.filter({ hasText: /^stretch_out$/ }).waitFor();
  await desk.page.keyboard.press("Enter");
  assert.match(await desk.script(), /^stre\n/m);
});

atThePage("a block folds and unfolds", {}, async (desk) => {
  const lines = desk.page.locator(".cm-line");
  const before = await lines.count();
  await goTo(desk, "def espresso");
  await desk.page.keyboard.press("Control+Shift+BracketLeft");
  await eventually(async () => (await lines.count()) < before, "folded");
  await desk.page.locator(".cm-foldPlaceholder").click();
  await eventually(async () => (await lines.count()) === before, "unfolded");
});

atThePage("long comments wrap, code does not", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Code" }).tap();
  const words = "a long remark that goes on and on ".repeat(6).trim();
  await desk.write(`# ${words}\nprint("${words}")\n`);
  const heights = await desk.page.locator(".cm-line").evaluateAll((lines) => lines.map((line) => line.getBoundingClientRect().height));
  assert.ok(heights[0] > 2 * heights[1], `${heights}`);
});

atThePage("switch points are marked on demand", {}, async (desk) => {
  const marks = desk.page.locator(".cm-switch");
  assert.equal(await marks.count(), 0);
  const button = desk.page.getByRole("button", { name: "Switch points" });
  await button.click();
  await eventually(async () => (await marks.count()) === 4, "an await each: two sleeps, two drinks");
  await desk.tab("gather").click();
  await eventually(async () => (await marks.count()) === 3, "those of the other script");
  await button.click();
  await eventually(async () => (await marks.count()) === 0, "gone");
});
