// What a person feels of a server that is served in the page. In a real Chromium, on dist/.

import { open, settled, write } from "./page.mjs";

/** What Serve's own request is answered with. */
const ANSWERED = "HTTP/1.1 200 OK";
/** An ordinary application. */
const APP = `from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def home():
    return {"hello": "world"}


@app.get("/books/{number}")
async def book(number: int):
    return {"number": number}
`;

/** The first line of a script that stands on FastAPI, beside what a plain one takes. */
export const FASTAPI_OUTPUT = {
  prints: "200 {'number': 7}",
  source: `import asyncio

import httpx
${APP}

async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        answer = await client.get("/books/7")
        print(answer.status_code, answer.json())


asyncio.run(main())
`,
};

/**
 * Milliseconds from a press of Serve, in a page that has run the script before, to the first answer: uvicorn and a client
 * begin, and the run is shown.
 */
export function served(browser, address, rounds) {
  return timed(browser, address, rounds, async (page) => {
    await settled(page);
    const answered = seen(page, ANSWERED);
    await serve(page).click();
    return answered;
  });
}

/** Milliseconds from Enter behind a command that sends 1,000 requests, 50 at once, to its summary: all is run anew for it. */
export function thousandRequests(browser, address, rounds) {
  return timed(browser, address, rounds, async (page) => {
    await serve(page).click();
    await page.waitForFunction((words) => document.body.innerText.includes(words), ANSWERED);
    await settled(page);
    const line = page.getByPlaceholder("Type a command");
    await line.fill("hey -n 1000 -c 50 http://127.0.0.1:8000/books/7");
    const answered = seen(page, "1000 responses");
    await line.press("Enter");
    return answered;
  });
}

/** What `steps` gives, in a fresh page with the application each time. */
async function timed(browser, address, rounds, steps) {
  const took = [];
  for (let round = 0; round < rounds; round += 1) {
    const { context, page } = await open(browser, address);
    try {
      await write(page, APP);
      await serve(page).waitFor();
      took.push(await steps(page));
    } finally {
      await context.close();
    }
  }
  return took;
}

const serve = (page) => page.getByRole("button", { name: /^Serve/ }).first();

/** Milliseconds from the next press of a button or key until `words` are on the screen. */
function seen(page, words) {
  return page.evaluate(
    (words) =>
      new Promise((shown) => {
        let pressed = 0;
        const press = (event) => {
          pressed ||= event.timeStamp;
        };
        addEventListener("pointerdown", press, { once: true, capture: true });
        addEventListener("keydown", press, { once: true, capture: true });
        const look = () => {
          if (pressed && document.querySelector("[data-panel=terminal]")?.innerText.includes(words)) shown(performance.now() - pressed);
          else requestAnimationFrame(look);
        };
        look();
      }),
    words,
  );
}
