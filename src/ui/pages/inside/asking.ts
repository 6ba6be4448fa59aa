// Requests of the page's own: `fetch`, and what they come to.

import { MARK, type Answered, type Asked, type Piece, type Told } from "../said";
import { isOwn, resolve, say } from "./setting";

interface Waiting {
  take(answered: Answered): void;
  fail(why: string): void;
}

const waiting = new Map<number, Waiting>();
let last = 0;

window.addEventListener("message", ({ data, source }) => {
  const told = (data as Record<string, Told> | null)?.[MARK];
  if (source !== window.parent.parent || !told) return;
  const asker = waiting.get(told.number);
  waiting.delete(told.number);
  if (told.answered) asker?.take(told.answered);
  else asker?.fail(told.failed ?? "no answer");
});

/** How long what happens counts as what the person wanted, as browsers have it. */
const WANTED_MS = 5000;
let pressedAt = -Infinity;
// Not `navigator.userActivation`: a press that opened this page would count as one in it.
for (const name of ["pointerdown", "pointerup", "keydown", "click", "submit"]) {
  window.addEventListener(name, ({ isTrusted }) => isTrusted && (pressedAt = performance.now()), { capture: true, passive: true });
}

/** Has the server asked, and gives what it answered. */
export function ask(asked: Asked): Promise<Answered> {
  const url = resolve(asked.url);
  if (!url || !isOwn(url)) {
    say({ what: "lacks", name: asked.url });
    return Promise.reject(new TypeError("Failed to fetch"));
  }
  const number = ++last;
  const pressed = performance.now() - pressedAt < WANTED_MS;
  url.hash = "";
  say({ what: "ask", number, asked: { ...asked, url: url.href }, pressed });
  return new Promise((take, reject) => {
    waiting.set(number, { take, fail: (why) => reject(new TypeError(`Failed to fetch: ${why}`)) });
  });
}

/** A form's fields; files with their text. */
export function pieces(form: FormData): Promise<Piece[]> {
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === "string"
        ? { name, value }
        : { name, value: await value.text(), file: value.name, type: value.type || "application/octet-stream" },
    ),
  );
}

/** Statuses that have no body, not even an empty one. */
const BODILESS = [101, 204, 205, 304];

const Given = window.Request;

async function fetched(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Given(input, init);
  const form = init?.body instanceof FormData ? init.body : null;
  // curl says which parts a form has, and that it takes anything, by itself.
  const fields = [...request.headers].filter(
    ([name, value]) => !(form && name === "content-type") && !(name === "accept" && value === "*/*"),
  );
  const asked: Asked = { method: request.method, url: request.url, fields };
  const answer = form
    ? pieces(form).then((pieces) => ask({ ...asked, pieces }))
    : ["GET", "HEAD"].includes(request.method)
      ? ask(asked)
      : request.text().then((body) => ask({ ...asked, body }));
  const given = new Promise<never>((_, reject) => {
    request.signal.addEventListener("abort", () => reject(request.signal.reason));
  });
  const { status, reason, body, url, ...rest } = await Promise.race([answer, given]);
  const response = new Response(BODILESS.includes(status) || request.method === "HEAD" ? null : body, {
    status,
    statusText: reason,
    headers: rest.fields.filter(([name]) => name.toLowerCase() !== "set-cookie"),
  });
  return Object.defineProperties(response, { url: { value: url }, redirected: { value: url !== asked.url } });
}

/** Takes the place of what would ask the network. */
export function takeFetch(): void {
  window.fetch = fetched;
  navigator.sendBeacon = (url, body) => {
    void fetched(url, { method: "POST", body: body as BodyInit }).catch(() => undefined);
    return true;
  };
}
