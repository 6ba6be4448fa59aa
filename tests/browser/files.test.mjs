// Files beside the script: added, named, imported, deleted, brought back, linked, kept, dropped.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { atThePage, eventually, home, PHONE } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

const MODELS = "class Book:\n    title = 'Emma'\n";
const MAIN = "from models import Book\n\nprint('read', Book.title)\n";

const tabs = (desk) => desk.page.getByTestId("file-tab");
const tab = (desk, path) => tabs(desk).filter({ hasText: path });
const add = (desk) => desk.page.getByRole("button", { name: "Add a file" });
const name = (desk) => desk.page.getByLabel("Path of the file");
const shows = (desk, text) => eventually(async () => (await desk.script()).trim() === text.trim(), `the editor with ${text}`);

/** A script and a module that it imports, typed in. */
async function twoFiles(desk) {
  await desk.write(MAIN);
  await add(desk).click();
  await name(desk).fill("models.py");
  await desk.page.keyboard.press("Enter");
  await tab(desk, "models.py").waitFor();
  await desk.write(MODELS);
  await desk.sees("read Emma");
}

atThePage("a file is added, and the script imports it", {}, async (desk) => {
  assert.equal(await tabs(desk).count(), 0, "a script alone has no row of files");
  await twoFiles(desk);
  assert.deepEqual(await tabs(desk).allTextContents(), ["main.py", "models.py"]);
  assert.equal(await tab(desk, "models.py").getAttribute("aria-selected"), "true");
  assert.equal(await desk.text.getAttribute("aria-label"), "File models.py");

  // The keys of tabs.
  await tab(desk, "models.py").focus();
  await desk.page.keyboard.press("ArrowLeft");
  await shows(desk, MAIN);
  assert.equal(await desk.text.getAttribute("aria-label"), "Python script sequential");
  await desk.page.keyboard.press("End");
  await shows(desk, MODELS);

  // Each has its own history.
  await desk.text.click();
  await desk.page.keyboard.press("Control+End");
  await desk.page.keyboard.type("x = 1");
  await desk.page.keyboard.press("Control+z");
  await shows(desk, MODELS);
  await desk.settled();

  // An edit of a file is an edit of what runs.
  await desk.write(MODELS.replace("Emma", "Dune"));
  await desk.sees("read Dune");
});

atThePage("a traceback leads to the file that it is about", {}, async (desk) => {
  await twoFiles(desk);
  await desk.write("def fail():\n    raise ValueError('no book')\n\n\nfail()\n");
  await desk.sees("ValueError: no book");
  await tab(desk, "main.py").click();
  await shows(desk, MAIN);
  await desk.console.locator(".line", { hasText: "models.py" }).getByRole("button", { name: "line 5" }).click();
  await eventually(async () => (await tab(desk, "models.py").getAttribute("aria-selected")) === "true", "the module is shown");
  await desk.page.locator(".cm-lit-line", { hasText: "fail()" }).waitFor();
});

atThePage("paths that cannot be are refused with a reason, and nothing is lost", {}, async (desk) => {
  await twoFiles(desk);
  for (const [path, reason] of [
    ["../models.py", /out of it/],
    ["/etc/hosts", /without “\/”/],
    ["main.py", /is the script itself/],
    ["a\\b.py", /no backslash/],
    ["folder/", /needs a name/],
  ]) {
    await tab(desk, "models.py").focus();
    await desk.page.keyboard.press("F2");
    await name(desk).fill(path);
    await desk.page.keyboard.press("Enter");
    await eventually(async () => reason.test(await desk.notice.innerText()), `${path} is refused`);
    assert.deepEqual(await tabs(desk).allTextContents(), ["main.py", "models.py"]);
  }
  await tab(desk, "models.py").dblclick();
  await name(desk).fill("shop/./models.py");
  await desk.page.keyboard.press("Enter");
  assert.deepEqual(await tabs(desk).allTextContents(), ["main.py", "shop/models.py"]);
  await shows(desk, MODELS);
  await desk.settled();

  // A name that is taken, and a new file that is not wanted after all.
  await add(desk).click();
  await name(desk).fill("shop/models.py");
  await desk.page.keyboard.press("Enter");
  await eventually(async () => /of this name already/.test(await desk.notice.innerText()), "taken");
  await desk.page.getByRole("button", { name: "Delete the file" }).click();
  await add(desk).click();
  await desk.page.keyboard.press("Escape");
  await eventually(async () => (await tabs(desk).count()) === 2, "taken back");
  await desk.settled();
});

atThePage("a deleted file comes back with its text", {}, async (desk) => {
  await twoFiles(desk);
  await tab(desk, "models.py").focus();
  await desk.page.keyboard.press("Delete");
  await desk.sees("ModuleNotFoundError");
  assert.equal(await tabs(desk).count(), 0);
  await desk.notice.getByRole("button", { name: "Undo" }).click();
  await shows(desk, MODELS);
  await desk.sees("read Emma");
});

atThePage("files are in the link, in a copy of the variant, and there after a reload", {}, async (desk, person) => {
  await twoFiles(desk);
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  assert.match(link, /#v2\./);
  await desk.page.keyboard.press("Escape");
  const other = await person.open(link.slice(home().length));
  await other.sees("read Emma");
  assert.deepEqual(await tabs(other).allTextContents(), ["main.py", "models.py"]);
  await other.page.close();

  await desk.page.getByRole("button", { name: "Add a variant" }).click();
  await tab(desk, "models.py").click();
  await desk.write(MODELS.replace("Emma", "Dune"));
  await desk.sees("read Dune");
  await desk.tab("sequential").click();
  await desk.sees("read Emma");
  await desk.page.waitForFunction(() =>
    Object.entries(localStorage).some(([key, value]) => key.startsWith("loopscope.kept.") && value.includes("Dune")),
  );
  await desk.page.reload();
  await desk.settled();
  assert.deepEqual(await tabs(desk).allTextContents(), ["main.py", "models.py"]);
  await tab(desk, "models.py").click();
  await shows(desk, MODELS);
  await desk.tab("sequential 2").click();
  await tab(desk, "models.py").click();
  await shows(desk, MODELS.replace("Emma", "Dune"));
});

/** Drops files onto a part of the page. */
const drop = (desk, onto, files) =>
  desk.page.evaluate(
    ([onto, files]) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
      const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(onto).dispatchEvent(event);
    },
    [onto, files],
  );

atThePage("files that are dropped are opened, and the work before is kept", {}, async (desk) => {
  await desk.write("print('before')\n");
  await desk.sees("before");
  await drop(desk, ".scope-pane", [["app.py", MAIN], ["models.py", MODELS], ["picture.png", "\0\0"]]);
  await desk.sees("read Emma");
  assert.deepEqual(await tabs(desk).allTextContents(), ["main.py", "models.py"]);
  await eventually(
    async () => /“app.py” is the script.*“picture.png” is left out/.test(await desk.notice.innerText()),
    "what became of them is said",
  );
  await desk.page.goBack();
  await shows(desk, "print('before')");
  await desk.settled();
  // One file beside the editor is opened, and does not make the browser leave.
  await drop(desk, ".scope-pane", [["hello.py", "print('dropped')\n"]]);
  await desk.sees("dropped");
  assert.match(await desk.page.title(), /^hello/);
});

atThePage("on a phone, and to who cannot see", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Code" }).tap();
  await add(desk).tap();
  await name(desk).fill("templates/page.html");
  await desk.page.keyboard.press("Enter");
  await tab(desk, "templates/page.html").waitFor();
  await desk.page.evaluate(axe);
  const { violations } = await desk.page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id }) => id), []);
  const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await desk.settled();
});
