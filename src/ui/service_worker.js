// Keeps the page, the engine and its image, so that Loopscope works without a network after the first visit. Shelves are
// kept by the engine's worker, when it has fetched them.
//
// Never two builds at once: every file is taken only if it is the very one that belongs to this build, the page is served
// as it was kept, and a newer build waits until the reader wants it. While building, tools/engine/pack.mjs writes the
// names of this build's caches and their files into CACHES: `{ cache: { file: sha256 } }`, the page's cache first.

const CACHES = {};

const [PAGE] = Object.keys(CACHES);
const HOME = new URL("./", self.location.href).href;

self.addEventListener("install", (event) => event.waitUntil(fill()));

async function fill() {
  for (const [name, files] of Object.entries(CACHES)) {
    const cache = await caches.open(name);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    const missing = Object.entries(files).filter(([file]) => !kept.has(new URL(file, HOME).href));
    await cache.addAll(missing.map(([file, integrity]) => new Request(new URL(file, HOME), { integrity })));
  }
}

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

/** Lets go of other builds, but not while another tab may still be on one. */
async function tidy() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > 1) return;
  const old = (await caches.keys()).filter((name) => name.startsWith("loopscope-") && !(name in CACHES));
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(HOME)) event.respondWith(answer(event.request));
});

async function answer(request) {
  const address = request.url.split("#")[0];
  const isPage = request.mode === "navigate" && [HOME, `${HOME}index.html`].includes(address.split("?")[0]);
  const kept = await (await caches.open(PAGE)).match(isPage ? HOME : address);
  // The files of another build that a tab is still on have names of their own.
  return kept ?? (await caches.match(address)) ?? fetch(request);
}
