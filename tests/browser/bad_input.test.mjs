// Whatever is typed, the page lives on, says what happened, and keeps the text.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

/** A script that the page must get over, then an ordinary one: the next Run works. */
async function recovers(desk) {
  await desk.write("print('still here')\n");
  await desk.page.keyboard.press("Control+Enter");
  await desk.sees("still here");
  await desk.settled();
  assert.equal(await desk.printed(), "still here");
}

atThePage("a syntax error is marked at its line, in Python's words", {}, async (desk) => {
  await desk.write("import asyncio\n\n\nasync def main()\n    print('no colon')\n");
  await desk.fault.waitFor();
  assert.match(await desk.fault.innerText(), /expected ':'/);
  assert.equal(await desk.page.locator(".cm-fault-line").innerText(), "async def main()");
  await desk.sees("SyntaxError");
  await recovers(desk);
  assert.equal(await desk.fault.count(), 0, "the mark goes with the error");
});

atThePage("an uncaught exception: its traceback, and the timeline up to it", {}, async (desk) => {
  await desk.write(`import asyncio


async def pour(cups):
    await asyncio.sleep(1)
    return 1 / cups


async def main():
    print("pouring")
    await pour(0)


asyncio.run(main())
`);
  await desk.sees("ZeroDivisionError");
  const printed = await desk.printed();
  assert.match(printed, /^pouring\nTraceback \(most recent call last\):\n/);
  assert.match(printed, /File "script\.py", line 6, in pour\n *return 1 \/ cups\n *~~\^~~~~~\nZeroDivisionError: division by zero/);
  assert.equal((await desk.output()).at(-1).at, "1.000 s");
  assert.match(await desk.page.locator(".cm-fault-line").innerText(), /return 1 \/ cups/);
  await recovers(desk);
});

atThePage("while True: the page lives, Stop works, what was before is shown, the next Run works", {}, async (desk) => {
  await desk.write(`import asyncio


async def main():
    print("before")
    await asyncio.sleep(2)
    print("into the loop")
    while True:
        pass


asyncio.run(main())
`);
  await desk.page.keyboard.press("Control+Enter");
  await desk.stop.waitFor();
  // What it did so far is shown, and the page answers while the script does not.
  await desk.sees("into the loop");
  await desk.theme.click();
  await desk.tab("gather").click();
  await desk.tab("sequential").click();
  await desk.stop.click();
  await desk.settled();
  await desk.sees("into the loop");
  const lines = await desk.output();
  assert.equal(lines[0].text, "before");
  assert.match(await desk.printed(), /stopped/i);
  assert.match(await desk.script(), /while True:/);
  await recovers(desk);
});

atThePage("Escape stops, too", {}, async (desk) => {
  await desk.write("while True: pass\n");
  await desk.page.keyboard.press("Control+Enter");
  await desk.stop.waitFor();
  await desk.page.keyboard.press("Escape");
  await desk.settled();
  await recovers(desk);
});

atThePage("editing an endless script starts the new text instead", {}, async (desk) => {
  await desk.write("while True: pass\n");
  await desk.page.keyboard.press("Control+Enter");
  await desk.stop.waitFor();
  await recovers(desk);
});

atThePage("output by the megabyte", {}, async (desk) => {
  await desk.write(`for number in range(200_000):
    print(f"line {number} of a great many, each with some text to it")
`);
  await eventually(async () => /more than|too much|limit|1\d\d,999|lines/i.test(await desk.console.innerText()), "an end");
  await desk.settled();
  await desk.theme.click();
  await recovers(desk);
});

atThePage("one line of ten megabytes", {}, async (desk) => {
  await desk.write("print('x' * 10_000_000)\n");
  await desk.page.keyboard.press("Control+Enter");
  await desk.settled();
  await recovers(desk);
});

atThePage("deep recursion ends as Python says", {}, async (desk) => {
  await desk.write("def down(level):\n    return down(level + 1)\n\n\nprint('going down')\ndown(0)\n");
  await desk.sees("RecursionError");
  assert.match(await desk.printed(), /^going down/);
  await recovers(desk);
});

atThePage("deep nesting of brackets does not take the engine down", {}, async (desk) => {
  await desk.write(`print("before")\nvalue = ${"[".repeat(5000)}${"]".repeat(5000)}\n`);
  await desk.page.keyboard.press("Control+Enter");
  await desk.settled();
  await recovers(desk);
});

atThePage("a million tasks", {}, async (desk) => {
  await desk.write(`import asyncio


async def nothing():
    await asyncio.sleep(1)


async def main():
    print("many")
    await asyncio.gather(*(nothing() for _ in range(1_000_000)))
    print("all of them")


asyncio.run(main())
`);
  await desk.page.keyboard.press("Control+Enter");
  await desk.sees("many");
  await desk.settled();
  await desk.theme.click();
  await recovers(desk);
});

atThePage("memory without end", {}, async (desk) => {
  await desk.write("print('filling')\nhoard = []\nwhile True:\n    hoard.append(bytearray(50_000_000))\n");
  await desk.page.keyboard.press("Control+Enter");
  await desk.sees("filling");
  await desk.settled();
  await recovers(desk);
});

atThePage("exit codes, input and what a page does not have are told, not hung on", {}, async (desk) => {
  await desk.write("import sys\nprint('leaving')\nsys.exit('with words')\n");
  await desk.sees("with words");
  await desk.write("print(input('your name? '))\n");
  await desk.sees("EOFError");
  await desk.write("import subprocess\nsubprocess.run(['ls'])\n");
  await desk.sees("Error");
  await recovers(desk);
});

atThePage("an empty script prints nothing and says so", {}, async (desk) => {
  await desk.write("\n");
  await desk.page.keyboard.press("Control+Enter");
  await desk.settled();
  await desk.console.getByText("This script printed nothing.").waitFor();
});
