// `XMLHttpRequest`, on what `fetch` is on. One that does not wait for its answer cannot be: there is nobody to hold.

import type { Answered } from "../said";
import { ask, pieces } from "./asking";
import { resolve } from "./setting";

const EVENTS = ["readystatechange", "loadstart", "progress", "load", "loadend", "error", "abort", "timeout"] as const;
type Handler = ((event: Event) => void) | null;

class Request extends EventTarget {
  static readonly UNSENT = 0;
  static readonly OPENED = 1;
  static readonly HEADERS_RECEIVED = 2;
  static readonly LOADING = 3;
  static readonly DONE = 4;

  readyState = 0;
  status = 0;
  statusText = "";
  responseText = "";
  responseURL = "";
  responseType: XMLHttpRequestResponseType = "";
  timeout = 0;
  withCredentials = false;
  readonly upload = new EventTarget();
  #method = "GET";
  #url = "";
  #fields: [string, string][] = [];
  #answered: [string, string][] = [];
  /** Counts what was begun: what comes of one that was given up is not wanted. */
  #turn = 0;
  #handlers = new Map<string, Handler>();

  constructor() {
    super();
    for (const name of EVENTS) {
      Object.defineProperty(this, `on${name}`, {
        get: () => this.#handlers.get(name) ?? null,
        set: (handler: Handler) => this.#handlers.set(name, handler),
        enumerable: true,
      });
      this.addEventListener(name, (event) => this.#handlers.get(name)?.call(this, event));
    }
  }

  open(method: string, url: string | URL, waits = true): void {
    if (!waits) throw new DOMException("A page here cannot wait for an answer.", "InvalidAccessError");
    this.#turn += 1;
    this.#method = method.toUpperCase();
    this.#url = resolve(url)?.href ?? String(url);
    this.#fields = [];
    this.#become(1);
  }

  setRequestHeader(name: string, value: string): void {
    this.#fields.push([name, value]);
  }

  overrideMimeType(): void {}

  send(body?: unknown): void {
    const turn = ++this.#turn;
    const asked = { method: this.#method, url: this.#url, fields: this.#fields };
    const has = (name: string) => asked.fields.some(([field]) => field.toLowerCase() === name);
    let answer;
    if (body instanceof FormData) {
      answer = pieces(body).then((pieces) => ask({ ...asked, pieces }));
    } else if (body == null || ["GET", "HEAD"].includes(asked.method)) {
      answer = ask(asked);
    } else {
      const form = body instanceof URLSearchParams;
      const type = form ? "application/x-www-form-urlencoded;charset=UTF-8" : "text/plain;charset=UTF-8";
      if (!has("content-type")) asked.fields.push(["content-type", type]);
      answer = ask({ ...asked, body: String(body) });
    }
    this.#tell("loadstart");
    answer.then(
      (answered) => turn === this.#turn && this.#take(answered),
      () => turn === this.#turn && this.#end("error"),
    );
  }

  abort(): void {
    this.#turn += 1;
    if (this.readyState === 1) this.#end("abort");
  }

  getResponseHeader(name: string): string | null {
    const found = this.#answered.filter(([field]) => field.toLowerCase() === name.toLowerCase());
    return found.length ? found.map(([, value]) => value).join(", ") : null;
  }

  getAllResponseHeaders(): string {
    return this.#answered.map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join("");
  }

  get response(): unknown {
    if (this.responseType === "" || this.responseType === "text") return this.responseText;
    if (this.readyState !== 4 || this.status === 0) return null;
    switch (this.responseType) {
      case "json":
        try {
          return JSON.parse(this.responseText);
        } catch {
          return null;
        }
      case "blob":
        return new Blob([this.responseText], { type: this.getResponseHeader("content-type") ?? "" });
      case "arraybuffer":
        return new TextEncoder().encode(this.responseText).buffer;
      default:
        return new DOMParser().parseFromString(this.responseText, "text/html");
    }
  }

  #take({ status, reason, fields, body, url }: Answered): void {
    this.status = status;
    this.statusText = reason;
    this.responseURL = url;
    this.#answered = fields.filter(([name]) => name.toLowerCase() !== "set-cookie");
    this.#become(2);
    this.responseText = body;
    this.#become(3);
    this.#tell("progress");
    this.#end("load");
  }

  #end(name: string): void {
    this.#become(4);
    this.#tell(name);
    this.#tell("loadend");
  }

  #become(state: number): void {
    this.readyState = state;
    this.#tell("readystatechange");
  }

  #tell(name: string): void {
    this.dispatchEvent(new ProgressEvent(name));
  }
}

/** Takes the place of the browser's. */
export function takeXhr(): void {
  window.XMLHttpRequest = Request as unknown as typeof XMLHttpRequest;
}
