// Changing a script and running it again.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

const TEA = `import asyncio


async def kettle():
    await asyncio.sleep(1.5)
    print("the water boils")


async def main():
    tea = asyncio.create_task(kettle(), name="tea")
    print("waiting for tea")
    await tea


asyncio.run(main())
`;

atThePage("Ctrl-Enter runs what was typed, and the console tells virtual times", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write(TEA);
  await desk.runByKey();
  await desk.sees("the water boils");
  assert.deepEqual(await desk.output(), [
    { at: "0.000 s", task: "main", text: "waiting for tea" },
    { at: "1.500 s", task: "tea", text: "the water boils" },
  ]);
  assert.match(await desk.script(), /tea = asyncio\.create_task/, "the key inserts nothing");
});

atThePage("the Run button runs", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write("print('pressed')\n");
  await desk.run.click();
  await desk.sees("pressed");
});

atThePage("a pause in typing runs by itself", {}, async (desk) => {
  await desk.write(TEA);
  await desk.sees("the water boils");
});

atThePage("with auto-run off nothing runs by itself", {}, async (desk) => {
  await desk.autoRun.click();
  assert.equal(await desk.autoRun.getAttribute("aria-checked"), "false");
  await desk.write("print('by itself')\n");
  // Twice the pause after which it would have run, and the old output still stands.
  await desk.page.waitForTimeout(1500);
  assert.match(await desk.printed(), /all served/);
  await desk.autoRun.click();
  await desk.sees("by itself");
});

atThePage("typing character by character indents as Python wants it", {}, async (desk) => {
  await desk.text.click();
  await desk.page.keyboard.press("Control+a");
  await desk.page.keyboard.type("for drink in ('tea', 'milk'):\nprint(drink)\n", { delay: 5 });
  await desk.sees("milk");
  assert.equal((await desk.printed()).trim(), "tea\nmilk");
});

atThePage("stderr is told from stdout, and carries its time and task", {}, async (desk) => {
  await desk.write(`import asyncio


async def save():
    pass


async def main():
    await asyncio.sleep(2)
    save()
    print("closing")


asyncio.run(main())
`);
  await desk.sees("was never awaited");
  const warning = desk.console.locator(".line.err").first();
  assert.match(await warning.innerText(), /stderr/);
  assert.match(await warning.innerText(), /2\.000 s/);
});

atThePage("variants can be added, renamed and deleted", {}, async (desk) => {
  await desk.page.getByRole("button", { name: "Add a variant" }).click();
  await eventually(async () => (await desk.tabs.count()) === 4, "a fourth tab");
  const added = (await desk.tabs.allTextContents()).find((name) => !["sequential", "gather", "blocking"].includes(name));
  await desk.page.getByRole("button", { name: "Rename the variant" }).click();
  await desk.page.getByLabel("Name of the variant").fill("mine");
  await desk.page.keyboard.press("Enter");
  await desk.tab("mine").waitFor();
  await desk.settled();
  assert.ok((await desk.scope.innerText()).includes("mine"), `${added} became mine in the scope too`);
  await desk.page.getByRole("button", { name: "Delete the variant" }).click();
  await eventually(async () => (await desk.tabs.count()) === 3, "three tabs again");
});
