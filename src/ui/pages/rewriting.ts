// A page as it stands in the frame: our script before all others, what its server has for it and what is ours to give inside it,
// and no address that would have to be fetched.

import { asset, assetOf, dataAddress } from "./assets";
import type { Answered, Setting } from "./said";

/** The script in the frame, bundled; tools/page-assets.mjs writes it here. */
declare const INSIDE: string;

/** What a server sent as a page. */
export interface Sent {
  address: string;
  /** Its `Content-Type`. */
  kind: string;
  text: string;
}

/** Asks the page's server for a part of the page. */
export type Part = (url: string) => Promise<Answered>;

/** The page as HTML, and the addresses outside that are left out of it. */
export interface Rewritten {
  html: string;
  outside: string[];
}

/** Elements that have something fetched, and by which attribute. */
const FETCHING = [
  ["script[src]", "src"],
  ["link[rel~=stylesheet i][href]", "href"],
  ["img[src], input[type=image i][src]", "src"],
] as const;
/** Elements that would, and get nothing. */
const LEFT_OUT = [
  ["iframe[src], embed[src], audio[src], video[src], source[src], track[src]", "src"],
  ["link[href]:not([rel~=stylesheet i])", "href"],
  ["object[data]", "data"],
  ["img[srcset], source[srcset]", "srcset"],
  ["video[poster]", "poster"],
] as const;

/** `parser`: the outer frame's, for what it reads is under that frame's policy. */
export async function rewritten(sent: Sent, setting: Setting, part: Part, parser: DOMParser): Promise<Rewritten> {
  const isPage = /\bhtml\b/i.test(sent.kind);
  const page = parser.parseFromString(isPage ? sent.text : "", "text/html");
  if (!isPage) showPlainly(page, sent);
  const outside: string[] = [];
  const base = page.querySelector("base[href]")?.getAttribute("href");
  const from = resolve(base ?? "", sent.address)?.href ?? sent.address;
  page.querySelectorAll("base, meta[http-equiv]").forEach((element) => element.remove());

  for (const [elements, attribute] of LEFT_OUT) {
    page.querySelectorAll(elements).forEach((element) => element.removeAttribute(attribute));
  }
  const coming = FETCHING.flatMap(([elements, attribute]) =>
    [...page.querySelectorAll(elements)].map((element) => fill(element, attribute)),
  );

  async function fill(element: Element, attribute: string): Promise<void> {
    const said = element.getAttribute(attribute) ?? "";
    const url = resolve(said, from);
    if (url?.protocol === "data:") return;
    element.removeAttribute(attribute);
    element.removeAttribute("integrity");
    element.removeAttribute("crossorigin");
    const given = url && (await address(url, element));
    if (given) element.setAttribute(attribute, given);
  }

  async function address(url: URL, element: Element): Promise<string | null> {
    const name = assetOf(url);
    if (name) return asset(name);
    if (url.origin !== new URL(sent.address).origin) {
      outside.push(url.href);
      return null;
    }
    // What a terminal shows is text: no picture but a drawn one is.
    if (!["SCRIPT", "LINK"].includes(element.tagName) && !url.pathname.endsWith(".svg")) return null;
    url.hash = "";
    const answered = await part(url.href).catch(() => null);
    if (answered?.status !== 200) return null;
    const type = answered.fields.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
    return dataAddress(new Blob([answered.body], { type }));
  }

  await Promise.all(coming);
  // ReDoc takes addresses from where its document is, as Swagger UI does: inside/swagger.ts.
  page.querySelectorAll("redoc[spec-url]").forEach((element) => {
    const url = resolve(element.getAttribute("spec-url") ?? "", from);
    if (url) element.setAttribute("spec-url", url.href);
  });
  page.head.prepend(ours(page, setting), withHref(page.createElement("base"), from));
  return { html: `<!doctype html>${page.documentElement.outerHTML}`, outside };
}

function resolve(address: string, from: string): URL | null {
  try {
    return new URL(address, from);
  } catch {
    return null;
  }
}

function withHref(base: HTMLBaseElement, href: string): HTMLBaseElement {
  base.setAttribute("href", href);
  return base;
}

function ours(page: Document, setting: Setting): HTMLScriptElement {
  const script = page.createElement("script");
  // No text of somebody else's ends the script.
  script.textContent = `((SETTING) => {${INSIDE}})(${JSON.stringify(setting).replaceAll("<", "\\u003c")});`;
  return script;
}

/** What is no page, as browsers show it. */
function showPlainly(page: Document, { text, kind }: Sent): void {
  const block = page.createElement("pre");
  block.textContent = /\bjson\b/i.test(kind) ? indented(text) : text;
  block.style.cssText = "margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px / 20px ui-monospace, monospace";
  page.body.append(block);
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
