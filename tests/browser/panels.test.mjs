// Panels: each says what it draws of what is looked at, and follows it.

import assert from "node:assert/strict";
import { atThePage, eventually, PHONE } from "./harness.mjs";

/** What a panel shows: its text, and its picture. */
const shows = (panel) =>
  panel.evaluate((panel) => {
    const marks = [...panel.querySelectorAll(".later, .cm-tasks")].map((mark) => mark.className + mark.title + mark.textContent);
    const pictures = [...panel.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    return [panel.innerText, ...marks, ...pictures].join("\n");
  });

const frames = (desk) => desk.page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));

atThePage("every panel that draws the cursor follows it, and no other", {}, async (desk) => {
  const cursor = desk.page.getByTestId("scope-cursor");
  const at = async (key) => {
    await cursor.focus();
    await desk.page.keyboard.press(key);
    await frames(desk);
  };
  const panels = desk.page.locator("[data-panel]:not([hidden])");
  assert.equal(await panels.count(), 4, "editor, timeline, console, loop");
  for (const panel of await panels.all()) {
    const name = await panel.getAttribute("data-panel");
    const draws = (await panel.getAttribute("data-draws")).split(" ");
    await at("Home");
    const before = await shows(panel);
    await at("End");
    if (draws.includes("cursor")) await eventually(async () => (await shows(panel)) !== before, `${name} follows the cursor`);
    else assert.equal(await shows(panel), before, name);
  }
});

atThePage("panels of one area are tabs, and the focus stays with them", {}, async (desk) => {
  const tab = (name) => desk.below.getByRole("button", { name });
  await tab(/^Findings/).focus();
  await desk.page.keyboard.press("Enter");
  await desk.page.locator("[data-panel=findings]").waitFor();
  await eventually(async () => desk.page.evaluate(() => document.activeElement.textContent.startsWith("Findings")), "the focus on its tab");
  await tab(/^Console/).click();
  await desk.page.locator("[data-panel=console]").waitFor();
});

atThePage("a phone shows one area at a time", { size: PHONE, touch: true }, async (desk) => {
  for (const [name, panel] of [["Code", "script"], ["Scope", "scope"], ["Loop", "loop"], ["Console", "console"]]) {
    await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name }).tap();
    const shown = desk.page.locator("[data-panel]").filter({ visible: true });
    await eventually(async () => (await shown.count()) === 1, `${name} alone`);
    assert.equal(await shown.getAttribute("data-panel"), panel);
  }
});
