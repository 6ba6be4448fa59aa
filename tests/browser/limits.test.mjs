// What a script may do to itself, it may not do to the page: each ends as Python says or in words, what it did until
// then is shown, and the next Run works at once.

import assert from "node:assert/strict";
import { atThePage, eventually } from "./harness.mjs";

/** What a browser or a compiler says, and a reader must never see. */
const INNER = /unreachable|call stack|WebAssembly|wasm|panicked|RuntimeError: memory/i;

/** Writes by pasting, as one does with a large text: a browser takes minutes to type a megabyte. */
async function paste(desk, source) {
  await desk.text.click();
  await desk.page.keyboard.press("Control+a");
  await desk.page.evaluate((text) => navigator.clipboard.writeText(text), source);
  await desk.page.keyboard.press("Control+v");
}

/** Runs a script to its end and gives what the console says. */
async function runs(desk, source) {
  await paste(desk, source);
  await desk.page.keyboard.press("Control+Enter");
  await desk.settled();
  return said(desk);
}

/** What the console says, without what fills it. */
async function said(desk) {
  return (await desk.output())
    .map(({ text }) => text.slice(0, 1000))
    .filter((text) => !/^x{100}/.test(text))
    .join("\n");
}

/** The next Run works, from a clean slate. */
async function recovers(desk) {
  assert.equal(await runs(desk, "import asyncio\nprint('still', asyncio.run(asyncio.sleep(1, 'here')))\n"), "still here");
}

/** A test of its own page in which each of these scripts is run: its name, its text, and what is said at its end. */
function each(title, scripts) {
  atThePage(title, {}, async (desk) => {
    await desk.autoRun.click();
    for (const [name, source, end] of scripts) {
      const printed = await runs(desk, source);
      assert.match(printed, end, name);
      assert.doesNotMatch(printed, INNER, name);
      // The earliest lines of very many are not drawn.
      const isWhole = (await desk.console.locator(".earlier").count()) === 0;
      if (isWhole && source.includes("print('before')")) assert.match(printed, /^before\n/, `${name}: what was before is shown`);
      await recovers(desk);
    }
  });
}

const inTask = (body) => `import asyncio


async def main():
    print('before')
    await asyncio.sleep(1)
${body.replace(/^/gm, "    ")}


asyncio.run(main())
`;
const method = (name, body) => `print('before')\n\n\nclass Self:\n    def ${name}:\n        ${body}\n\n\n`;
const RECURSION = /RecursionError: maximum recursion depth exceeded/;
/** Deeper than Python's limit for calls; what no check stops ends at the browser's stack. */
const DEEP = /RecursionError|line \d+ than the browser's stack reaches|deeper than the browser's stack reaches/;

each("recursion without end is Python's error, by whatever way it goes", [
  ["function", "print('before')\n\n\ndef down(n):\n    return down(n + 1)\n\n\ndown(0)\n", RECURSION],
  ["coroutine", inTask("async def down():\n    await down()\nawait down()"), RECURSION],
  ["generator", "print('before')\n\n\ndef down():\n    yield from down()\n\n\nlist(down())\n", RECURSION],
  ["__repr__", `${method("__repr__(self)", "return repr(self)")}repr(Self())\n`, RECURSION],
  ["__getattr__", `${method("__getattr__(self, name)", "return getattr(self, name)")}Self().x\n`, RECURSION],
  ["__eq__", `${method("__eq__(self, other)", "return self == other")}Self() == Self()\n`, RECURSION],
  ["__init__", `${method("__init__(self)", "self.other = Self()")}Self()\n`, RECURSION],
  ["a sort's key", "print('before')\n\n\ndef key(x):\n    return sorted([x, 1], key=key)\n\n\nsorted([3, 2], key=key)\n", RECURSION],
  ["map", "print('before')\n\n\ndef down(x):\n    return list(map(down, [x]))\n\n\ndown(1)\n", RECURSION],
  ["*args", "print('before')\n\n\ndef down(*a, **k):\n    return down(*a, **k)\n\n\ndown(1, b=2)\n", RECURSION],
  ["lru_cache", "import functools\n\nprint('before')\n\n\n@functools.lru_cache\ndef down(n):\n    return down(n + 1)\n\n\ndown(0)\n", RECURSION],
  ["in a thread", "import threading\n\nprint('before')\n\n\ndef down():\n    down()\n\n\nthread = threading.Thread(target=down)\nthread.start()\nthread.join()\nprint('after')\n", DEEP],
]);

each("recursion as deep as Python allows works", [
  ["a decorated function", "import functools\n\n\ndef same(f):\n    @functools.wraps(f)\n    def wrapper(*a):\n        return f(*a)\n\n    return wrapper\n\n\n@same\ndef total(n):\n    return n and n + total(n - 1)\n\n\nprint(total(450))\n", /^101475$/],
  ["a cached function", "import functools\n\n\n@functools.cache\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n\n\nprint(fib(450) % 1000)\n", /^\d+$/],
  ["awaits", inTask("async def down(n):\n    return n and await down(n - 1)\nprint(await down(900))"), /^before\n0$/],
  ["a copy", "import copy\n\nnest = []\nfor _ in range(300):\n    nest = [nest]\nprint(copy.deepcopy(nest) == nest)\n", /^True$/],
]);

each("data nested without end", [
  ["repr", "print('before')\nx = []\nfor _ in range(100_000):\n    x = [x]\nprint(len(repr(x)))\n", DEEP],
  ["compare", "print('before')\nx, y = [], []\nfor _ in range(100_000):\n    x, y = [x], [y]\nprint(x == y)\n", DEEP],
  ["json.dumps", "import json\n\nprint('before')\nx = []\nfor _ in range(100_000):\n    x = [x]\njson.dumps(x)\n", DEEP],
  ["json.loads", "import json\n\nprint('before')\njson.loads('[' * 100_000)\n", DEEP],
  ["deepcopy", "import copy\n\nprint('before')\nx = []\nfor _ in range(100_000):\n    x = [x]\ncopy.deepcopy(x)\n", DEEP],
  ["a dataclass", "from dataclasses import dataclass\n\nprint('before')\n\n\n@dataclass\nclass Node:\n    next: object = None\n\n\nx = Node()\nfor _ in range(100_000):\n    x = Node(x)\nrepr(x)\n", DEEP],
  ["eval", "print('before')\neval('(' * 5000 + ')' * 5000)\n", /SyntaxError: too many nested parentheses|RecursionError|MemoryError/],
  ["operators", "print('before')\neval('-' * 100_000 + '1')\n", DEEP],
  ["a limit of a million", "import sys\n\nprint('before')\nsys.setrecursionlimit(10**6)\n\n\ndef down(n):\n    down(n + 1)\n\n\ndown(0)\n", DEEP],
  ["5,000 coroutines in each other", inTask("async def inside(inner):\n    return await inner if inner else 1\nchain = None\nfor _ in range(5000):\n    chain = inside(chain)\nprint(await chain)"), DEEP],
]);

each("more than there is memory for", [
  ["a string", inTask("x = 'a' * 10**10"), /MemoryError|OverflowError/],
  ["a list", inTask("x = [0] * 10**9"), /MemoryError/],
  ["a joined string", inTask("x = ('x' * 10**6).join(['y'] * 10**5)"), /MemoryError|more memory on line \d+ than a page gives it/],
  ["a list that grows", "print('before')\nx = []\nwhile True:\n    x.append(bytearray(1_000_000))\n", /MemoryError|more memory/],
  ["a dict that grows", "print('before')\nd = {}\nwhile True:\n    d[len(d)] = 'x' * 10_000\n", /MemoryError|more memory/],
  ["a string that doubles", "print('before')\nt = 'x'\nwhile True:\n    t += t\n", /MemoryError|OverflowError|more memory/],
  ["caught", "import asyncio\n\nprint('before')\nx = []\ntry:\n    while True:\n        x.append('x' * 1_000_000 + str(len(x)))\nexcept MemoryError:\n    x.clear()\n    print('caught')\n", /^before\ncaught$/],
]);

each("more than a timeline holds", [
  ["tasks that make tasks", "import asyncio\n\n\nasync def bomb():\n    asyncio.create_task(bomb())\n    asyncio.create_task(bomb())\n\n\nasync def main():\n    print('before')\n    asyncio.create_task(bomb())\n    await asyncio.sleep(100)\n\n\nasyncio.run(main())\n", /more than 120,000 tasks, so it was stopped/],
  ["printing", "print('before')\nwhile True:\n    print('x' * 1000)\n", /wrote more than 5 MB, so it was stopped/],
  ["one print of 50 MB", "print('before')\nprint('x' * 50_000_000)\n", /wrote more than 5 MB, so it was stopped/],
  ["a result of 50 MB", inTask("async def large():\n    return 'x' * 50_000_000\nprint(len(await asyncio.create_task(large())))"), /^before\n50000000$/],
]);

each("leaving, asking, and what is not there", [
  ["sys.exit in a task", inTask("import sys\nsys.exit(3)"), /Ended with exit code 3\.$/],
  ["sys.exit in finally", "import sys\n\nprint('before')\ntry:\n    1 / 0\nfinally:\n    sys.exit(4)\n", /Ended with exit code 4\.$/],
  ["os._exit", "import os\n\nprint('before')\nos._exit(5)\nprint('after')\n", /^before\nEnded with exit code 5\.$/],
  ["os.abort", "import os\n\nprint('before')\nos.abort()\nprint('after')\n", /^before\nEnded with exit code 134\.$/],
  ["KeyboardInterrupt", "print('before')\nraise KeyboardInterrupt\n", /KeyboardInterrupt\nEnded with exit code 130\.$/],
  ["input", "print('before')\ninput('name? ')\n", /line 2, in <module>[^]*EOFError: EOF when reading a line/],
  ["a file that is not there", "print('before')\nopen('/etc/passwd')\n", /FileNotFoundError: .*'\/etc\/passwd'/],
  ["numpy", "print('before')\nimport numpy\n", /line 2, in <module>[^]*ModuleNotFoundError: .*numpy/],
  ["tkinter", "print('before')\nimport tkinter\n", /'tkinter' is not available in the browser/],
  ["ctypes", "print('before')\nimport ctypes\n", /'ctypes' is not available in the browser/],
]);

each("sources that are odd", [
  ["a NUL", "x = 1\n\0\n", /SyntaxError: source code (string )?cannot contain null bytes/],
  ["tabs and spaces", "if True:\n        print('a')\n\tprint('b')\n", /TabError|IndentationError/],
  ["a broken escape", "x = '\\xZZ'\n", /SyntaxError/],
  ["a text without end", "x = '''abc\n", /SyntaxError: unterminated triple-quoted string literal/],
  ["a megabyte", `print('before')\n${"x = 1\n".repeat(170_000)}print('after')\n`, /^before\nafter$/],
]);

each("a script that breaks its own Python", [
  ["no builtins", "import builtins\n\nprint('before')\nvars(builtins).clear()\nmissing\n", /NameError|Error/],
  ["no asyncio", "import asyncio\n\nprint('before')\nfor name in list(vars(asyncio)):\n    if not name.startswith('__'):\n        setattr(asyncio, name, None)\nasyncio.run(1)\n", /TypeError: 'NoneType' object is not callable/],
  ["no modules", "import sys\n\nprint('before')\nsys.modules.clear()\nimport json\n", /^before/],
  ["no output", "import sys\n\nprint('before')\nsys.stdout = sys.stderr = None\n1 / 0\n", /^before\nEnded with exit code 1\.$/],
  ["closed output", "import sys\n\nprint('before')\nsys.stdout.close()\nprint('lost')\n", /ValueError: I\/O operation on closed file/],
  ["another print", "print('before')\n\n\ndef print(*_):\n    raise ValueError('mine')\n\n\nprint('x')\n", /line 8, in <module>[^]*ValueError: mine$/m],
  ["broken bytecode", "print('before')\n\n\ndef f():\n    pass\n\n\nf.__code__ = f.__code__.replace(co_code=b'\\xff' * 100)\nf()\n", /./],
]);

/** Scripts that never end by themselves, each of which Stop ends at once. */
const ENDLESS = [
  ["a loop", "print('before')\nwhile True:\n    pass\n"],
  ["a task that always yields", inTask("while True:\n    await asyncio.sleep(0)")],
  ["native code", "import itertools\n\nprint('before')\nsum(itertools.repeat(1))\n"],
  ["a large power", "print('before')\nx = 9**9**9\n"],
  ["a pattern", "import re\n\nprint('before')\nre.match(r'(a+)+$', 'a' * 60 + 'b')\n"],
  ["a destructor", "print('before')\n\n\nclass Stays:\n    def __del__(self):\n        while True:\n            pass\n\n\nStays()\n"],
  ["a trace function", "import sys\n\nprint('before')\n\n\ndef trace(*_):\n    while True:\n        pass\n\n\nsys.settrace(trace)\n(lambda: 0)()\n"],
  ["whatever is raised is caught", "print('before')\nwhile True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n"],
];

atThePage("what never ends, Stop ends, with what was before", {}, async (desk) => {
  await desk.autoRun.click();
  for (const [name, source] of ENDLESS) {
    await paste(desk, source);
    await desk.page.keyboard.press("Control+Enter");
    await desk.sees("before");
    // Some meet the limit of simulated computing before anybody is so quick.
    if ((await desk.page.locator(".app").getAttribute("data-busy")) === "true") {
      await desk.page.keyboard.press("Escape");
    }
    await desk.settled();
    assert.match(await said(desk), /^before\n[^]*(You stopped this run|computed for more than|did more than)/, name);
    assert.doesNotMatch(await said(desk), INNER, name);
    await recovers(desk);
  }
});

const HELD = `import asyncio
import time


async def ping():
    await asyncio.sleep(0.5)


async def work():
    time.sleep(2)
    print('held')
    while True:
        pass


async def main():
    await asyncio.gather(ping(), work())


asyncio.run(main())
`;

atThePage("a run that was stopped has the findings of what it did", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write(HELD);
  await desk.page.keyboard.press("Control+Enter");
  await desk.sees("held");
  await desk.page.keyboard.press("Escape");
  await desk.settled();
  const tab = desk.below.getByRole("button", { name: /^Findings \(/ });
  await tab.click();
  const card = desk.page.locator('.finding[data-kind="blocking_call"]');
  assert.match(await card.innerText(), /time\.sleep\(2\) on line 10 held the loop for 2\.0 s/);
});

atThePage("a run that met a limit has the findings of what it did", {}, async (desk) => {
  await desk.autoRun.click();
  await desk.write(HELD.replace("while True:\n        pass", "while True:\n        print('x' * 1000)"));
  await desk.page.keyboard.press("Control+Enter");
  await desk.settled();
  assert.match(await said(desk), /wrote more than 5 MB/);
  await desk.below.getByRole("button", { name: /^Findings \(/ }).click();
  await desk.page.locator('.finding[data-kind="blocking_call"]').waitFor();
});

atThePage("memory that a run filled is given back: its worker goes", {}, async (desk) => {
  await desk.autoRun.click();
  const before = desk.page.workers();
  assert.ok(before.length > 0, "the engine is a worker");
  await runs(desk, "x = bytearray(400_000_000)\nprint(len(x))\n");
  assert.match(await said(desk), /^400000000$/);
  await eventually(() => before.some((worker) => !desk.page.workers().includes(worker)), "a worker ends");
  await recovers(desk);
});

atThePage("a browser that cannot suspend WebAssembly says where its stack ends", {}, async (_, person) => {
  await person.context.route("**/worker.js", async (route) => {
    const response = await route.fetch();
    const without = "delete WebAssembly.Suspending;\ndelete WebAssembly.promising;\n";
    await route.fulfill({ response, body: without + (await response.text()) });
  });
  const desk = await person.open();
  await desk.autoRun.click();
  const printed = await runs(desk, `${method("__repr__(self)", "return repr(self)")}repr(Self())\n`);
  assert.match(printed, /^before\nThe script went deeper on line 6 than the browser's stack reaches/);
  await recovers(desk);
});
