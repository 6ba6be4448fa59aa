// Little room: 320 px, a phone on its side, a window at 200 %. Everything can be reached.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { atThePage, eventually } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

for (const [name, size] of [
  ["320 px", { width: 320, height: 640 }],
  ["a phone on its side", { width: 844, height: 390 }],
  ["a window at 200 %", { width: 720, height: 450 }],
]) {
  atThePage(`${name}: every pane, the settings, what can be taken along`, { size, touch: true }, async (desk) => {
    const inside = async (part) => {
      const box = await part.boundingBox();
      assert.ok(box && box.x >= 0 && box.y >= 0, `${JSON.stringify(box)} begins inside`);
      assert.ok(box.x + box.width <= size.width + 1 && box.y + box.height <= size.height + 1, `${JSON.stringify(box)} ends inside`);
      return box;
    };
    const pane = (title) => desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: title });
    for (const [title, key] of [["Code", "script"], ["Scope", "scope"], ["Loop", "loop"], ["Console", "console"]]) {
      await inside(pane(title));
      await pane(title).tap();
      const shown = desk.page.locator(`[data-panel=${key}]`);
      await shown.waitFor();
      const { height } = await inside(shown);
      assert.ok(height > 0.6 * size.height, `${title} has ${height} px`);
    }
    await inside(desk.run);
    await desk.page.getByTestId("settings").tap();
    await inside(desk.page.getByRole("dialog", { name: "Settings" }));
    await desk.page.getByTestId("clock").waitFor();
    await desk.page.getByTestId("seed").scrollIntoViewIfNeeded();
    await desk.page.keyboard.press("Escape");
    await desk.share.tap();
    await inside(desk.page.getByRole("dialog", { name: "Share" }));
    await desk.page.locator("[data-take=CopyMarkdown]").scrollIntoViewIfNeeded();
    await desk.page.evaluate(axe);
    const { violations } = await desk.page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map(({ id }) => id), []);
    await desk.page.keyboard.press("Escape");
    const { wide, width } = await desk.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }));
    assert.ok(wide <= width, `${wide} px of page in ${width} px of window`);
  });
}

atThePage("a phone on its side shows several lanes at once", { size: { width: 844, height: 390 }, touch: true }, async (desk) => {
  const lanes = async () => {
    const all = await desk.scope.locator(".scope-lane").all();
    const boxes = await Promise.all(all.map((lane) => lane.boundingBox()));
    return boxes.filter((box) => box && box.y > 0 && box.y + box.height < 390).length;
  };
  await eventually(async () => (await lanes()) >= 3, "three lanes or more");
});
