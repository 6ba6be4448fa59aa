// Shows a page that a server on the machine sent. It stands in a frame in a frame: the outer one, frame.html, brings a policy under
// which a page's own scripts run; the inner one is sandboxed, without an origin. Its content is written into it, and not fetched:
// so it is there without a network, too, for no service worker answers to a frame without an origin.

import { rewritten, type Sent } from "./rewriting";
import { MARK, type Answered, type Asked, type Said, type Told } from "./said";

/** Told of what a page says, in the form of `binding.rs`. */
type Hear = (said: string) => void;

/** Requests of the viewer's own have numbers below 0: no page's script has those. */
let last = 0;
const parts = new Map<number, { take(answered: Answered): void; fail(why: Error): void }>();
/** The page that is shown. */
let shown: { inner: HTMLIFrameElement; hear: Hear } | null = null;
/** Counts what was to be shown: of two pages that are made at once the later stays. */
let turn = 0;

/** Shows a page in a place; gives the addresses outside that it has to do without, one to a line. */
export async function show(place: HTMLElement, sent: Sent & { dark: boolean }, hear: Hear): Promise<string> {
  const mine = ++turn;
  const setting = { address: sent.address, home: location.origin, dark: sent.dark };
  const part = (url: string): Promise<Answered> =>
    new Promise((take, fail) => {
      const number = --last;
      parts.set(number, { take, fail });
      const asked: Asked = { method: "GET", url, fields: [] };
      hear(JSON.stringify({ what: "ask", number, asked, pressed: false } satisfies Said));
    });
  const outer = await frame(place);
  const inside = outer.contentDocument;
  const parser = outer.contentWindow && new (outer.contentWindow as Window & typeof globalThis).DOMParser();
  if (mine !== turn || !inside || !parser) return "";
  const { html, outside } = await rewritten(sent, setting, part, parser);
  if (mine !== turn) return "";
  const inner = inside.createElement("iframe");
  inner.setAttribute("sandbox", "allow-scripts allow-forms");
  inner.title = "The page";
  inner.srcdoc = html;
  inside.body.replaceChildren(inner);
  shown = { inner, hear };
  return outside.join("\n");
}

/** The outer frame in a place, once it is there. */
function frame(place: HTMLElement): Promise<HTMLIFrameElement> {
  const there = place.querySelector("iframe");
  if (there?.contentDocument?.readyState === "complete" && there.contentDocument.URL === there.src) return Promise.resolve(there);
  there?.remove();
  const outer = document.createElement("iframe");
  outer.title = "What the server sent";
  outer.src = new URL("./frame.html", import.meta.url).href;
  return new Promise((resolve) => {
    outer.addEventListener("load", () => resolve(outer), { once: true });
    place.append(outer);
  });
}

/** What came of a request that was heard. */
export function tell(text: string): void {
  const told = JSON.parse(text) as Told;
  if (told.number > 0) {
    shown?.inner.contentWindow?.postMessage({ [MARK]: told }, "*");
    return;
  }
  const part = parts.get(told.number);
  parts.delete(told.number);
  if (told.answered) part?.take(told.answered);
  else part?.fail(new Error(told.failed));
}

/** Nothing is shown any more. */
export function close(): void {
  turn += 1;
  shown = null;
  for (const { fail } of parts.values()) fail(new Error("closed"));
  parts.clear();
}

window.addEventListener("message", ({ data, source }) => {
  const said = (data as Record<string, Said> | null)?.[MARK];
  if (!said || !shown || source !== shown.inner.contentWindow) return;
  shown.hear(JSON.stringify(said));
});
