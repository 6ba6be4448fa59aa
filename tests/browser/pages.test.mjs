// Pages that the person's server sends: FastAPI's /docs and /redoc, forms, links; looked at, used, replayed.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { atThePage, eventually, home, PHONE } from "./harness.mjs";

const { source: axe } = createRequire(import.meta.url)("axe-core");

const BOOKSTORE = `from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI(title="Bookstore")
BOOKS = {1: "Emma"}


class Book(BaseModel):
    title: str


@app.get("/books/{number}")
async def one_book(number: int) -> Book:
    if number not in BOOKS:
        raise HTTPException(status_code=404, detail="Book not found")
    return Book(title=BOOKS[number])


@app.post("/books", status_code=201)
async def add(book: Book) -> Book:
    BOOKS[len(BOOKS) + 1] = book.title
    return book
`;

/** An application without a framework: a page with a form, a link, a style sheet, a cookie, and what it asks for by itself. */
const SITE = `from urllib.parse import parse_qs

NAMES = []
PAGE = """<!doctype html><html><head><title>Guests</title>
<link rel="stylesheet" href="/style.css"><script src="https://cdn.example.com/a.js"></script></head>
<body><h1>Guests</h1><ul>%s</ul><p id="who"></p>
<form method="post" action="/sign"><input name="name" aria-label="Name"><button>Sign</button></form>
<a href="about?x=1#end">About</a>
<script>
fetch("/who").then((answer) => answer.json()).then(({ who }) => { document.querySelector("#who").textContent = "You are " + who; });
</script></body></html>"""


async def app(scope, receive, send):
    assert scope["type"] == "http"
    headers = {name: value for name, value in scope["headers"]}
    path, kind, body, status, more = scope["path"], b"text/html", b"", 200, []
    if path == "/":
        body = (PAGE % "".join(f"<li>{name}</li>" for name in NAMES)).encode()
    elif path == "/style.css":
        kind, body = b"text/css", b"h1 { color: rgb(1, 2, 3) }"
    elif path == "/who":
        kind, body = b"application/json", b'{"who": "%s"}' % headers.get(b"cookie", b"nobody")
    elif path == "/sign":
        name = parse_qs((await receive())["body"].decode())["name"][0]
        NAMES.append(name)
        status, more = 303, [(b"location", b"/"), (b"set-cookie", b"guest=" + name.encode() + b"; Path=/")]
    elif path == "/about":
        body = b"<h1>About</h1><p>" + scope["query_string"] + b"</p>"
    else:
        status, kind, body = 404, b"application/json", b'{"detail": "nothing here"}'
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind), *more]})
    await send({"type": "http.response.body", "body": body})
`;

const panel = (desk) => desk.page.locator("[data-panel=client]");
/** The page in its frames, as the person sees it. */
const inside = (desk) => desk.page.frameLocator(".page-place iframe").frameLocator("iframe");
const address = (desk) => desk.page.getByTestId("page-address");
const rows = (desk) =>
  panel(desk).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector("th").textContent.trim(), row.querySelector("td").textContent.trim()].join(" ")),
  );

async function atTheClient(desk) {
  await desk.below.getByRole("button", { name: "Client", exact: true }).click();
  await desk.page.getByTestId("client-address").waitFor();
}

async function opens(desk, path) {
  await desk.page.getByTestId("client-pages").getByRole("button", { name: path, exact: true }).click();
}

async function back(desk) {
  await panel(desk).getByRole("button", { name: "Back to the requests" }).click();
}

/** What is typed at the clients' terminal. */
async function typed(desk) {
  await desk.below.getByRole("button", { name: "Terminal", exact: true }).click();
  await desk.page.getByRole("tab", { name: "Terminal 2" }).click();
  const lines = desk.page.locator("[data-panel=terminal] .row.typed .text");
  await eventually(async () => (await lines.count()) > 0, "typed lines");
  return lines.allTextContents();
}

async function link(desk) {
  await desk.share.click();
  await desk.page.getByText("Link copied.").waitFor();
  const link = await desk.shareLink.inputValue();
  await desk.page.keyboard.press("Escape");
  return link;
}

/** Executes an operation of Swagger UI. */
async function execute(desk, operation, fill) {
  const block = inside(desk).locator(".opblock", { hasText: operation }).first();
  await block.locator(".opblock-summary").click();
  await block.getByRole("button", { name: "Try it out" }).click();
  await fill(block);
  await block.getByRole("button", { name: "Execute" }).click();
  return block.locator(".live-responses-table .response").first();
}

atThePage("/docs is opened, its operations executed, and a link replays it", {}, async (desk, person) => {
  await desk.write(BOOKSTORE);
  await desk.settled();
  await atTheClient(desk);
  await opens(desk, "/docs");
  await inside(desk).getByRole("heading", { name: /Bookstore/ }).waitFor();
  assert.equal(await address(desk).inputValue(), "http://127.0.0.1:8000/docs");
  assert.equal(await inside(desk).locator(".opblock").count(), 2);
  const got = await execute(desk, "/books/{number}", (block) => block.getByPlaceholder("number").fill("7"));
  await got.getByText("404").first().waitFor();
  await got.getByText("Book not found").waitFor();
  const posted = await execute(desk, "Add", (block) => block.locator("textarea").fill('{\n  "title": "Dune"\n}'));
  await posted.getByText("201").first().waitFor();
  await posted.getByText("Dune").waitFor();
  await desk.settled();
  await back(desk);
  const asked = ["GET /docs 200", "GET /openapi.json 200", "GET /books/7 404", "POST /books 201"];
  assert.deepEqual(await rows(desk), asked);

  // Opened again, what has been asked is not asked again.
  await opens(desk, "/docs");
  await inside(desk).locator(".opblock").first().waitFor();
  await desk.settled();
  await back(desk);
  assert.deepEqual(await rows(desk), asked);
  const address8000 = "http://127.0.0.1:8000";
  const lines = [
    `curl -i ${address8000}/docs`,
    `curl -i ${address8000}/openapi.json -H 'accept: application/json,*/*'`,
    `curl -i ${address8000}/books/7`,
    `curl -i ${address8000}/books -H 'content-type: application/json' -d '{ "title": "Dune" }'`,
  ];
  assert.deepEqual(await typed(desk), lines);

  const other = await person.open((await link(desk)).slice(home().length));
  await atTheClient(other);
  await eventually(async () => (await rows(other)).join() === asked.join(), "replayed");
  await panel(other).getByRole("button", { name: "Show the answer of GET /docs as a page" }).click();
  await inside(other).locator(".opblock").first().waitFor();
  await other.settled();
  assert.deepEqual(await typed(other), lines, "nothing more is typed");
});

atThePage("the OpenAPI document offers its operations", {}, async (desk) => {
  await desk.write(BOOKSTORE);
  await desk.settled();
  await atTheClient(desk);
  await desk.page.getByTestId("client-ask-operations").click();
  await desk.page.getByTestId("client-operations").selectOption({ label: "POST /books" });
  assert.equal(await desk.page.getByTestId("client-method").inputValue(), "POST");
  await desk.page.getByTestId("client-body").waitFor();
  assert.deepEqual(JSON.parse(await desk.page.getByTestId("client-body").inputValue()), { title: "string" });
  await desk.page.getByTestId("client-send").click();
  await eventually(async () => (await rows(desk)).at(-1) === "POST /books 201", "sent");
  await desk.settled();
  await desk.page.getByTestId("client-operations").selectOption({ label: "GET /books/{number}" });
  assert.equal(await desk.page.getByTestId("client-address").inputValue(), "http://127.0.0.1:8000/books/1");
});

atThePage("/redoc shows, and in the dark", { dark: true }, async (desk) => {
  await desk.write(BOOKSTORE);
  await desk.settled();
  await atTheClient(desk);
  await opens(desk, "/redoc");
  await inside(desk).getByRole("heading", { name: "Bookstore (0.1.0)" }).waitFor();
  await inside(desk).getByRole("heading", { name: "One Book" }).waitFor();
  await panel(desk).getByText(/^Left out, for .*fonts\.googleapis\.com/).waitFor();
  await desk.settled();
  await back(desk);
  await opens(desk, "/docs");
  await inside(desk).locator(".opblock").first().waitFor();
  assert.ok(await inside(desk).locator("html").evaluate((page) => page.classList.contains("dark-mode")));
  await desk.settled();
  assert.equal((await rows(desk)).filter((row) => row.includes("openapi.json")).length, 2, "each asks as it does");
});

atThePage("a form is sent, its redirection followed, its cookie told again; links lead on", {}, async (desk) => {
  await desk.write(SITE);
  await desk.settled();
  await atTheClient(desk);
  await desk.page.getByTestId("client-open").click();
  await inside(desk).getByText("You are nobody").waitFor();
  assert.equal(await inside(desk).locator("h1").evaluate((heading) => getComputedStyle(heading).color), "rgb(1, 2, 3)");
  await panel(desk).getByText("Left out, for it is not on this machine: https://cdn.example.com/a.js").waitFor();
  await inside(desk).getByLabel("Name").fill("Ada & co");
  await inside(desk).getByRole("button", { name: "Sign" }).click();
  await inside(desk).getByText("Ada & co", { exact: true }).waitFor();
  await inside(desk).getByText("You are guest=Ada & co").waitFor();
  assert.equal(await address(desk).inputValue(), "http://127.0.0.1:8000/");
  await inside(desk).getByRole("link", { name: "About" }).click();
  await inside(desk).getByText("x=1", { exact: true }).waitFor();
  await address(desk).fill("127.0.0.1:8000/nowhere");
  await address(desk).press("Enter");
  await inside(desk).getByText("nothing here").waitFor();
  await desk.settled();
  const root = "http://127.0.0.1:8000";
  const all = await typed(desk);
  assert.deepEqual(all, [
    `curl -i ${root}/`,
    `curl -i ${root}/style.css`,
    `curl -i ${root}/who`,
    `curl -i ${root}/sign -d name=Ada+%26+co`,
    `curl -i ${root}/ -b 'guest=Ada & co'`,
    `curl -i ${root}/style.css -b 'guest=Ada & co'`,
    `curl -i ${root}/who -b 'guest=Ada & co'`,
    `curl -i '${root}/about?x=1' -b 'guest=Ada & co'`,
    `curl -i ${root}/nowhere -b 'guest=Ada & co'`,
  ]);
});

atThePage("a page that nobody serves is said to be none", {}, async (desk) => {
  await desk.write("print('no server')\n");
  await desk.settled();
  await atTheClient(desk);
  assert.equal(await desk.page.getByTestId("client-pages").count(), 0);
  await desk.page.getByTestId("client-open").click();
  await panel(desk).getByText(/Failed to connect/).waitFor();
});

atThePage("a stranger's page stays in its frame, whatever it tries", { complains: /Unsafe attempt|sandboxed|Failed to set/ }, async (desk) => {
  const page = `<h1>Hello</h1><script>
    const said = (what) => document.body.append(document.createElement("p"), what);
    for (const [name, reach] of Object.entries({
      page: () => parent.parent.document.title,
      frame: () => parent.document.title,
      site: () => parent.parent.localStorage.length,
      top: () => { top.location = "https://example.com/"; },
    })) {
      try { reach(); said(name + " reached "); } catch { said(name + " denied "); }
    }
    for (let n = 0; n < 100; n += 1) fetch("/flood/" + n).catch(() => {});
  </script>`;
  await desk.write(SITE.replace(/PAGE = """[^]*?"""/, `PAGE = """${page}%s"""`));
  await desk.settled();
  await atTheClient(desk);
  await desk.page.getByTestId("client-open").click();
  await inside(desk).getByText("top denied").waitFor();
  for (const name of ["page", "frame", "site"]) await inside(desk).getByText(`${name} denied`).waitFor();
  await desk.settled();
  await back(desk);
  await eventually(async () => (await rows(desk)).filter((row) => row.includes("/flood/")).length === 32, "no more than 32");
  assert.ok(desk.page.url().startsWith(home()));
});

atThePage("on a phone, and to who cannot see", { size: PHONE, touch: true }, async (desk) => {
  const panes = desk.page.getByRole("navigation", { name: "Panes" });
  await panes.getByRole("button", { name: "Code" }).tap();
  await desk.write(BOOKSTORE);
  await desk.settled();
  await panes.getByRole("button", { name: "Console" }).tap();
  await desk.below.getByRole("button", { name: "Client", exact: true }).tap();
  await opens(desk, "/docs");
  await inside(desk).locator(".opblock").first().waitFor();
  await desk.settled();
  await desk.page.evaluate(axe);
  // The page in the frame is its author's.
  const { violations } = await desk.page.evaluate(() => window.axe.run({ exclude: [[".page-place"]] }, { iframes: false }));
  assert.deepEqual(violations.map(({ id }) => id), []);
  const wide = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
});
