// The table of tasks: sorted by any column, read without seeing it, and a way to each task's moment.

import assert from "node:assert/strict";
import { atThePage, eventually, PHONE } from "./harness.mjs";

const panel = (desk) => desk.page.locator("[data-panel=tasks]");
const names = async (desk) => (await panel(desk).locator("tbody th").allTextContents()).map((name) => name.trim());
const cells = async (desk, name) =>
  panel(desk).locator("tbody tr").filter({ has: desk.page.getByRole("rowheader", { name, exact: true }) }).locator("td").allTextContents();
const sortBy = (desk, name) => panel(desk).getByRole("columnheader", { name }).getByRole("button");

async function open(desk) {
  await desk.tab("blocking").click();
  await desk.below.getByRole("button", { name: "Tasks" }).click();
  await panel(desk).waitFor();
  await eventually(async () => (await names(desk)).length === 4, "a row for each task");
}

atThePage("it says where each task's time went, and sorts", {}, async (desk) => {
  await open(desk);
  assert.deepEqual((await cells(desk, "espresso")).map((text) => text.trim()), ["done", "0.0", "3.0", "–", "3.0", "3.0", "–", "1"]);
  await sortBy(desk, "held").click();
  assert.equal((await names(desk))[0], "espresso");
  assert.equal(await panel(desk).getByRole("columnheader", { name: "held" }).getAttribute("aria-sort"), "descending");
  await sortBy(desk, "held").click();
  assert.equal((await names(desk)).at(-1), "espresso");
  await sortBy(desk, "task").click();
  assert.deepEqual(await names(desk), (await names(desk)).toSorted());
});

atThePage("a row selects its task and moves the cursor to what the table is sorted by", {}, async (desk) => {
  await open(desk);
  const cursor = desk.page.getByTestId("scope-cursor");
  await sortBy(desk, "waited").click();
  await panel(desk).getByRole("rowheader", { name: "latte" }).getByRole("button").focus();
  await desk.page.keyboard.press("Enter");
  await eventually(async () => /^3(\.0+)? s|3\.000/.test((await cursor.getAttribute("aria-valuetext")) ?? ""), "where latte waits for longest");
  assert.equal(await panel(desk).locator("tr[aria-current=true] th").innerText(), "latte");
});

atThePage("a phone has it beside the console", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Console" }).tap();
  await desk.below.getByRole("button", { name: "Tasks" }).tap();
  await eventually(async () => (await names(desk)).includes("main"), "its rows");
});
