// A drag of the cursor over a large run: what it costs does not depend on how large that is.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

/** A hundred thousand spans: a wait of each task, and the step before it. */
const CROWD = `import asyncio


async def nap(number):
    await asyncio.sleep(number % 1000 / 1000)


async def main():
    await asyncio.gather(*(nap(number) for number in range(50_000)))


asyncio.run(main())
`;

/** How many elements came or went, and how many texts and attributes changed, in the busiest of so many steps of a drag. */
const dragged = (page, steps) =>
  page.evaluate(async (steps) => {
    const frame = () => new Promise(requestAnimationFrame);
    const axis = document.querySelector(".scope-axis");
    const { left, right, top } = axis.getBoundingClientRect();
    const counts = { elements: 0, changes: 0 };
    const most = { ...counts };
    const watch = new MutationObserver((changes) => {
      for (const { addedNodes, removedNodes } of changes) {
        const elements = [...addedNodes, ...removedNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE);
        for (const element of elements) counts.elements += 1 + element.querySelectorAll("*").length;
      }
      counts.changes += changes.length;
    });
    const at = (kind, step) => {
      const clientX = left + (right - left) * (0.3 + (0.5 * step) / steps);
      axis.dispatchEvent(new PointerEvent(kind, { clientX, clientY: top + 4, button: 0, buttons: 1, pointerId: 1, isPrimary: true, bubbles: true }));
    };
    at("pointerdown", 0);
    await frame();
    await frame();
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let step = 1; step <= steps; step += 1) {
      Object.assign(counts, { elements: 0, changes: 0 });
      at("pointermove", step);
      await frame();
      await frame();
      for (const key of Object.keys(most)) most[key] = Math.max(most[key], counts[key]);
    }
    watch.disconnect();
    at("pointerup", steps);
    return most;
  }, steps);

atThePage("a step of a drag over 100,000 spans changes texts, and hardly an element", {}, async (desk) => {
  await desk.write(CROWD);
  await desk.runByKey();
  await desk.settled();
  for (const word of ["Time", "Order"]) {
    const axis = desk.page.getByTestId("axis").getByRole("button", { name: word });
    await axis.click();
    await eventually(async () => (await axis.getAttribute("aria-pressed")) === "true", `the axis of ${word}`);
    const fit = desk.page.getByRole("button", { name: "Fit" });
    if (await fit.isEnabled()) await fit.click();
    await eventually(() => fit.isDisabled(), "the whole run");
    const most = await dragged(desk.page, 30);
    assert.ok(most.changes > 0, "the drag is seen");
    // Rows and chips stay: what comes and goes are their marks, links to lines, and the editor's marks.
    assert.ok(most.elements <= 300, `${word}: ${most.elements} elements came or went`);
    assert.ok(most.changes <= 600, `${word}: ${most.changes} changes`);
  }
});
