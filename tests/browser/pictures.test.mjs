// The picture of every example as it opens, light and dark: what is taken along of it is compared with what was recorded in
// pictures/, and the canvas with what its spans say of themselves. RECORD=1 records anew.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { atThePage, eventually } from "./harness.mjs";

const FOLDER = new URL("pictures/", import.meta.url);
const RECORDS = process.env.RECORD === "1";
/** So many steps are walked through each example's lanes. */
const LANES = 6;

/** Opens an example by its title, and waits until it has run. */
async function show(desk, title) {
  await desk.examples.click();
  await desk.page.locator(".choice", { has: desk.page.getByText(title, { exact: true }) }).click();
  await eventually(async () => (await desk.page.title()).startsWith(title), title);
  await desk.settled();
}

async function titles(desk) {
  await desk.examples.click();
  await desk.page.getByRole("listbox").getByRole("option").first().waitFor();
  const all = await desk.page.locator(".choice-title").allTextContents();
  await desk.page.keyboard.press("Escape");
  return all.filter((title) => title !== "Empty script");
}

/** The picture as it is taken along: its name, and its text, an element a line. */
async function picture(desk) {
  await desk.share.click();
  await desk.shareLink.waitFor();
  const [download] = await Promise.all([desk.page.waitForEvent("download"), desk.page.locator("[data-take=Svg]").click()]);
  const text = await readFile(await download.path(), "utf8");
  await desk.page.keyboard.press("Escape");
  await desk.shareLink.waitFor({ state: "hidden" });
  return { name: download.suggestedFilename().replace(/\.svg$/, ""), text: text.replaceAll("><", ">\n<").trimEnd() + "\n" };
}

/** Compares a picture with the recorded one, or records it. */
async function compare({ name, text }, theme) {
  const file = new URL(`${name}-${theme}.svg`, FOLDER);
  if (RECORDS) {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(file, text);
    return;
  }
  const recorded = await readFile(file, "utf8");
  if (text === recorded) return;
  const [now, before] = [text.split("\n"), recorded.split("\n")];
  const line = now.findIndex((each, place) => each !== before[place]);
  assert.fail(`${name}, ${theme}: line ${line + 1} is ${now[line]} and was ${before[line]} (RECORD=1 records it anew)`);
}

/** What the spans around the focused one say of themselves, with the colour that most of each is painted with. */
const painted = (desk) =>
  desk.page.evaluate(() => {
    const canvas = document.querySelector(".scope-scroll canvas");
    const place = canvas.getBoundingClientRect();
    const ratio = canvas.width / place.width;
    // A copy, which the browser need not keep where it draws fast.
    const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const names = document.querySelector(".scope-gutter").getBoundingClientRect().right;
    const spans = [];
    for (const cell of document.querySelectorAll(".scope-cell")) {
      const { left, top, right, bottom } = cell.getBoundingClientRect();
      const [from, to] = [Math.max(left, names) + 3, Math.min(right, place.right) - 3];
      // Only what is wide enough to be one thing, and under no header.
      const covered = document.elementsFromPoint((from + to) / 2, (top + bottom) / 2).some((each) => each.matches(".scope-header, .scope-break"));
      if (to - from < 6 || bottom > place.bottom || top < place.top || covered) continue;
      const [x, y] = [Math.round((from - place.left) * ratio), Math.round((top + 4 - place.top) * ratio)];
      const { data } = context.getImageData(x, y, Math.round((to - from) * ratio), Math.max(1, Math.round((bottom - top - 8) * ratio)));
      const counts = new Map();
      for (let at = 0; at < data.length; at += 4) {
        const colour = `#${[...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      const [most] = [...counts].sort((one, other) => other[1] - one[1])[0];
      spans.push({ says: cell.getAttribute("aria-label"), colour: most });
    }
    const style = getComputedStyle(canvas);
    const token = (name) => style.getPropertyValue(`--state-${name}`).trim();
    const tokens = Object.fromEntries(["running", "waiting", "ready", "blocking"].map((state) => [state, token(state)]));
    return { spans, tokens };
  });

/** The state that a span says it is in; none for what has no ground of its own. */
function state(says) {
  const words = says.slice(says.indexOf(": ") + 2);
  if (/^(running|busy)\b/.test(words)) return "running";
  if (/^waiting\b/.test(words)) return "waiting";
  if (/^ready\b/.test(words)) return "ready";
  if (/^(blocking|held)\b/.test(words)) return "blocking";
  return null;
}

atThePage("every example is drawn as it was recorded, light and dark", {}, async (desk) => {
  const checked = { light: 0, dark: 0 };
  for (const title of await titles(desk)) {
    await show(desk, title);
    const shown = async (theme) => {
      await desk.page.emulateMedia({ colorScheme: theme });
      await desk.settled();
    };
    // First as it opens: walking moves what is seen.
    for (const theme of Object.keys(checked)) {
      await shown(theme);
      await compare(await picture(desk), theme);
    }
    for (const theme of Object.keys(checked)) {
      await shown(theme);
      // Down some lanes, from span to span.
      await desk.page.locator('.scope-cell[tabindex="0"]').focus();
      for (let step = 0; step < LANES; step += 1) {
        const { spans, tokens } = await painted(desk);
        for (const { says, colour } of spans) {
          const expected = tokens[state(says)];
          if (!expected) continue;
          assert.equal(colour, expected, `${title}, ${theme}: ${says}`);
          checked[theme] += 1;
        }
        await desk.page.keyboard.press(step % 2 ? "ArrowRight" : "ArrowDown");
      }
    }
  }
  for (const [theme, count] of Object.entries(checked)) assert.ok(count > 100, `${theme}: ${count} spans have the colour of their state`);
});
