// Every state of the scope, and what assistive technology finds in it: nothing, of any weight.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { atThePage, PHONE, point } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

async function faultless(desk, state) {
  await desk.page.evaluate(axe);
  const { violations } = await desk.page.evaluate(() => window.axe.run());
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
  assert.deepEqual(found, [], state);
}

const press = async (desk, key) => {
  await desk.page.evaluate(() => document.activeElement?.blur());
  await desk.page.keyboard.press(key);
};

for (const dark of [false, true]) {
  atThePage(`axe finds nothing in any state of the scope, ${dark ? "dark" : "light"}`, { dark }, async (desk) => {
    await press(desk, "o");
    await faultless(desk, "by order");
    await press(desk, "c");
    await press(desk, "p");
    await faultless(desk, "causes and the critical path");
    await press(desk, "o");
    await press(desk, "g");
    await desk.page.locator(".scope-scroll").getByTestId("break").first().waitFor();
    await faultless(desk, "idle time folded");
    await press(desk, "g");
    const { x, y } = await point(desk, "gather", "latte", 0.2);
    await desk.page.mouse.click(x, y);
    await desk.page.getByTestId("wait-edge").waitFor();
    await faultless(desk, "a wait selected, its end to be dragged, its task inspected");
    await press(desk, "t");
    await desk.page.getByTestId("pins").waitFor();
    await faultless(desk, "a lane on top");
    await press(desk, "w");
    await desk.page.getByTestId("overview").waitFor();
    await faultless(desk, "zoomed");
    await press(desk, "f");
    await press(desk, "l");
    await desk.page.getByTestId("scope-filter").fill("latte");
    await press(desk, "/");
    await desk.page.getByTestId("scope-find").fill("ready");
    await faultless(desk, "found and filtered");
    await press(desk, "?");
    await desk.page.getByRole("dialog", { name: "Keys" }).waitFor();
    await faultless(desk, "the keys");
    await desk.page.keyboard.press("Escape");
    await desk.below.getByRole("button", { name: "Tasks" }).click();
    await faultless(desk, "the table");
  });
}

atThePage("axe finds nothing on a phone's scope with a span tapped", { size: PHONE, touch: true }, async (desk) => {
  const cell = await desk.page.locator(".scope-scroll canvas").boundingBox();
  const lane = await desk.page.locator(".scope-scroll .scope-lane").nth(1).boundingBox();
  await desk.page.touchscreen.tap(cell.x + 100, lane.y + 30);
  await desk.page.getByTestId("scope-card").waitFor();
  await faultless(desk, "the card");
});
