// The client: what Send types, the requests of a run, loads.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { atThePage, eventually, PHONE } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

const APP = `import asyncio

async def app(scope, receive, send):
    assert scope["type"] == "http"
    await asyncio.sleep(0.1)
    status = 404 if scope["path"] == "/no" else 200
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"hi"})
`;

const panel = (desk) => desk.page.locator("[data-panel=client]");
const field = (desk, name) => desk.page.getByTestId(`client-${name}`);
const rows = (desk) =>
  panel(desk).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector("th").textContent.trim(), row.querySelector("td").textContent.trim()].join(" ")),
  );
const typed = (desk) => desk.page.locator("[data-panel=terminal] .row.typed .text").allTextContents();

async function atTheClient(desk) {
  await desk.below.getByRole("button", { name: "Client", exact: true }).click();
  await field(desk, "address").waitFor();
}

atThePage("Send serves the script and asks it", {}, async (desk) => {
  await desk.write(APP);
  await desk.settled();
  await atTheClient(desk);
  await panel(desk).getByText("No request yet").waitFor();
  // An empty address is where the script serves.
  await field(desk, "send").click();
  await eventually(async () => (await rows(desk)).join() === "GET / 200", "asked");
  await field(desk, "method").selectOption("POST");
  await field(desk, "address").fill("http://127.0.0.1:8000/no");
  await panel(desk).getByText("Headers and body").click();
  await field(desk, "body").fill('{\n  "a": 1\n}');
  await field(desk, "send").click();
  await eventually(async () => (await rows(desk)).join() === "GET / 200,POST /no 404", "asked again");
  await panel(desk).getByText("2 requests, 1 refused or failed").waitFor();
  await desk.below.getByRole("button", { name: "Terminal", exact: true }).click();
  assert.deepEqual(await typed(desk), [
    "curl -i http://127.0.0.1:8000/",
    `curl -i http://127.0.0.1:8000/no -H 'Content-Type: application/json' -d '{ "a": 1 }'`,
  ]);
});

atThePage("a load has a row for each request, and a row moves the cursor", {}, async (desk) => {
  await desk.write(APP);
  await desk.settled();
  await atTheClient(desk);
  await panel(desk).getByText("Many of it").click();
  await field(desk, "requests").fill("30");
  await field(desk, "at-once").fill("40");
  await field(desk, "load").click();
  await panel(desk).getByText("at least as many").waitFor();
  await field(desk, "at-once").fill("3");
  await field(desk, "load").click();
  await eventually(async () => (await rows(desk)).length === 30, "thirty rows");
  await panel(desk).getByText(/^30 requests: /).waitFor();
  await panel(desk).locator("tbody tr button").first().click();
  await eventually(async () => (await panel(desk).locator("tbody tr.later").count()) > 0, "others are later");
});

atThePage("on a phone, and to who cannot see", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Console" }).tap();
  await desk.below.getByRole("button", { name: "Client", exact: true }).tap();
  await panel(desk).getByText("Headers and body").tap();
  await panel(desk).getByText("Many of it").tap();
  await desk.page.evaluate(axe);
  const { violations } = await desk.page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id }) => id), []);
  const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
});
