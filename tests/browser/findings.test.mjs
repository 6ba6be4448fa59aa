// What the diagnosis noticed: cards beside the console, marks in the script, and fixes that can be applied.

import assert from "node:assert/strict";
import { DESKTOP, PHONE, atThePage, eventually } from "./harness.mjs";

const BLOCKING = `import asyncio
import time


async def ping():
    await asyncio.sleep(0.5)


async def work():
    time.sleep(2)


async def main():
    await asyncio.gather(ping(), work())
    print("over")


asyncio.run(main())
`;

const QUIET = `import asyncio


async def main():
    await asyncio.sleep(1)
    print("quiet")


asyncio.run(main())
`;

const tab = (desk, name) => desk.below.getByRole("button", { name });
const card = (desk, kind) => desk.page.locator(`.finding[data-kind="${kind}"]`);

async function runs(desk, source, until) {
  await desk.autoRun.click();
  await desk.write(source);
  await desk.runByKey();
  await desk.sees(until);
}

atThePage("a finding says where, what it cost and what to change; its fix is applied, run, and can be undone", {}, async (desk) => {
  await runs(desk, BLOCKING, "over");
  await tab(desk, "Findings (1)").click();
  const blocking = card(desk, "blocking_call");
  const text = await blocking.innerText();
  assert.match(text, /Blocking call/);
  assert.match(text, /2\.0 s held/);
  assert.match(text, /time\.sleep\(2\) on line 10 held the loop for 2\.0 s\. ping was ready at 0\.5 s and ran at 2\.0 s\./);

  await blocking.getByRole("button", { name: "Fix: await asyncio.sleep(2)" }).click();
  await desk.settled();
  assert.match(await desk.script(), /async def work\(\):\n {4}await asyncio\.sleep\(2\)\n/);
  await tab(desk, /^Findings$/).waitFor();
  await desk.page.getByText("Nothing to find fault with").waitFor();

  await desk.text.click();
  await desk.page.keyboard.press("Control+z");
  assert.match(await desk.script(), /async def work\(\):\n {4}time\.sleep\(2\)\n/, "one step back undoes the fix");
});

atThePage("a finding's line is marked in the script, and its card leads there and to its moment", {}, async (desk) => {
  await runs(desk, BLOCKING, "over");
  const number = desk.editor.locator(".cm-found-number");
  assert.equal(await number.innerText(), "10");
  assert.match(await number.getAttribute("title"), /Blocking call: time\.sleep\(2\) on line 10/);
  assert.equal(await desk.editor.locator(".cm-found").innerText(), "time.sleep(2)");

  await tab(desk, "Findings (1)").click();
  await card(desk, "blocking_call").getByRole("button", { name: "line 10" }).click();
  assert.match(await desk.editor.locator(".cm-lit-line").innerText(), /time\.sleep\(2\)/);
  await tab(desk, "Console").click();
  await desk.below.getByText("up to 0.000 s").waitFor();

  await desk.write(`# changed\n${BLOCKING}`);
  await eventually(async () => (await number.count()) === 0, "an edit takes the marks away");
});

atThePage("a script that has changed since keeps its cards, but not their fixes", {}, async (desk) => {
  await runs(desk, BLOCKING, "over");
  await tab(desk, "Findings (1)").click();
  await desk.write(`# changed\n${BLOCKING}`);
  await desk.page.getByText("The script has changed since.").waitFor();
  assert.ok(await card(desk, "blocking_call").getByRole("button", { name: /^Fix/ }).isDisabled());
});

atThePage("nothing to find is said in words", {}, async (desk) => {
  await runs(desk, QUIET, "quiet");
  assert.equal(await desk.editor.locator(".cm-found-number").count(), 0);
  await tab(desk, /^Findings$/).click();
  await desk.page.getByText("Nothing to find fault with").waitFor();
});

atThePage("a run that is stuck has its finding, too", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write("import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n");
  await desk.runByKey();
  await tab(desk, "Findings (1)").click();
  assert.match(await card(desk, "nothing_left").innerText(), /main waits for Event\.wait on line 4/);
});

atThePage("the first look has its findings, and each variant its own", {}, async (desk) => {
  await tab(desk, "Findings (1)").click();
  assert.match(await card(desk, "awaits_in_a_row").innerText(), /3\.0 s instead of 5\.0 s/);
  await desk.tab("gather").click();
  await tab(desk, /^Findings$/).waitFor();
  await desk.tab("blocking").click();
  await card(desk, "blocking_call").waitFor();
});

atThePage("everything can be reached by keyboard", {}, async (desk) => {
  await runs(desk, BLOCKING, "over");
  await tab(desk, "Findings (1)").focus();
  await desk.page.keyboard.press("Enter");
  const focused = () => desk.page.evaluate(() => document.activeElement?.textContent);
  const reached = [];
  await eventually(async () => {
    await desk.page.keyboard.press("Tab");
    reached.push(await focused());
    return reached.at(-1) === "Fix";
  }, "Tab comes to Fix");
  assert.ok(reached.includes("line 10"), reached.join(" | "));
  await desk.page.keyboard.press("Enter");
  await desk.settled();
  assert.match(await desk.script(), /await asyncio\.sleep\(2\)/);
});

for (const dark of [false, true]) {
  const theme = dark ? "dark" : "light";
  atThePage(`on a phone, ${theme}: with the console, and Fix is large enough`, { size: PHONE, dark, touch: true }, async (desk) => {
    const pane = (name) => desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name });
    await pane("Console").tap();
    assert.match(await pane("Console").innerText(), /1/);
    await tab(desk, "Findings (1)").tap();
    const fix = card(desk, "awaits_in_a_row").getByRole("button", { name: /^Fix/ });
    const box = await fix.boundingBox();
    assert.ok(box.height >= 40 && box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
    await fix.tap();
    await desk.settled();
    await tab(desk, /^Findings$/).waitFor();
    await pane("Code").tap();
    assert.match(await desk.script(), /await asyncio\.gather\(espresso\(\), latte\(\)\)/);
  });
}

atThePage("a wide window keeps cards, editor and scope beside each other", { size: { ...DESKTOP, width: 1440, height: 900 } }, async (desk) => {
  await tab(desk, "Findings (1)").click();
  const fix = card(desk, "awaits_in_a_row").getByRole("button", { name: /^Fix/ });
  const box = await fix.boundingBox();
  assert.ok(box.y + box.height <= 900, `Fix ends at ${box.y + box.height} px`);
});
