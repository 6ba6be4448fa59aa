// Inside the loop at the cursor: who runs, what is ready, which timers are set, where every task stands.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

/** The panel's words, queue by queue. */
async function panel(desk) {
  const loop = desk.page.getByTestId("loop");
  const queues = await loop.locator(".queue").evaluateAll((queues) =>
    queues.map((queue) => [
      queue.querySelector("h3").textContent,
      [...queue.querySelectorAll("li")].map((entry) => [...entry.children].map((part) => part.textContent).filter(Boolean).join(" ")),
    ]),
  );
  const tasks = await loop.locator(".task-row").evaluateAll((rows) => rows.map((row) => row.innerText.replace(/\s+/g, " ").trim()));
  return { ...Object.fromEntries(queues), tasks, sentence: await loop.getByTestId("narration").innerText() };
}

/** Takes the cursor to the first moment after `seconds`, as a person does: from the start, key by key. */
async function lookAt(desk, seconds) {
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  await eventually(async () => {
    await desk.page.keyboard.press("ArrowRight");
    return Number(await cursor.getAttribute("aria-valuenow")) > seconds;
  }, `the cursor beyond ${seconds} s`);
}

atThePage("the loop at the cursor: timers, tasks, and the moment in a sentence", {}, async (desk) => {
  await desk.tab("gather").click();
  await lookAt(desk, 0.5);

  const now = await panel(desk);
  assert.deepEqual(now.Running, []);
  assert.deepEqual(now.Ready, []);
  assert.equal(now.Timers.length, 2, now.Timers.join("; "));
  assert.match(now.Timers[0], /^latte\b/, "the earliest timer is the first");
  assert.match(now.Timers[1], /^espresso\b/);
  assert.deepEqual(
    now.tasks.map((task) => task.split(" ").slice(0, 2).join(" ")),
    ["main waiting", "espresso waiting", "latte waiting"],
  );
  assert.ok(now.sentence.length > 10, now.sentence);

  await desk.page.keyboard.press("End");
  await eventually(async () => (await panel(desk)).tasks.every((task) => /\bdone\b/.test(task)), "the end: all done");
  assert.deepEqual((await panel(desk)).Timers, []);
});

atThePage("while the loop is held, the panel names the holder and who is ready", {}, async (desk) => {
  await desk.tab("blocking").click();
  await lookAt(desk, 1);
  const now = await panel(desk);
  assert.match(now.Running.join(), /espresso/);
  assert.match(now.Ready.join(), /latte/);
  assert.match(now.tasks.find((task) => task.startsWith("espresso")), /blocking/);
});

atThePage("a task's line leads to the script", {}, async (desk) => {
  await desk.tab("gather").click();
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  for (let step = 0; step < 5; step += 1) await desk.page.keyboard.press("ArrowRight");
  await desk.page.getByTestId("loop").locator(".line-link").first().click();
  await desk.page.locator(".cm-lit-line").waitFor();
  assert.match(await desk.page.locator(".cm-lit-line").innerText(), /await/);
});
