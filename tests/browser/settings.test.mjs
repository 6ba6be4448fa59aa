// Cores and seed: what runs depend on besides scripts and clock.

import assert from "node:assert/strict";
import { atThePage, eventually, home, PHONE, somebody } from "./harness.mjs";

const COUNTING = "import os, random\nprint(os.cpu_count(), 'cores')\nprint('drew', random.random())\n";

const button = (desk) => desk.page.getByTestId("settings");
const drawn = async (desk) => (await desk.output()).map(({ text }) => text).find((text) => text.startsWith("drew"));

/** Enters a number as a person does: over the old one, and Enter. */
async function enter(desk, field, text) {
  await desk.page.getByTestId(field).fill(text);
  await desk.page.keyboard.press("Enter");
}

atThePage("other cores run the script anew, are kept, and are in the link", {}, async (desk) => {
  await desk.write(COUNTING);
  await desk.sees("4 cores");
  assert.equal((await button(desk).innerText()).trim(), "", "what is usual is not said");
  await button(desk).click();
  await enter(desk, "cores", "2");
  await desk.sees("2 cores");
  assert.equal((await button(desk).innerText()).trim(), "2 cores");
  await desk.page.keyboard.press("Escape");
  await eventually(() => button(desk).evaluate((button) => document.activeElement === button), "the focus is back at the button");

  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  const friend = await somebody();
  const other = await friend.open(link.slice(home().length));
  await other.sees("2 cores");
  await friend.leave();
  assert.deepEqual(friend.complaints, []);

  await desk.page.goto(home());
  await desk.sees("2 cores");
  assert.equal((await button(desk).innerText()).trim(), "2 cores");
});

atThePage("another seed draws other numbers, and the same seed the same", {}, async (desk) => {
  await desk.write(COUNTING);
  await desk.sees("drew");
  const first = await drawn(desk);
  await button(desk).click();
  await enter(desk, "seed", "7");
  await eventually(async () => ![undefined, first].includes(await drawn(desk)), "another number");
  await enter(desk, "seed", "1");
  await eventually(async () => (await drawn(desk)) === first, "the first number again");
});

atThePage("what is no number of cores changes nothing, and too many are the most", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Loop" }).tap();
  await button(desk).tap();
  const cores = desk.page.getByTestId("cores");
  for (const [text, becomes] of [["", "4"], ["0", "1"], ["1e9", "64"], ["-3", "1"], ["2.6", "3"]]) {
    await enter(desk, "cores", text);
    await eventually(async () => (await cores.inputValue()) === becomes, `"${text}" becomes ${becomes}`);
  }
  await desk.settled();
});
