// What a page in a frame without an origin and without a network lacks: stores that forget, sockets that fail as one does whose
// server is away, and addresses that are asked for here or not at all.

import { ask } from "./asking";
import { isOwn, resolve, say } from "./setting";

class Store {
  #kept = new Map<string, string>();
  get length(): number {
    return this.#kept.size;
  }
  key(index: number): string | null {
    return [...this.#kept.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.#kept.get(String(name)) ?? null;
  }
  setItem(name: string, value: string): void {
    this.#kept.set(String(name), String(value));
  }
  removeItem(name: string): void {
    this.#kept.delete(String(name));
  }
  clear(): void {
    this.#kept.clear();
  }
}

/** A socket or a stream of events, which never comes to be. */
class Away extends EventTarget {
  readyState = 0;
  onopen: unknown = null;
  onmessage: unknown = null;
  onerror: ((event: Event) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  constructor(readonly url: string) {
    super();
    say({ what: "lacks", name: String(url) });
    setTimeout(() => {
      this.readyState = 3;
      for (const name of ["error", "close"] as const) {
        const event = new Event(name);
        this[`on${name}`]?.(event);
        this.dispatchEvent(event);
      }
    });
  }
  send(): void {}
  close(): void {}
}

/** Attributes that have something fetched, by the element that has them. */
const FETCHES: [typeof HTMLElement, string][] = [
  [HTMLImageElement, "src"],
  [HTMLScriptElement, "src"],
  [HTMLIFrameElement, "src"],
  [HTMLMediaElement, "src"],
  [HTMLSourceElement, "src"],
  [HTMLLinkElement, "href"],
];

type Set = (element: Element, value: string) => void;

/** Gives an element what the server has under an address; what is outside, or no text, is left out. */
function fetchFor(element: Element, value: string, set: Set): void {
  const url = resolve(value);
  if (!url || !/^https?:$/.test(url.protocol)) return set(element, value);
  if (!isOwn(url)) return say({ what: "lacks", name: url.href });
  if (element instanceof HTMLIFrameElement || element instanceof HTMLMediaElement) return;
  if (element instanceof HTMLLinkElement && !element.relList.contains("stylesheet")) return;
  if (element instanceof HTMLImageElement && !url.pathname.endsWith(".svg")) return;
  ask({ method: "GET", url: url.href, fields: [] }).then(({ status, fields, body }) => {
    const type = fields.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "text/plain";
    if (status === 200) set(element, `data:${type.replace(/\s/g, "")},${encodeURIComponent(body)}`);
    else element.dispatchEvent(new Event("error"));
  }, () => element.dispatchEvent(new Event("error")));
}

function takeAddresses(): void {
  const setAttribute = Element.prototype.setAttribute;
  for (const [type, name] of FETCHES) {
    const property = Object.getOwnPropertyDescriptor(type.prototype, name);
    if (!property) continue;
    const set: Set = (element, value) => setAttribute.call(element, name, value);
    Object.defineProperty(type.prototype, name, {
      ...property,
      set(this: Element, value: string) {
        fetchFor(this, String(value), set);
      },
    });
  }
  Element.prototype.setAttribute = function (name, value) {
    const set: Set = (element, value) => setAttribute.call(element, name, value);
    const fetches = FETCHES.some(([type, attribute]) => this instanceof type && attribute === name.toLowerCase());
    if (fetches) fetchFor(this, String(value), set);
    else set(this, value);
  };
}

export function giveWhatLacks(): void {
  const instead = (name: string, value: unknown) => Object.defineProperty(window, name, { value, configurable: true, writable: true });
  instead("localStorage", new Store());
  instead("sessionStorage", new Store());
  instead("WebSocket", Away);
  instead("EventSource", Away);
  // Cookies are the server's alone: they go with requests.
  Object.defineProperty(document, "cookie", { get: () => "", set: () => undefined, configurable: true });
  takeAddresses();
}
