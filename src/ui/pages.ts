// Pages that servers on the machine send: what shows them is fetched when the first one is to be seen. `client/page/binding.rs` is
// the other side.

type Viewer = typeof import("./pages/viewer");

/** Where the viewer is: tools/page-assets.mjs writes it here. */
declare const VIEWER: string;

let coming: Promise<Viewer> | null = null;
let viewer: Viewer | null = null;

async function show(place: HTMLElement, sent: string, hear: (said: string) => void): Promise<string> {
  try {
    coming ??= import(new URL(VIEWER, document.baseURI).href) as Promise<Viewer>;
    viewer = await coming;
  } catch (error) {
    coming = null;
    throw error;
  }
  return viewer.show(place, JSON.parse(sent), hear);
}

const pages = {
  show,
  tell: (told: string): void => viewer?.tell(told),
  close: (): void => viewer?.close(),
};

export type Pages = typeof pages;

declare global {
  interface Window {
    loopscopePages: Pages;
  }
}
window.loopscopePages = pages;
