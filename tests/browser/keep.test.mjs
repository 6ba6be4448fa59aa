// Nothing that was typed is lost.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

const MINE = "print('kept across reloads')\n";

const kept = (desk) => desk.page.getByRole("option").filter({ hasText: "Your work" });

/** What the picker offers of what was kept, newest first. */
async function shelf(desk) {
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Hello, coroutine A function/ }).waitFor();
  const offered = await kept(desk).allInnerTexts();
  await desk.page.keyboard.press("Escape");
  return offered;
}

/** Waits until a text lies on the shelf of the browser, and not only in the tab. */
const lies = (desk, text) =>
  desk.page.waitForFunction(
    (text) => Object.entries(localStorage).some(([key, value]) => key.startsWith("loopscope.kept.") && value.includes(text)),
    text,
  );

const isOpen = (desk, text) => eventually(async () => (await desk.script()).trim() === text.trim(), `the editor with ${text}`);

/** Chooses a kept work by its text. */
async function restore(desk, text) {
  await desk.examples.click();
  await kept(desk).filter({ hasText: text }).first().click();
}

atThePage("a reload brings the text back, and its run", {}, async (desk) => {
  await desk.write(MINE);
  await desk.page.reload();
  await desk.settled();
  assert.equal((await desk.script()).trim(), MINE.trim());
  await desk.sees("kept across reloads");
  assert.deepEqual(await desk.tabs.allTextContents(), ["sequential", "gather", "blocking"]);
});

atThePage("a new tab finds the newest work", {}, async (desk, person) => {
  await desk.write(MINE);
  await desk.sees("kept across reloads");
  await desk.page.close();
  const other = await person.open();
  await isOpen(other, MINE);
});

atThePage("two tabs leave two works", {}, async (desk, person) => {
  const other = await person.open();
  await desk.write("print('of the first tab')\n");
  await other.write("print('of the second tab')\n");
  await desk.sees("of the first tab");
  await other.sees("of the second tab");
  await desk.page.close();
  await other.page.close();

  const third = await person.open();
  await isOpen(third, "print('of the second tab')");
  const offered = await shelf(third);
  assert.equal(offered.length, 1, offered.join("; "));
  assert.match(offered[0], /Coffee bar[^]*just now|Coffee bar[^]*min ago/, "its title and its time");
  await restore(third, "of the first tab");
  await isOpen(third, "print('of the first tab')");
  assert.match((await shelf(third)).join(), /of the second tab/, "and the other one is offered now");
});

atThePage("both tabs' texts outlive a crash of both, and neither writes over the other's", {}, async (desk, person) => {
  await desk.write("print('before the crash')\n");
  await lies(desk, "before the crash");
  // It begins with the first one's text, and goes its own way.
  const other = await person.open();
  await isOpen(other, "print('before the crash')");
  await other.write("print('another way')\n");
  await lies(other, "another way");
  for (const { page } of [desk, other]) {
    const crashed = page.waitForEvent("crash");
    await Promise.all([crashed, page.goto("chrome://crash").catch(() => {})]);
    await page.close();
  }
  const third = await person.open();
  await isOpen(third, "print('another way')");
  assert.match((await shelf(third)).join(), /before the crash/);
});

atThePage("typing on for long is kept on the way", {}, async (desk) => {
  await desk.text.click();
  await desk.page.keyboard.press("Control+End");
  // Without a pause as long as the one that keeping needs, where the machine keeps up; counted, for where it does not.
  for (let key = 0; key < 100; key += 1) await desk.page.keyboard.press("x", { delay: 20 });
  const crashed = desk.page.waitForEvent("crash");
  await Promise.all([crashed, desk.page.goto("chrome://crash").catch(() => {})]);
  const stored = (await desk.page.context().storageState()).origins.flatMap((origin) => origin.localStorage);
  assert.ok(stored.some(({ value }) => value.includes("xxxxxxxxxx")), "what was typed until the crash");
});

atThePage("a tab that goes on after a reload leaves one work, not one for each reload", {}, async (desk, person) => {
  for (const word of ["one", "two", "three"]) {
    await desk.write(`print('${word}')\n`);
    await lies(desk, `'${word}'`);
    await desk.page.reload();
    await desk.settled();
  }
  const other = await person.open();
  assert.deepEqual(await shelf(other), [], "all of it is on the desk");
});

atThePage("opening an example keeps the work, and the picker offers it back", {}, async (desk) => {
  await desk.write(MINE);
  await desk.sees("kept across reloads");
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Hello, coroutine A function/ }).click();
  await desk.sees("good to see you.");
  await desk.notice.getByRole("button", { name: "Restore" }).click();
  await isOpen(desk, MINE);
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Hello, coroutine A function/ }).click();
  await desk.sees("good to see you.");
  await restore(desk, "kept across reloads");
  await isOpen(desk, MINE);
});

atThePage("no work is dropped because others came", {}, async (desk) => {
  const words = ["ant", "bee", "cow", "dog", "elk", "fox", "gnu", "hen"];
  for (const word of words) {
    await desk.write(`print('the ${word}')\n`);
    await lies(desk, `the ${word}`);
    await desk.examples.click();
    await desk.page.getByRole("option", { name: /Hello, coroutine A function/ }).click();
    await isOpen(desk, await desk.script());
    await desk.sees("good to see you.");
  }
  await desk.examples.click();
  await desk.page.getByText(/more: type to find them/).waitFor();
  await desk.page.keyboard.type("the ant");
  await desk.page.getByRole("option").filter({ hasText: "the ant" }).click();
  await isOpen(desk, "print('the ant')");
});

atThePage("a deleted variant is on the shelf when the offer to undo it is gone", {}, async (desk) => {
  await desk.write("print('in a variant')\n");
  await lies(desk, "in a variant");
  await desk.page.getByRole("button", { name: "Delete the variant" }).click();
  await desk.notice.getByRole("button", { name: "Dismiss" }).click();
  await restore(desk, "in a variant");
  await isOpen(desk, "print('in a variant')");
});

atThePage("kept work can be deleted, and brought back", {}, async (desk) => {
  await desk.write(MINE);
  await lies(desk, "kept across reloads");
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Hello, coroutine A function/ }).click();
  await desk.sees("good to see you.");
  await desk.examples.click();
  await kept(desk).first().hover();
  await kept(desk).first().locator(".choice-bin").click();
  await eventually(async () => (await kept(desk).count()) === 0, "it is gone");
  await desk.page.keyboard.press("Escape");
  await desk.notice.getByRole("button", { name: "Undo" }).click();
  assert.equal((await shelf(desk)).length, 1);
});

/** Whether the browser asks before the tab closes. */
async function asksBeforeClosing(desk) {
  const { page } = desk;
  const asked = page.waitForEvent("dialog", { timeout: 20_000 }).catch(() => null);
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  await dialog?.dismiss();
  return dialog?.type() === "beforeunload";
}

atThePage("a browser that keeps nothing: said once, a reload keeps the text, closing asks", {}, async (desk, person) => {
  await person.context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  });
  await desk.page.reload();
  await desk.settled();
  await desk.write(MINE);
  await desk.notice.getByText(/lets the page keep nothing/).waitFor();
  await desk.page.getByText("edited, not kept").waitFor();
  await desk.page.reload();
  await desk.settled();
  await isOpen(desk, MINE);
  // An example takes its place, and the shelf of this page has it.
  await desk.examples.click();
  await desk.page.getByRole("option", { name: /Hello, coroutine A function/ }).click();
  await desk.sees("good to see you.");
  await restore(desk, "kept across reloads");
  await isOpen(desk, MINE);
  await desk.text.click();
  await desk.page.keyboard.type("# ");
  assert.ok(await asksBeforeClosing(desk));
});

atThePage("a full store: said, closing asks, and room that is made is used", {}, async (desk) => {
  await desk.page.evaluate(() => {
    const fill = (size) => {
      for (let n = 0; ; n += 1) {
        try {
          localStorage.setItem(`other ${size} ${n}`, "x".repeat(size));
        } catch {
          return;
        }
      }
    };
    for (const size of [1_000_000, 10_000, 100, 1]) fill(size);
  });
  // More than what the page's own entries could give back.
  const long = `print('too much')\n${"# a line of words\n".repeat(2000)}`;
  await desk.write(long);
  await desk.notice.getByText(/store is full/).waitFor();
  await desk.page.reload();
  await desk.settled();
  assert.match(await desk.script(), /too much/, "a reload keeps it");
  await desk.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("other")).forEach((key) => localStorage.removeItem(key)));
  await desk.text.click();
  await desk.page.keyboard.type("# ");
  await lies(desk, "too much");
  assert.equal(await asksBeforeClosing(desk), false);
});

atThePage("a full store asks before the tab is closed", {}, async (desk) => {
  await desk.page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await desk.write(MINE);
  await desk.page.getByText("edited, not kept").waitFor();
  assert.ok(await asksBeforeClosing(desk));
});

atThePage("what an earlier page kept beside the work is offered, too", {}, async (desk, person) => {
  await desk.page.evaluate(() => {
    const work = (title) => ({ version: 1, title, variants: [["a", `print('${title}')`]], active: 0, seed: 1, edited: true });
    localStorage.setItem("loopscope.earlier", JSON.stringify([work("Older"), work("Oldest")]));
  });
  const other = await person.open();
  const offered = await shelf(other);
  assert.deepEqual(offered.map((each) => each.split("\n")[0].trim()), ["Older", "Oldest"]);
});

atThePage("theme and auto-run are remembered", {}, async (desk) => {
  const theme = () => desk.page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "light");
  await desk.theme.click();
  await desk.autoRun.click();
  await desk.page.reload();
  await desk.settled();
  assert.equal(await theme(), "dark");
  assert.equal(await desk.autoRun.getAttribute("aria-checked"), "false");
});
