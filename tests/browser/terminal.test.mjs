// Terminals: typed at, replayed by a link, changed, cleared, interrupted; and Serve.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { atThePage, eventually, home, PHONE } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

const APP = `async def app(scope, receive, send):
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"hello from " + scope["path"].encode()})
`;

const panel = (desk) => desk.page.locator("[data-panel=terminal]");
const input = (desk) => desk.page.getByTestId("terminal-input");
const terminal = (desk, number) => desk.page.getByRole("tab", { name: `Terminal ${number}` });
/** The rows of the terminal that is shown: prompts and all. */
const rows = (desk) =>
  panel(desk).locator(".row").evaluateAll((rows) =>
    rows.map((row) => (row.querySelector(".prompt")?.textContent ?? "") + row.querySelector(".text")?.textContent),
  );
const sees = (desk, text) => panel(desk).locator(".row", { hasText: text }).first().waitFor();

async function atTheTerminal(desk) {
  await desk.below.getByRole("button", { name: "Terminal", exact: true }).click();
  await input(desk).waitFor();
}

async function type(desk, line) {
  await input(desk).click();
  await desk.page.keyboard.insertText(line);
  await desk.page.keyboard.press("Enter");
}

atThePage("commands are typed as lessons print them", {}, async (desk) => {
  await desk.write("import sys\nprint('ran', sys.argv[1:])\n");
  await desk.sees("ran []");
  await atTheTerminal(desk);
  await panel(desk).getByText("A terminal runs commands as a lesson prints them").waitFor();
  await panel(desk).getByRole("button", { name: "ls", exact: true }).click();
  await sees(desk, "main.py");
  await type(desk, "$ python main.py --loud 'two words'");
  await sees(desk, "ran ['--loud', 'two words']");
  await type(desk, "cat nothing");
  await sees(desk, "exit code 1");
  assert.deepEqual(await rows(desk), [
    "$ ls",
    "main.py",
    "$ python main.py --loud 'two words'",
    "ran ['--loud', 'two words']",
    "$ cat nothing",
    "cat: nothing: No such file or directory",
    "exit code 1",
  ]);
  await desk.settled();

  // What was typed before comes back by the arrows.
  await input(desk).click();
  await desk.page.keyboard.type("half");
  await desk.page.keyboard.press("ArrowUp");
  assert.equal(await input(desk).inputValue(), "cat nothing");
  await desk.page.keyboard.press("ArrowUp");
  assert.match(await input(desk).inputValue(), /^python main.py/);
  await desk.page.keyboard.press("ArrowDown");
  await desk.page.keyboard.press("ArrowDown");
  assert.equal(await input(desk).inputValue(), "half");
  // Ctrl-C leaves the line.
  await desk.page.keyboard.press("Control+c");
  assert.equal(await input(desk).inputValue(), "");
});

atThePage("several lines that are pasted are several typed lines", {}, async (desk) => {
  await atTheTerminal(desk);
  await desk.page.evaluate(() => navigator.clipboard.writeText("$ echo one\n\n> echo two \\\n    three\n"));
  await input(desk).click();
  await desk.page.keyboard.press("Control+v");
  await sees(desk, "two three");
  await eventually(
    async () => (await rows(desk)).join("|") === "$ echo one|one|$ echo two three|two three",
    "both, without prompts",
  );
});

atThePage("a typed line is changed, removed, brought back; a terminal is cleared", {}, async (desk) => {
  await atTheTerminal(desk);
  await type(desk, "echo one");
  await type(desk, "echo two");
  await sees(desk, /^two$/);
  const line = (text) => panel(desk).locator(".row.typed", { hasText: text });
  await line("echo one").getByText("echo one").dblclick();
  await panel(desk).getByLabel("The typed line").fill("echo 1");
  await desk.page.keyboard.press("Enter");
  await eventually(async () => (await rows(desk)).join("|") === "$ echo 1|1|$ echo two|two", "changed");
  await line("echo 1").hover();
  await panel(desk).getByRole("button", { name: "Remove “echo 1”" }).click();
  await eventually(async () => (await rows(desk)).join("|") === "$ echo two|two", "removed");
  await desk.notice.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => (await rows(desk)).join("|") === "$ echo 1|1|$ echo two|two", "brought back to its place");
  await type(desk, "clear");
  await eventually(async () => (await rows(desk)).length === 0, "cleared");
  await desk.notice.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => (await rows(desk)).length === 4, "brought back");
  await desk.settled();
});

atThePage("Serve serves an application and asks it; a link replays both terminals", {}, async (desk, person) => {
  await desk.write(APP);
  await desk.settled();
  await desk.page.locator(".tabs-bar").getByTestId("serve").click();
  await sees(desk, "hello from /");
  assert.equal(await terminal(desk, 2).getAttribute("aria-selected"), "true");
  const answer = await rows(desk);
  assert.equal(answer[0], "$ curl -i http://127.0.0.1:8000/");
  assert.equal(answer[1], "HTTP/1.1 200 OK");
  await terminal(desk, 1).click();
  await sees(desk, "Uvicorn running on http://127.0.0.1:8000");
  await sees(desk, '"GET / HTTP/1.1" 200 OK');
  assert.equal(await desk.page.getByTestId("serve").count(), 0, "it is served");

  // Another request at the second, and ^C at the first.
  await terminal(desk, 1).focus();
  await desk.page.keyboard.press("ArrowRight");
  await type(desk, "curl -s http://127.0.0.1:8000/again");
  await sees(desk, "hello from /again");
  await terminal(desk, 1).click();
  await input(desk).click();
  await desk.page.keyboard.press("Control+c");
  await sees(desk, "Finished server process");
  await desk.settled();

  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  await desk.page.keyboard.press("Escape");
  const before = await rows(desk);
  const other = await person.open(link.slice(home().length));
  await sees(other, "Finished server process");
  assert.deepEqual(await rows(other), before, "the terminal is shown, and the same");
  await terminal(other, 2).click();
  await sees(other, "hello from /again");
});

atThePage("a press on a line puts the cursor at its moment", {}, async (desk) => {
  await atTheTerminal(desk);
  await type(desk, "echo early; sleep 2; echo late");
  await sees(desk, /^late$/);
  await desk.settled();
  await panel(desk).locator(".row.out", { hasText: "early" }).click();
  const late = panel(desk).locator(".row.out", { hasText: "late" });
  await eventually(() => late.evaluate((row) => row.classList.contains("later")), "what is later is quieter");
  assert.ok(!(await panel(desk).locator(".row.out", { hasText: "early" }).evaluate((row) => row.classList.contains("later"))));
  await panel(desk).getByTitle("Show the end again").click();
  await eventually(async () => !(await late.evaluate((row) => row.classList.contains("later"))), "at the end again");
});

atThePage("on a phone, and to who cannot see", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Console" }).tap();
  await desk.below.getByRole("button", { name: "Terminal", exact: true }).tap();
  await panel(desk).getByRole("button", { name: "python main.py" }).tap();
  await panel(desk).locator(".row.typed").waitFor();
  await desk.settled();
  await desk.page.evaluate(axe);
  const { violations } = await desk.page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id }) => id), []);
  const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
});
