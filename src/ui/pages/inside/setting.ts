// What the viewer writes before this script, and the way to it.

import { MARK, type Said, type Setting } from "../said";

declare const SETTING: Setting;
export const setting = SETTING;

/** The browser's own, whatever the page makes of those names. */
const post = window.parent.parent.postMessage.bind(window.parent.parent);

export function say(said: Said): void {
  post({ [MARK]: said }, setting.home);
}

/** Where a page's word for an address leads; nothing where it is no address. */
export function resolve(address: string | URL): URL | null {
  try {
    return new URL(address, document.baseURI);
  } catch {
    return null;
  }
}

const origin = new URL(setting.address).origin;

/** Whether the server that sent the page is asked. */
export function isOwn(url: URL): boolean {
  return url.origin === origin;
}
