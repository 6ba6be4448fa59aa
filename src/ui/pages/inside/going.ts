// Where the person goes from a page: links, forms, and the page's own word on where it is.

import { type Asked } from "../said";
import { pieces } from "./asking";
import { isOwn, resolve, say, setting } from "./setting";

function go(asked: Asked): void {
  const url = resolve(asked.url);
  if (!url || !isOwn(url)) return say({ what: "lacks", name: asked.url });
  // A place in a page is no server's business.
  url.hash = "";
  say({ what: "go", asked: { ...asked, url: url.href } });
}

function goTo(url: string): void {
  go({ method: "GET", url, fields: [] });
}

const withoutPlace = (url: string): string => url.split("#")[0] ?? "";

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  const link = event.composedPath().find((part): part is HTMLAnchorElement => part instanceof HTMLAnchorElement);
  if (!link?.hasAttribute("href") || link.protocol === "javascript:") return;
  event.preventDefault();
  if (withoutPlace(link.href) === withoutPlace(setting.address) && link.hash) location.hash = link.hash;
  else goTo(link.href);
}

async function submit(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
  const said = (name: string) => by?.getAttribute(`form${name}`) ?? form.getAttribute(name);
  const method = (said("method") ?? "get").toUpperCase();
  const url = resolve(said("action") ?? "") ?? new URL(setting.address);
  const fields = new FormData(form, by);
  if (method !== "POST") {
    url.search = written(fields);
    return goTo(url.href);
  }
  const asked: Asked = { method, url: url.href, fields: [] };
  if (said("enctype") === "multipart/form-data") return go({ ...asked, pieces: await pieces(fields) });
  go({ ...asked, body: written(fields) });
}

/** Fields as an address has them; of files their names. */
function written(fields: FormData): string {
  const text = [...fields].map(([name, value]): [string, string] => [name, typeof value === "string" ? value : value.name]);
  return new URLSearchParams(text).toString();
}

/** A history in which the page's addresses are its own: the frame has none. */
function takeHistory(): void {
  for (const name of ["pushState", "replaceState"] as const) {
    const given = history[name].bind(history);
    history[name] = (state, unused, url) => {
      given(state, unused);
      const at = url == null ? null : resolve(url);
      if (at && isOwn(at)) say({ what: "at", url: at.href });
    };
  }
}

/** Takes over whatever would lead the frame elsewhere. */
export function takeGoing(): void {
  // Behind the page's own listeners, which may have done all there is to do.
  window.addEventListener("click", follow);
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    if (event.target.method === "dialog") return;
    event.preventDefault();
    void submit(event.target, event.submitter);
  });
  HTMLFormElement.prototype.submit = function () {
    void submit(this, null);
  };
  window.open = (url) => {
    if (url) goTo(String(url));
    return null;
  };
  takeHistory();
}
