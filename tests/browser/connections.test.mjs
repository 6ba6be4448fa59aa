// Connections in the timeline: each with its row under who uses it, the requests on it, and many of them folded.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

/** Chooses an example as a person does. */
async function example(desk, word, title) {
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByRole("combobox", { name: "Find an example" }).waitFor();
  await desk.page.keyboard.type(word);
  await desk.page.getByRole("option", { name: title }).first().click();
  await eventually(async () => title.test(await desk.page.title()), `${title} is open`);
  await desk.settled();
}

/** The rows of a variant: names, and which of them are connections. */
async function rows(desk, variant) {
  return desk.page.evaluate((variant) => {
    const headers = [...document.querySelectorAll(".scope-header")];
    const tops = headers.map((header) => header.getBoundingClientRect().top);
    const number = headers.findIndex((header) => header.querySelector(".scope-name").textContent === variant);
    return [...document.querySelectorAll(".scope-lane, .scope-crowd")]
      .map((row) => ({ row, box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.top > tops[number] && !(box.top > tops[number + 1]))
      .sort((one, other) => one.box.top - other.box.top)
      .map(({ row, box }) => ({
        name: row.textContent.trim(),
        end: row.querySelector("[data-end]")?.dataset.end ?? null,
        y: box.top + box.height / 2,
        left: box.right,
      }));
  }, variant);
}

/** What a card says at a share of a row's shown time. */
async function pointed(desk, row, share) {
  const right = await desk.page.evaluate(() => document.querySelector(".scope-pane canvas").getBoundingClientRect().right);
  await desk.page.mouse.move(row.left + (right - row.left) * share, row.y);
  const card = desk.page.getByTestId("scope-card");
  await card.waitFor();
  return card.innerText();
}

/** The lanes of a variant as they are told to who listens: name and sentences, from the top. */
async function told(desk, variant) {
  return desk.page
    .getByTestId("scope-reading")
    .locator(`[data-variant="${variant}"] [data-lane]`)
    .evaluateAll((lanes) => lanes.map((lane) => ({ name: lane.dataset.lane, text: lane.textContent })));
}

atThePage("each connection of an echo server has a row under its task", {}, async (desk) => {
  await example(desk, "echo", /echo server/i);
  await eventually(async () => (await told(desk, "three-clients")).some(({ name }) => name === "127.0.0.1:8888"), "connections");
  const lanes = await told(desk, "three-clients");
  const names = lanes.map(({ name }) => name);
  for (const client of ["Ann", "Bob", "Cem"]) {
    assert.equal(names[names.indexOf(client) + 1], "127.0.0.1:8888", names.join(", "));
  }
  const accepted = lanes.filter(({ name }) => /^127\.0\.0\.1:327/.test(name));
  assert.equal(accepted.length, 3, names.join(", "));
  assert.match(accepted[0].text, /waiting for an answer from here/);
  assert.match(lanes[names.indexOf("main") + 1].text, /listening, nobody waits/);
  const shown = await rows(desk, "three-clients");
  const below = shown[shown.findIndex(({ name }) => name === "Ann") + 1];
  assert.deepEqual([below.end, below.name], ["asks", "127.0.0.1:8888"]);
  const card = await pointed(desk, below, 0.1);
  assert.match(card, /waiting for the answer/);
  assert.match(card, /serves\s*Ann/);
});

atThePage("a bookstore's requests stand on their connections, with what was answered", {}, async (desk) => {
  await example(desk, "bookstore", /^A bookstore's API/);
  await desk.tab("async").click();
  const all = async () => (await told(desk, "async")).map(({ text }) => text).join("\n");
  await eventually(async () => /GET \/books/.test(await all()), "requests");
  const text = await all();
  assert.match(text, /waiting for GET \/books\/\d 200/);
  assert.match(text, /answering GET \/books\/\d 200/);
});

atThePage("the selector says which connection waits for what, and for whom", {}, async (desk) => {
  await example(desk, "httpx in a row", /Five downloads/);
  await desk.tab("in-a-row").click();
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  const loop = desk.page.getByTestId("loop");
  await eventually(async () => {
    await desk.page.keyboard.press("ArrowRight");
    return /httpbin\.org.*the answer to GET \/delay\/1/s.test(await loop.innerText());
  }, "the answer that is waited for");
  assert.match(await loop.getByTestId("narration").innerText(), /waits for httpbin\.org's answer to GET \/delay\/1/);
});

const CROWD = `import asyncio


async def serve(reader, writer):
    await reader.readline()
    await asyncio.sleep(1)
    writer.write(b"ok")
    writer.close()


async def ask():
    reader, writer = await asyncio.open_connection("127.0.0.1", 9000)
    writer.write(b"hello\\n")
    await reader.read()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 9000, backlog=500)
    await asyncio.gather(*(ask() for _ in range(200)))
    server.close()
    print("all were served")


asyncio.run(main())
`;

atThePage("hundreds of connections are one row, until it is unfolded", {}, async (desk) => {
  await desk.write(CROWD);
  await desk.runByKey();
  await desk.sees("all were served");
  const crowd = desk.page.getByRole("button", { name: /more connections/ });
  // Rows that are out of sight are not there: down to the last one.
  const canvas = await desk.page.locator(".scope-pane canvas").first().boundingBox();
  await desk.page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  await desk.page.mouse.wheel(0, 100_000);
  await crowd.waitFor();
  assert.match(await crowd.innerText(), /… 396 more connections/);
  assert.match(await desk.page.locator(".scope-crowd", { hasText: "connections" }).innerText(), /396 closed/);
  await crowd.click();
  await desk.page.getByRole("button", { name: "Fold 396 connections" }).waitFor();
});
