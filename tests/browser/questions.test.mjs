// Ten questions of a run, and that the page answers them: docs/questions.md.

import assert from "node:assert/strict";
import { atThePage, eventually, point } from "./harness.mjs";

/** Somebody who looks at one playground, and asks. */
class Reader {
  constructor(desk) {
    this.desk = desk;
    this.page = desk.page;
  }

  async opens(title) {
    if ((await this.page.title()).startsWith(title)) return;
    await this.desk.examples.click();
    await this.page.locator(".choice", { has: this.page.getByText(title, { exact: true }) }).click();
    await eventually(async () => (await this.page.title()).startsWith(title), title);
    await this.desk.settled();
  }

  /** Nothing selected, pointed at or drawn besides, as after opening. */
  async press(key) {
    await this.page.evaluate(() => document.activeElement?.blur());
    await this.page.keyboard.press(key);
  }

  /** What the header of a variant says. */
  async header(variant) {
    const header = this.page.getByTestId("scope-header").filter({ has: this.page.getByRole("button", { name: variant, exact: true }) });
    return (await header.innerText()).replace(/\s+/g, " ");
  }

  /** The same with the critical path drawn. */
  async path(variant) {
    await this.press("p");
    const said = await this.header(variant);
    await this.press("p");
    return said;
  }

  /** Where a moment of a lane is on the screen: half a label's room is left at the left, an end's at the right. */
  async place(variant, lane, seconds) {
    const { x: left, y } = await point(this.desk, variant, lane, 0);
    const { x: right } = await point(this.desk, variant, lane, 1);
    const all = Number(await this.page.getByTestId("scope-cursor").getAttribute("aria-valuemax"));
    return { x: left + 14 + (seconds / all) * (right - left - 40), y };
  }

  /** The card of a lane's span at a moment. */
  async card(variant, lane, seconds) {
    const { x, y } = await this.place(variant, lane, seconds);
    await this.page.mouse.move(0, 0);
    await this.page.mouse.move(x, y);
    const card = this.page.getByTestId("scope-card");
    await card.waitFor();
    return (await card.innerText()).replace(/\s+/g, " ");
  }

  /** The inspector of a lane's task, at the moment of a click on the lane. */
  async inspector(variant, lane, seconds) {
    const { x, y } = await this.place(variant, lane, seconds);
    await this.page.mouse.click(x, y);
    const inspector = this.page.getByTestId("inspector");
    await inspector.waitFor();
    return (await inspector.innerText()).replace(/\s+/g, " ");
  }

  /** The sentence of the moment at which a playground opens. */
  async now(variant) {
    await this.desk.tab(variant).click();
    return this.page.getByTestId("narration").innerText();
  }

  /** All lanes of a variant in words. */
  async words(variant) {
    return (await this.page.locator(`[data-variant="${variant}"]`).innerText()).replace(/\s+/g, " ");
  }

  async findings(variant) {
    await this.desk.tab(variant).click();
    const tab = (name) => this.desk.below.getByRole("button", { name });
    await tab(/^Findings/).click();
    await this.page.locator(".finding").first().waitFor();
    const said = (await this.desk.below.innerText()).replace(/\s+/g, " ");
    await tab(/^Console/).click();
    return said;
  }

  /** The steps by order, in words. */
  async steps(variant) {
    await this.desk.tab(variant).click();
    const order = this.page.getByTestId("axis").getByRole("button", { name: "Order" });
    if ((await order.getAttribute("aria-pressed")) === "false") await order.click();
    let steps = [];
    await eventually(async () => (steps = await this.page.getByTestId("scope-steps").locator("li").allTextContents()).length > 0, "steps");
    return steps.join("\n");
  }

  /** What the marks beside the lines say, of those at which the loop was given back. */
  async switches(variant) {
    await this.desk.tab(variant).click();
    const button = this.page.getByRole("button", { name: "Switch points" });
    if ((await button.getAttribute("aria-pressed")) === "false") await button.click();
    const marks = this.page.locator(".cm-switch.given");
    await marks.first().waitFor();
    return (await marks.evaluateAll((all) => all.map((mark) => mark.title))).join("\n");
  }

  /** Takes the first of these words away in the open script, and runs. */
  async without(variant, before, after) {
    await this.desk.tab(variant).click();
    const script = await this.desk.script();
    assert.ok(script.includes(before), before);
    await this.desk.write(script.replace(before, after));
    await this.desk.runByKey();
  }
}

/** Each question: how it is asked, and what the answer has. */
const QUESTIONS = {
  "Coffee bar": {
    "why 3 s and not 5?": [(reader) => reader.header("gather"), /3\.0 s instead of 5\.0 s: the waits of espresso and latte overlap from 0\.0 to 2\.0/],
    "who held the loop?": [(reader) => reader.header("blocking"), /time\.sleep\(3\) on line 13 held the loop, and latte, ready at 0\.0 s, ran at 3\.0 s/],
    "why did latte start before espresso ended?": [(reader) => reader.inspector("gather", "latte", 0.5), /created by main at 0\.0 s/],
    "what is main waiting for now?": [(reader) => reader.inspector("gather", "main", 1), /gather of 2.*espresso waits for sleep.*latte waits for sleep/],
    "where can another task come in?": [(reader) => reader.switches("gather"), /Gave the loop back once in this run; next came latte/],
    "what bounds the total?": [(reader) => reader.path("gather"), /bounded by espresso: sleep for 3\.0 s, line 8/],
    "what one change makes it faster?": [(reader) => reader.findings("blocking"), /Use await asyncio\.sleep\(3\)/],
    "what would happen without await?": [
      async (reader) => {
        await reader.without("sequential", "await espresso()", "espresso()");
        return `${await reader.header("sequential")} ${await reader.findings("sequential")}`;
      },
      /espresso never ran.*awaited/i,
    ],
  },
  "Cancel and clean up": {
    "why 3 s and not 6.5?": [(reader) => reader.header("finally"), /3\.0 s instead of 6\.5 s: record was cancelled at 3\.0 s/],
    "what is main waiting for now?": [(reader) => reader.inspector("finally", "main", 2.8), /task record.*record waits for sleep/],
    "when was the cancel delivered?": [(reader) => reader.card("finally", "record", 2.25), /2\.0 s – 2\.5 s.*ended cancelled by main/],
    "where can another task come in?": [(reader) => reader.switches("finally"), /next came (main|record)/],
    "what bounds the total?": [(reader) => reader.path("finally"), /bounded by main: sleep for 2\.5 s, line 19; then record: sleep for 0\.5 s, line 13/],
  },
  "Two pay in at once": {
    "why 1 s and not 2?": [(reader) => reader.header("race"), /1\.0 s instead of 2\.0 s: the waits of pay_in and pay_in 2 overlap/],
    "why did the second start before the first ended?": [(reader) => reader.inspector("race", "pay_in 2", 0.5), /created by main at 0\.0 s/],
    "what is the second waiting for now?": [(reader) => reader.inspector("lock", "pay_in 2", 0.5), /Lock\.acquire.*pay_in has it since 0\.0 s/],
    "where can another task come in?": [(reader) => reader.switches("race"), /next came pay_in 2/],
    "what bounds the total?": [(reader) => reader.path("lock"), /bounded by pay_in: sleep for 1\.0 s, line 13; then pay_in 2: sleep for 1\.0 s/],
    "what has to change?": [(reader) => reader.findings("race"), /Hold an asyncio\.Lock/],
  },
  "Taking turns": {
    "why does it take no time?": [(reader) => reader.header("sleep-zero"), /code itself takes no time/],
    "why did blue start before red ended?": [(reader) => reader.steps("sleep-zero"), /red runs.*\n.*blue runs.*(\n.*)*red runs/],
    "and without await?": [(reader) => reader.steps("never-yields"), /red runs.*\n.*blue runs(?!(.*\n)*.*red runs)/],
    "where can another task come in?": [(reader) => reader.switches("sleep-zero"), /Gave the loop back 6 times in this run; next came/],
  },
  "Polite downloads": {
    "why 3 s and not 6?": [(reader) => reader.header("all-at-once"), /3\.0 s instead of 6\.0 s: the waits of 5 tasks overlap/],
    "what is film waiting for now?": [(reader) => reader.inspector("two-at-a-time", "film", 0.5), /Semaphore\.acquire/],
    "what bounds the total?": [(reader) => reader.path("two-at-a-time"), /bounded by map: sleep for 2\.0 s.*the Semaphore has 2 places/],
    "what one change makes it faster?": [(reader) => reader.header("two-at-a-time"), /with one more, the 5 turns at it would end at 4\.5 s instead of 6\.0 s/],
    "where can another task come in?": [(reader) => reader.switches("two-at-a-time"), /next came/],
  },
  "The heartbeat": {
    "why 4.74 s and not 5.7?": [(reader) => reader.header("in-pieces"), /4\.74 s instead of 5\.7 s: its waits go on while code holds the loop/],
    "who held the loop?": [(reader) => reader.header("blocking"), /time\.sleep\(0\.4\) on line 16 held the loop, and pulse, ready at 1\.0 s, ran at 2\.7 s/],
    "what is pulse waiting for now?": [(reader) => reader.inspector("blocking", "pulse", 0.25), /waits since 0\.0 s for sleep/],
    "why was pulse not earlier?": [(reader) => reader.card("blocking", "pulse", 2), /held by resize/],
    "what bounds the total?": [(reader) => reader.path("blocking"), /bounded by 6 × sleep on line 9/],
    "what one change makes it faster?": [(reader) => reader.findings("blocking"), /Use await asyncio\.sleep\(0\.4\)/],
  },
};

for (const [title, questions] of Object.entries(QUESTIONS)) {
  atThePage(`${title}: the page answers`, { complains: /never awaited/ }, async (desk) => {
    const reader = new Reader(desk);
    await reader.opens(title);
    for (const [question, [ask, answer]] of Object.entries(questions)) {
      assert.match(await ask(reader), answer, question);
    }
  });
}

const THREADS = `import asyncio


def count():
    total = 0
    for number in range(5_000_000):
        total += number
    return total


async def main():
    await asyncio.gather(asyncio.to_thread(count), asyncio.to_thread(count))


asyncio.run(main())
`;

atThePage("why is computing no faster in threads? One computes, the other waits for the interpreter's lock", {}, async (desk) => {
  await desk.write(THREADS);
  await desk.runByKey();
  await eventually(async () => /^0\.2\d* s|^2\d\d ms/.test(await desk.page.getByTestId("scope-total").first().innerText()), "what both took");
  const cursor = desk.page.getByTestId("scope-cursor");
  await cursor.focus();
  await desk.page.keyboard.press("Home");
  await desk.page.keyboard.press("ArrowRight");
  const loop = desk.page.getByTestId("loop");
  await eventually(async () => /computes, on a core/.test(await loop.innerText()), "who computes");
  await eventually(async () => /waits for the GIL/.test(await loop.innerText()), "who waits for the lock");
});
