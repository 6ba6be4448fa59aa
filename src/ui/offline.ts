// Registers the service worker, which keeps the page for use without a network, and tells the page when it has a newer one.

/** Told on `window`: a newer build stands ready. */
const UPDATE = "loopscope-update";
/** Asked for on `window`: go over to it. */
const RELOAD = "loopscope-reload";

/** What the reader waits for comes first: the engine, and the first runs. */
const SETTLED = '.app[data-engine="ready"][data-busy="false"]';
const LOOK_EVERY_MS = 500;

export function keepOffline(): void {
  const looking = setInterval(() => {
    if (!document.querySelector(SETTLED)) return;
    clearInterval(looking);
    void register();
  }, LOOK_EVERY_MS);
}

async function register(): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await workers.register("./sw.js");
  } catch {
    return; // Denied, or no network: the page works as it is.
  }
  // Playwright's and some browsers' private modes register nothing.
  if (!registration) return;
  const found = registration;
  let asked = false;
  window.addEventListener(RELOAD, () => {
    asked = true;
    found.waiting?.postMessage("take over");
  });
  workers.addEventListener("controllerchange", () => asked && location.reload());
  const tell = () => found.waiting && workers.controller && window.dispatchEvent(new Event(UPDATE));
  tell();
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", tell));
}
