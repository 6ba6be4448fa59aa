// Threads of a script: upon stacks of their own, which the worker switches.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { atThePage } from "./harness.mjs";

const ANYWHERE = readFileSync(new URL("../corpus/blocking_anywhere.py", import.meta.url), "utf8");
const PRINTS = readFileSync(new URL("../corpus/blocking_anywhere.out", import.meta.url), "utf8").trim().split("\n");

const THOUSAND = `import threading, time

def work(n):
    time.sleep(n % 7)
    ends.append(n)

ends = []
threads = [threading.Thread(target=work, args=(n,)) for n in range(1000)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(ends), "threads,", ends[:3], ends[-1], time.monotonic(), "s")
`;

const DEEP = `import threading

def deep(n):
    return 0 if n == 0 else 1 + max([n - 1], key=lambda k: 0) * 0 + sorted([n], key=lambda k: deep(k - 1))[0] * 0 + 1

def endless(n):
    return sorted([n], key=lambda k: endless(k + 1))

def run():
    print("deep", deep(5))
    try:
        endless(0)
    except RecursionError:
        print("recursion ended")

thread = threading.Thread(target=run)
thread.start()
thread.join()
print("over")
`;

atThePage("a thread may wait wherever Python calls something", {}, async (desk) => {
  await desk.write(ANYWHERE);
  await desk.sees(PRINTS.at(-1));
  const said = (await desk.output()).map(({ text }) => text);
  assert.deepEqual(said.filter((text) => /\d\.\d$/.test(text)), PRINTS);
});

atThePage("a thousand threads sleep at once", {}, async (desk) => {
  await desk.write(THOUSAND);
  await desk.sees("1000 threads, [0, 7, 14] 993 6.0 s");
});

atThePage("recursion in a thread ends as it does elsewhere, and the run goes on", {}, async (desk) => {
  await desk.write(DEEP);
  await desk.sees("over");
  const said = (await desk.output()).map(({ text }) => text);
  assert.deepEqual(said, ["deep 2", "recursion ended", "over"]);
});
