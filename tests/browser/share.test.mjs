// Links: what they reopen, and what a bad one does not do.

import assert from "node:assert/strict";
import { atThePage, eventually, home, somebody } from "./harness.mjs";

const MINE = "print('mine, é and 🐍')\n";

atThePage("a link reopens the same variants for somebody else", {}, async (desk) => {
  await desk.tab("gather").click();
  await desk.write(MINE);
  await desk.sees("mine, é and 🐍");
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  assert.equal(await desk.page.evaluate(() => navigator.clipboard.readText()), link);
  assert.equal(desk.page.url(), link, "the address is the link");
  assert.ok(link.startsWith(`${home()}#v1.`) && link.length < 900, link);

  const friend = await somebody();
  const other = await friend.open(link.slice(home().length));
  await eventually(async () => (await other.tabs.count()) === 3, "three variants");
  assert.deepEqual(await other.tabs.allTextContents(), ["sequential", "gather", "blocking"]);
  assert.equal(await other.tab("gather").getAttribute("aria-selected"), "true", "the same variant is open");
  await other.sees("mine, é and 🐍");
  assert.equal((await other.script()).trim(), MINE.trim());
  await other.tab("blocking").click();
  await other.sees("waiter asks");
  await friend.leave();
  assert.deepEqual(friend.complaints, []);
});

atThePage("opening somebody's link keeps one's own work", {}, async (desk, person) => {
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  await desk.page.keyboard.press("Escape");
  await desk.write(MINE);
  await desk.sees("mine, é and 🐍");
  await desk.page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await desk.notice.waitFor();
  assert.match(await desk.notice.innerText(), /is kept/);
  assert.match(await desk.script(), /async def espresso/);
  await desk.notice.getByRole("button", { name: "Restore" }).click();
  await eventually(async () => (await desk.script()).trim() === MINE.trim(), "the work is back");
  assert.deepEqual(person.complaints, []);
});

const GOOD = "v1.AAAA";
for (const [name, fragment, words] of [
  ["a damaged link", `${GOOD}BBBBCCCC`, /damaged/],
  ["a foreign fragment", "installation", /no playground/],
  ["a link of a newer version", "v99.abcdef", /newer/],
  ["an oversized link", `v1.${"A".repeat(1_600_000)}`, /at most 1 MiB/],
]) {
  atThePage(`${name} is told, and one's own work is untouched`, {}, async (desk) => {
    await desk.write(MINE);
    await desk.sees("mine, é and 🐍");
    await desk.page.evaluate((hash) => (location.hash = hash), fragment);
    await desk.notice.waitFor();
    assert.match(await desk.notice.innerText(), words);
    assert.equal((await desk.script()).trim(), MINE.trim());

    // The same at the start: the work of this tab is there, beside the message.
    await desk.page.reload();
    await desk.settled();
    await desk.notice.waitFor();
    assert.match(await desk.notice.innerText(), words);
    assert.equal((await desk.script()).trim(), MINE.trim());
  });
}

atThePage("a damaged link as the first thing opened still gives a working page", { address: "#v1.eJwrSS0uAQAEXQHB" }, async (desk) => {
  await desk.notice.waitFor();
  assert.match(await desk.notice.innerText(), /damaged/);
  assert.deepEqual(await desk.tabs.allTextContents(), ["sequential", "gather", "blocking"]);
  await desk.sees("all served");
});

atThePage("Ctrl-S shares", {}, async (desk) => {
  await desk.text.click();
  await desk.page.keyboard.press("Control+s");
  await desk.page.getByText("Link copied.").waitFor();
});
