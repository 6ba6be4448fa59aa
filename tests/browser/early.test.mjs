// The editor before the page's program: seen and typed into at once, and nothing of it is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, eventually, home, PATIENCE, somebody } from "./harness.mjs";

test("what is typed before the page's program has come is kept, and run", { timeout: 5 * PATIENCE }, async () => {
  const person = await somebody();
  try {
    let arrive;
    const arrived = new Promise((resolve) => (arrive = resolve));
    await person.context.route("**/app-*.wasm", async (route) => {
      await arrived;
      await route.continue();
    });
    const page = await person.context.newPage();
    await page.goto(home());
    const text = page.locator(".cm-content");
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("print('typed early')\n");
    assert.match(await text.innerText(), /typed early/);
    assert.equal(await page.getByTestId("run").count(), 0, "the program has not come");
    arrive();
    const desk = new Desk(page);
    await desk.settled();
    assert.match(await desk.script(), /^print\('typed early'\)/);
    await eventually(async () => /^typed early/m.test(await desk.console.innerText()), "its output");
    assert.deepEqual(person.complaints, []);
  } finally {
    await person.leave();
  }
});
