// Phone and desktop, dark and light, and what assistive technology finds.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { DESKTOP, PHONE, atThePage, eventually } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
}

/** Nothing reaches beyond the window's sides. */
async function fits(page) {
  const { wide, width } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= width, `${wide} px of page in ${width} px of window`);
}

for (const dark of [false, true]) {
  for (const [device, size] of [["desktop", DESKTOP], ["phone", PHONE], ["tablet", { width: 820, height: 1100 }]]) {
    const touch = device !== "desktop";
    const theme = dark ? "dark" : "light";
    atThePage(`${device}, ${theme}: fits, and axe finds nothing`, { size, dark, touch }, async (desk) => {
      await fits(desk.page);
      assert.equal(await desk.page.evaluate(() => document.documentElement.dataset.theme), theme);
      assert.deepEqual(await violations(desk.page), []);
      await desk.examples.click();
      await desk.page.getByRole("combobox", { name: "Find an example" }).waitFor();
      assert.deepEqual(await violations(desk.page), [], "with the picker open");
      await desk.page.keyboard.press("Escape");
      await desk.share.click();
      await desk.shareLink.waitFor();
      assert.deepEqual(await violations(desk.page), [], "with the link open");
      await fits(desk.page);
    });
  }
}

atThePage("on a phone: three panes, Run within reach of a thumb", { size: PHONE, touch: true }, async (desk) => {
  const pane = (name) => desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name });
  assert.deepEqual(await desk.page.getByTestId("scope-total").allTextContents(), ["5.0 s", "3.0 s", "5.0 s"]);

  await pane("Code").tap();
  await desk.editor.waitFor();
  await desk.write("import asyncio\n\n\nasync def main():\n    await asyncio.sleep(2)\n    print('from a phone')\n\n\nasyncio.run(main())\n");
  // While the edit runs by itself, Stop is in its place.
  let box;
  await eventually(async () => (box = await desk.run.boundingBox()), "Run, on the screen");
  assert.ok(box.y > PHONE.height * 0.75, `Run at ${box.y} px`);
  await desk.run.tap();

  await pane("Console").tap();
  await desk.sees("from a phone");
  assert.equal((await desk.output())[0].at, "2.000 s");
  await pane("Scope").tap();
  await eventually(async () => (await desk.page.getByTestId("scope-total").first().innerText()) === "2.0 s", "its total");
  await fits(desk.page);
});

atThePage("type stays readable on a phone", { size: PHONE, touch: true }, async (desk) => {
  const small = await desk.page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
      .filter((element) => element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) < 11)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(small, []);
});

atThePage("the theme is switched by a button, and follows the system otherwise", {}, async (desk) => {
  const theme = () => desk.page.evaluate(() => document.documentElement.dataset.theme);
  const background = () => desk.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await desk.page.emulateMedia({ colorScheme: "dark" });
  await eventually(async () => (await theme()) === "dark", "the system's theme");
  assert.notEqual(await background(), light);
  await desk.theme.click();
  assert.equal(await theme(), "light");
  assert.equal(await background(), light);
});

atThePage("everything is reached by Tab, and Escape then Tab leaves the editor", {}, async (desk) => {
  const reached = new Set();
  const wanted = ["run", "share", "examples", "theme", "auto-run", "variant-tab", "editor", "Output"];
  for (let step = 0; step < 100 && !wanted.every((each) => reached.has(each)); step += 1) {
    await desk.page.keyboard.press("Tab");
    reached.add(
      await desk.page.evaluate(() => {
        const element = document.activeElement;
        return element.closest(".cm-content") ? "editor" : (element.dataset.testid ?? element.getAttribute("aria-label") ?? "");
      }),
    );
    if (reached.has("editor")) await desk.page.keyboard.press("Escape");
  }
  for (const each of wanted) {
    assert.ok(reached.has(each), `${each} among ${[...reached].join(", ")}`);
  }
});
