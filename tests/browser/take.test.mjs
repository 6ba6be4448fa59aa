// What can be taken along: pictures, traces, text.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { atThePage, eventually, PHONE } from "./harness.mjs";

const word = (desk) => desk.page.locator(".take-word");
const button = (desk, take) => desk.page.locator(`[data-take=${take}]`);

/** Saves something, and reads what was saved. */
async function saved(desk, take) {
  const [download] = await Promise.all([desk.page.waitForEvent("download"), button(desk, take).click()]);
  await word(desk).getByText("Saved.").waitFor();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function open(desk) {
  await desk.share.click();
  await desk.shareLink.waitFor();
}

/** The texts of a picture, and its size, as a browser reads it. */
const look = (desk, svg) =>
  desk.page.evaluate((svg) => {
    const picture = new DOMParser().parseFromString(svg, "image/svg+xml");
    if (picture.querySelector("parsererror")) throw new Error(picture.documentElement.textContent);
    return {
      texts: [...picture.querySelectorAll("text")].map((text) => text.textContent),
      ground: picture.querySelector("svg > rect").getAttribute("fill"),
      width: Number(picture.documentElement.getAttribute("width")),
      height: Number(picture.documentElement.getAttribute("height")),
    };
  }, svg);

atThePage("the timeline is saved as SVG: title, variants, totals, reasons", {}, async (desk) => {
  await open(desk);
  const { name, bytes } = await saved(desk, "Svg");
  assert.equal(name, "coffee-bar.svg");
  const { texts, ground } = await look(desk, bytes.toString());
  for (const text of ["Coffee bar", "sequential", "gather", "blocking", "latte", "sleep · 2.0 s", "ready, held"]) {
    assert.ok(texts.includes(text), `${text} in ${texts.join(" | ")}`);
  }
  assert.ok(texts.some((text) => text.startsWith("3.0 s instead of 5.0 s")), texts.join(" | "));
  assert.equal(ground, "#fcfdfd");
});

atThePage("the picture is of what is seen: zoomed, in the page's theme", { dark: true }, async (desk) => {
  await desk.scope.locator(".scope").focus().catch(() => {});
  await desk.page.getByRole("button", { name: "Zoom in" }).click();
  await desk.page.getByRole("button", { name: "Zoom in" }).click();
  await open(desk);
  const { texts, ground } = await look(desk, (await saved(desk, "Svg")).bytes.toString());
  assert.equal(ground, "#14181b");
  assert.ok(!texts.includes("0.0") || !texts.includes("5.0"), `a part of the time: ${texts.join(" | ")}`);
});

atThePage("the same as PNG, twice as sharp, and onto the clipboard", {}, async (desk) => {
  await open(desk);
  const { width, height } = await look(desk, (await saved(desk, "Svg")).bytes.toString());
  const { name, bytes } = await saved(desk, "Png");
  assert.equal(name, "coffee-bar.png");
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [2 * width, 2 * height]);
  await button(desk, "CopyPng").click();
  await word(desk).getByText("Picture copied.").waitFor();
  const types = await desk.page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  assert.deepEqual(types, ["image/png"]);
});

atThePage("the open variant's trace as JSON, all runs for Perfetto", {}, async (desk) => {
  await desk.tab("blocking").click();
  await open(desk);
  const { bytes } = await saved(desk, "Json");
  const trace = JSON.parse(bytes.toString());
  assert.equal(trace.version, 2);
  assert.ok(trace.events.some(({ kind }) => kind === "blocked"), "the open one's");
  assert.ok(trace.findings.length > 0);
  const { name, bytes: perfetto } = await saved(desk, "Perfetto");
  assert.equal(name, "coffee-bar.pftrace");
  for (const text of ["sequential", "gather", "blocking", "creates latte", "time.sleep(3)"]) {
    assert.ok(perfetto.includes(text), text);
  }
});

atThePage("the comparison as Markdown", { size: PHONE, touch: true }, async (desk) => {
  await desk.share.tap();
  await button(desk, "CopyMarkdown").tap();
  await word(desk).getByText("Markdown copied.").waitFor();
  const text = await desk.page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^\*\*\[Coffee bar\]\(http.*#v1\..*\)\*\*/);
  assert.match(text, /- \*gather\*: 3\.0 s instead of 5\.0 s: /);
  assert.match(text, /\| gather \| 3\.0 s \|/);
});

