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

const PROCESSES = `import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor

def work(name, queue):
    for _ in range(2):
        time.sleep(1)
        queue.put((name, multiprocessing.current_process().name, sys.modules["__main__"].__name__))

def double(number):
    time.sleep(1)
    return number * 2

if __name__ == "__main__":
    queue = multiprocessing.Queue()
    both = [multiprocessing.Process(target=work, args=(name, queue), name=name) for name in ("Ann", "Bob")]
    for process in both:
        process.start()
    for _ in range(4):
        print(queue.get(), multiprocessing.current_process().name)
    for process in both:
        process.join()
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(double, range(4))))
`;

atThePage("processes and the one that started them take turns, each in its own world", {}, async (desk) => {
  await desk.write(PROCESSES);
  await desk.sees("[0, 2, 4, 6]");
  const said = (await desk.output()).map(({ text }) => text);
  const of = (name) => `('${name}', '${name}', '__mp_main__') MainProcess`;
  assert.deepEqual(said, [of("Ann"), of("Bob"), of("Ann"), of("Bob"), "[0, 2, 4, 6]"]);
});
