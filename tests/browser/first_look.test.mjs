// The page as it opens for the first time.

import assert from "node:assert/strict";
import { atThePage } from "./harness.mjs";

atThePage("opens with the coffee bar, already run", {}, async (desk) => {
  assert.match(await desk.page.title(), /Coffee bar/);
  assert.deepEqual(await desk.tabs.allTextContents(), ["sequential", "gather", "blocking"]);
  assert.match(await desk.script(), /async def espresso\(\):/);
  assert.deepEqual(await desk.output(), [
    { at: "3.000 s", task: "main", text: "3.0 s  espresso ready" },
    { at: "5.000 s", task: "main", text: "5.0 s  latte ready" },
    { at: "5.000 s", task: null, text: "5.0 s  all served" },
  ]);
});

atThePage("stacks the three variants on one time axis, with totals and the reason", {}, async (desk) => {
  const headers = desk.page.getByTestId("scope-header");
  assert.deepEqual(await headers.locator(".scope-name").allTextContents(), ["sequential", "gather", "blocking"]);
  assert.deepEqual(await desk.page.getByTestId("scope-total").allTextContents(), ["5.0 s", "3.0 s", "5.0 s"]);
  const sentences = await desk.page.getByTestId("scope-sentence").allTextContents();
  assert.match(sentences[1], /3\.0 s (instead of|,? ?not) 5\.0 s.*overlap/);
  assert.match(sentences[2], /held the loop/);

  const told = (lane) => desk.page.locator(`section[data-variant="blocking"] [data-lane="${lane}"]`).innerText();
  assert.match(await told("waiter"), /ready, held by espresso, 0\.5 s to 3\.0 s/);
  assert.match(await told("espresso"), /blocking the loop: time\.sleep\(3\), 0\.0 s to 3\.0 s, line 13/);
});

atThePage("shows another variant's script and output when its tab is opened", {}, async (desk) => {
  await desk.tab("blocking").click();
  assert.match(await desk.script(), /time\.sleep\(3\)/);
  await desk.sees("waiter asks");
  assert.deepEqual(
    (await desk.output()).map(({ at }) => at),
    ["3.000 s", "3.000 s", "5.000 s", "5.000 s"],
  );
});
