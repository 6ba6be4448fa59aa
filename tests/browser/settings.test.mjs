// Cores and seed: what runs depend on besides scripts and clock.

import assert from "node:assert/strict";
import { atThePage, eventually, home, PHONE, somebody } from "./harness.mjs";

const COUNTING = "import os, random\nprint(os.cpu_count(), 'cores')\nprint('drew', random.random())\n";

const button = (desk) => desk.page.getByTestId("settings");
const drawn = async (desk) => (await desk.output()).map(({ text }) => text).find((text) => text.startsWith("drew"));

/** Enters a number as a person does: over the old one, and Enter. */
async function enter(desk, field, text) {
  await desk.page.getByTestId(field).fill(text);
  await desk.page.keyboard.press("Enter");
}

atThePage("other cores run the script anew, are kept, and are in the link", {}, async (desk) => {
  await desk.write(COUNTING);
  await desk.sees("4 cores");
  assert.equal((await button(desk).innerText()).trim(), "", "what is usual is not said");
  await button(desk).click();
  await enter(desk, "cores", "2");
  await desk.sees("2 cores");
  assert.equal((await button(desk).innerText()).trim(), "2 cores");
  await desk.page.keyboard.press("Escape");
  await eventually(() => button(desk).evaluate((button) => document.activeElement === button), "the focus is back at the button");

  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  const friend = await somebody();
  const other = await friend.open(link.slice(home().length));
  await other.sees("2 cores");
  await friend.leave();
  assert.deepEqual(friend.complaints, []);

  await desk.page.goto(home());
  await desk.sees("2 cores");
  assert.equal((await button(desk).innerText()).trim(), "2 cores");
});

atThePage("another seed draws other numbers, and the same seed the same", {}, async (desk) => {
  await desk.write(COUNTING);
  await desk.sees("drew");
  const first = await drawn(desk);
  await button(desk).click();
  await enter(desk, "seed", "7");
  await eventually(async () => ![undefined, first].includes(await drawn(desk)), "another number");
  await enter(desk, "seed", "1");
  await eventually(async () => (await drawn(desk)) === first, "the first number again");
});

atThePage("what is no number of cores changes nothing, and too many are the most", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Loop" }).tap();
  await button(desk).tap();
  const cores = desk.page.getByTestId("cores");
  for (const [text, becomes] of [["", "4"], ["0", "1"], ["1e9", "64"], ["-3", "1"], ["2.6", "3"]]) {
    await enter(desk, "cores", text);
    await eventually(async () => (await cores.inputValue()) === becomes, `"${text}" becomes ${becomes}`);
  }
  await desk.settled();
});

const ASKING = `import urllib.error
import urllib.request

for n in range(3):
    try:
        print("asked", urllib.request.urlopen("http://api.shop.example/").status)
    except urllib.error.HTTPError as error:
        print("asked", error.code)
    except urllib.error.URLError as error:
        print("lost", error.reason)
`;

const newHost = (desk) => desk.page.getByTestId("new-host");
const field = (desk, name) => desk.page.getByTestId(`host-${name}`);

/** Adds a host with the keys alone. */
async function addHost(desk, name) {
  await newHost(desk).fill(name);
  await desk.page.keyboard.press("Enter");
  await desk.page.getByRole("group", { name }).waitFor();
}

atThePage("a host is added, fails as wanted, is in the link, and goes again", {}, async (desk) => {
  await desk.write(ASKING);
  await desk.sees("lost [Errno -2] Name or service not known");
  await button(desk).click();
  await addHost(desk, "API.shop.example");
  await desk.sees("asked 200");
  assert.equal((await button(desk).innerText()).trim(), "api.shop.example");
  await field(desk, "failing").selectOption("503");
  await enter(desk, "host-failures", "100");
  await desk.sees("asked 503");

  await desk.page.keyboard.press("Escape");
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  const friend = await somebody();
  const other = await friend.open(link.slice(home().length));
  await other.sees("asked 503");
  await friend.leave();
  assert.deepEqual(friend.complaints, []);

  await desk.page.goto(home());
  await desk.sees("asked 503");
  await button(desk).click();
  assert.equal(await field(desk, "failures").inputValue(), "100");
  await desk.page.getByRole("button", { name: "Remove api.shop.example" }).press("Enter");
  await desk.sees("lost [Errno -2]");
  await eventually(() => newHost(desk).evaluate((input) => document.activeElement === input), "the focus stays in the list");
});

atThePage("an application of a file answers for a host", {}, async (desk) => {
  await desk.write(ASKING);
  await desk.page.getByRole("button", { name: "Add a file" }).click();
  await desk.page.getByLabel("Path of the file").fill("shop.py");
  await desk.page.keyboard.press("Enter");
  await desk.page.getByTestId("file-tab").filter({ hasText: "shop.py" }).waitFor();
  await desk.write(`async def app(scope, receive, send):
    print("the shop is asked for", scope["path"])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body"})
`);
  await button(desk).click();
  await addHost(desk, "api.shop.example");
  await enter(desk, "host-app", "shop:app");
  await desk.sees("the shop is asked for /");
  await desk.sees("asked 200");
});

atThePage("what cannot be said of a host is told, on a phone too, and changes nothing", { size: PHONE, touch: true }, async (desk) => {
  await desk.page.getByRole("navigation", { name: "Panes" }).getByRole("button", { name: "Loop" }).tap();
  await button(desk).tap();
  const wrong = desk.page.getByTestId("host-wrong").filter({ hasText: /./ });
  await newHost(desk).fill("https://shop.example/items");
  await desk.page.getByTestId("add-host").tap();
  await wrong.filter({ hasText: "leave out https://" }).waitFor();
  await addHost(desk, "*");
  await enter(desk, "host-latency", "soon");
  await wrong.filter({ hasText: "latency=80ms" }).waitFor();
  assert.equal(await field(desk, "latency").inputValue(), "");
  await enter(desk, "host-app", "shop:app");
  await wrong.filter({ hasText: "name it instead of *" }).waitFor();
  await enter(desk, "host-latency", "0.2 s");
  await eventually(async () => (await field(desk, "latency").inputValue()) === "200", "milliseconds");
  assert.equal(await wrong.count(), 0);
  const float = await desk.page.locator(".settings-float").boundingBox();
  assert.ok(float.x >= 0 && float.x + float.width <= PHONE.width, JSON.stringify(float));
  for (const input of await desk.page.locator(".hosts input, .hosts select").all()) {
    const box = await input.boundingBox();
    assert.ok(box.x >= float.x && box.x + box.width <= float.x + float.width, JSON.stringify(box));
  }
  await desk.settled();
});
