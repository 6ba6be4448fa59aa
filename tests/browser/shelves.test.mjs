// Parts of the library that are fetched when a script imports them: once, whole, and never another engine's.

import assert from "node:assert/strict";
import { atThePage } from "./harness.mjs";

const USES = "import asyncio\nimport statistics\n\n\nasync def main():\n    await asyncio.sleep(1)\n    print(statistics.mean([1, 2, 6]))\n\n\nasyncio.run(main())\n";
const SHELF = "**/shelves/numbers-*.wasm*";
const FAILED = /Failed to load resource/;

async function runs(desk, source) {
  await desk.write(source);
  await desk.runByKey();
  return desk.printed();
}

/** The shelves that are asked for, from now on. */
function requests(person) {
  const asked = [];
  person.context.on("request", (request) => {
    const shelf = /\/shelves\/(\w+)-/.exec(request.url());
    if (shelf) asked.push(shelf[1]);
  });
  return asked;
}

atThePage("a shelf is fetched by the first import, and never again", {}, async (desk, person) => {
  await desk.autoRun.click();
  const asked = requests(person);
  assert.equal(await runs(desk, "import asyncio\nprint('nothing else')\n"), "nothing else");
  assert.deepEqual(asked, [], "what every script needs is there");
  assert.equal(await runs(desk, USES), "3");
  assert.ok(asked.includes("numbers"), `of ${asked}`);
  const before = asked.length;
  assert.equal(await runs(desk, USES), "3");
  assert.equal(await runs(desk, `${USES}import fractions\n`), "3");
  assert.equal(asked.length, before, "nothing was fetched again");
});

atThePage("a shelf that cannot be fetched is an import that fails, until it can", { complains: FAILED }, async (desk, person) => {
  await desk.autoRun.click();
  await person.context.route(SHELF, (route) => route.abort());
  const printed = await runs(desk, "print('before')\nimport statistics\n");
  assert.match(printed, /^before\n[^]*line 2, in <module>/);
  assert.match(printed, /ModuleNotFoundError: No module named 'statistics' here: it is on the shelf 'numbers', which could not be fetched\. Are you online\?/);
  assert.equal(await runs(desk, "try:\n    import decimal\nexcept ImportError as error:\n    print(error.name)\n"), "decimal");
  await person.context.unroute(SHELF);
  assert.equal(await runs(desk, USES), "3");
});

atThePage("a shelf that was cut off is refused", { complains: FAILED }, async (desk, person) => {
  await desk.autoRun.click();
  await person.context.route(SHELF, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, 1000) });
  });
  assert.match(await runs(desk, USES), /which could not be fetched/);
});

atThePage("a shelf of another engine is refused, and fetched anew", {}, async (desk, person) => {
  await desk.autoRun.click();
  const asked = [];
  await person.context.route(SHELF, async (route) => {
    const { search } = new URL(route.request().url());
    asked.push(search);
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    if (search === "") body.fill("0", body.indexOf("build") + 5, body.indexOf("build") + 5 + 16);
    await route.fulfill({ response, body });
  });
  assert.equal(await runs(desk, USES), "3");
  assert.equal(asked.length, 2, "once, and once more");
  assert.match(asked[1], /^\?[0-9a-f]{16}$/, "past every cache");
});

atThePage("a page that opens with a server begins with the servers' image, and fetches no other", {}, async (desk, person) => {
  assert.equal(await runs(desk, "import fastapi\n\nprint(fastapi.FastAPI.__name__)\n"), "FastAPI");
  const images = new Set();
  person.context.on("request", (request) => {
    const image = /\/image-(\w+)[-.]/.exec(request.url());
    if (image) images.add(image[1]);
  });
  await desk.page.reload();
  await desk.settled();
  assert.equal(await desk.printed(), "FastAPI");
  assert.deepEqual([...images], ["web"]);
});
