// What if: the end of a wait is dragged, the number in the script changes, the run is done anew; and back again.

import assert from "node:assert/strict";
import { atThePage, eventually, PHONE, point } from "./harness.mjs";

const edge = (desk) => desk.page.getByTestId("wait-edge");
const totals = (desk) => desk.page.getByTestId("scope-total").allInnerTexts();
const middle = async (handle) => {
  const { x, y, width, height } = await handle.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
};

/** Points at a lane's span, so that the handle at its end appears. */
async function pointAt(desk, variant, lane, share) {
  const { x, y } = await point(desk, variant, lane, share);
  await desk.page.mouse.move(x, y);
  await edge(desk).waitFor();
  return middle(edge(desk));
}

atThePage("the end of a wait is dragged: script, run and total follow, and Undo brings all back", {}, async (desk) => {
  const before = await desk.script();
  const from = await pointAt(desk, "gather", "latte", 0.2);
  const zero = await point(desk, "gather", "latte", 0);
  await desk.page.mouse.move(from.x, from.y);
  await desk.page.mouse.down();
  // About a second less of two.
  const second = (from.x - zero.x - 14) / 2;
  await desk.page.mouse.move(from.x - second / 2, from.y, { steps: 4 });
  await desk.page.mouse.move(from.x - second, from.y, { steps: 4 });
  const said = await desk.page.locator(".scope-grip-said").innerText();
  assert.match(said, /^2\.0 s → [01]\.\d+ s$/);
  assert.equal(await desk.script(), before, "nothing changes before the hand lets go");
  await desk.page.mouse.up();
  await desk.settled();
  const seconds = said.match(/→ (\d+\.\d+)/)[1];
  await desk.tab("gather").click();
  const line = (await desk.script()).split("\n").filter((line) => line.includes("asyncio.sleep"));
  assert.deepEqual(line.map((each) => Number(each.match(/sleep\((.*)\)/)[1])), [3, Number(seconds)]);
  assert.equal((await totals(desk))[1], "3.0 s", "espresso still takes three");
  await desk.notice.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => /asyncio\.sleep\(2\)/.test(await desk.script()), "the number of before");
  await desk.settled();
});

atThePage("a wait is made longer than all there is: the axis gives way", {}, async (desk) => {
  const from = await pointAt(desk, "blocking", "latte", 0.8);
  await desk.page.mouse.move(from.x, from.y);
  await desk.page.mouse.down();
  const { right } = await desk.page.locator(".scope-scroll canvas").evaluate((canvas) => {
    const { right } = canvas.getBoundingClientRect();
    return { right };
  });
  await desk.page.mouse.move(right - 2, from.y, { steps: 5 });
  await eventually(async () => {
    const said = await desk.page.locator(".scope-grip-said").innerText();
    return Number(said.match(/→ ([\d.]+) s/)?.[1]) > 4;
  }, "more than four seconds of latte");
  await desk.page.mouse.up();
  await desk.settled();
  await eventually(async () => parseFloat((await totals(desk))[2]) > 7, "a longer run");
});

atThePage("Escape while dragging leaves all as it was", {}, async (desk) => {
  const before = await desk.script();
  const from = await pointAt(desk, "sequential", "main", 0.2);
  await desk.page.mouse.move(from.x, from.y);
  await desk.page.mouse.down();
  await desk.page.mouse.move(from.x - 60, from.y, { steps: 4 });
  await desk.page.keyboard.press("Escape");
  await desk.page.mouse.up();
  await desk.settled();
  assert.equal(await desk.script(), before);
});

atThePage("with keys: from the span to its end, shorter, and Ctrl+Z", {}, async (desk) => {
  const { x, y } = await point(desk, "sequential", "main", 0.2);
  await desk.page.mouse.click(x, y);
  await edge(desk).focus();
  assert.match(await edge(desk).getAttribute("aria-valuetext"), /^3\.0 s, line 8$/);
  await desk.page.keyboard.press("Shift+ArrowLeft");
  await desk.settled();
  await eventually(async () => /asyncio\.sleep\(2\)\s*\n.*espresso/.test(await desk.script()), "two seconds of espresso");
  await eventually(async () => (await totals(desk))[0] === "4.0 s", "a shorter run");
  // Also when that run, which may come in pieces, is over.
  await desk.settled();
  await eventually(() => edge(desk).evaluate((handle) => handle === document.activeElement), "the focus stays");
  await desk.page.keyboard.press("Control+z");
  await eventually(async () => (await totals(desk))[0] === "5.0 s", "as it was");
  assert.match(await desk.script(), /asyncio\.sleep\(3\)/);
});

atThePage("what no number of the script says cannot be dragged", {}, async (desk) => {
  const { x, y } = await point(desk, "gather", "main", 0.2);
  await desk.page.mouse.move(x, y);
  await desk.page.getByTestId("scope-card").waitFor();
  assert.equal(await edge(desk).isVisible(), false, "gather waits for others");
});

atThePage("with a finger: a tap on the span, then its end is dragged", { size: PHONE, touch: true }, async (desk) => {
  const cell = await desk.page.locator(".scope-scroll canvas").boundingBox();
  const lane = await desk.page.locator(".scope-scroll .scope-lane").nth(1).boundingBox();
  await desk.page.touchscreen.tap(cell.x + 100, lane.y + 30);
  await edge(desk).waitFor();
  const { x, y } = await middle(edge(desk));
  const { width } = await edge(desk).boundingBox();
  assert.ok(width >= 40, "as wide as a finger");
  const session = await desk.page.context().newCDPSession(desk.page);
  const touch = (type, at) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at === null ? [] : [{ x: at, y }],
    });
  await touch("touchStart", x);
  for (let step = 1; step <= 6; step += 1) await touch("touchMove", x - step * 12);
  await eventually(async () => /→ [012]\./.test(await desk.page.locator(".scope-grip-said").innerText()), "the new value");
  await touch("touchEnd", null);
  await desk.settled();
  await eventually(async () => parseFloat((await totals(desk))[0]) < 5, "a shorter run");
});
