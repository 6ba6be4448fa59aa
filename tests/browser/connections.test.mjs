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

atThePage("each connection of an echo server has a row under its task", {}, async (desk) => {
  await example(desk, "echo", /echo/i);
  await eventually(async () => (await rows(desk, "three-clients")).some((row) => row.end), "rows of connections");
  const all = await rows(desk, "three-clients");
  const names = all.map(({ name, end }) => [end, name]);
  const below = (task) => all[all.findIndex((row) => row.name === task) + 1];
  for (const client of ["Ann", "Bob", "Cem"]) {
    assert.deepEqual([below(client).end, below(client).name], ["asks", "127.0.0.1:8888"], JSON.stringify(names));
  }
  assert.equal(all.filter((row) => row.end === "answers").length, 3, JSON.stringify(names));
  assert.equal(all.filter((row) => row.end === "listens").length, 1, JSON.stringify(names));
  assert.match(await pointed(desk, below("Ann"), 0.1), /waiting for the answer/);
});

atThePage("a bookstore's requests stand on their connections, with what was answered", {}, async (desk) => {
  await example(desk, "bookstore", /bookstore/i);
  await desk.tab("async").click();
  await eventually(async () => (await rows(desk, "async")).some((row) => row.end === "answers"), "rows of connections");
  const told = await desk.page.getByTestId("scope-reading").locator('[data-variant="async"]').innerText();
  assert.match(told, /waiting for GET \/books\/\d 200/);
  assert.match(told, /answering GET \/books\/\d 200/);
});

atThePage("the selector says which connection waits for what, and for whom", {}, async (desk) => {
  await example(desk, "downloads", /downloads/i);
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
  await crowd.scrollIntoViewIfNeeded();
  await crowd.waitFor();
  assert.match(await crowd.innerText(), /… 396 more connections/);
  assert.match(await desk.page.locator(".scope-crowd", { hasText: "connections" }).innerText(), /395 closed|396 closed/);
  await crowd.click();
  await desk.page.getByRole("button", { name: "Fold 396 connections" }).waitFor();
});
