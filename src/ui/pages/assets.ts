// What pages name on servers outside, and is ours to give: FastAPI's /docs and /redoc. Fetched when a page first needs it, and
// kept for later visits without a network, as shelves are.

/** Files by the end of their packages' addresses; tools/pages.mjs writes their names and hashes here. */
declare const ASSETS: Record<string, { file: string; integrity: string }>;
/** The cache that they are kept in, which sw.js knows. */
declare const ASSETS_CACHE: string;

/** Servers that have packages of npm. */
const HOSTS = /^https:\/\/(?:cdn\.jsdelivr\.net\/npm|unpkg\.com)\/(.+)$/;

/** The asset that an address outside means, whatever its release. */
export function assetOf(url: URL): string | null {
  const path = HOSTS.exec(url.href)?.[1]?.replace(/^([^/@]+)@[^/]*/, "$1");
  return path && path in ASSETS ? path : null;
}

const given = new Map<string, Promise<string>>();

/** An asset as a `data:` address: a frame without an origin could not fetch it. */
export function asset(name: string): Promise<string> {
  let address = given.get(name);
  if (!address) {
    address = fetched(name);
    given.set(name, address);
    // What failed once is tried again.
    address.catch(() => given.delete(name));
  }
  return address;
}

async function fetched(name: string): Promise<string> {
  const { file, integrity } = ASSETS[name] ?? {};
  const response = await fetch(new URL(file ?? "", import.meta.url), { integrity: integrity ?? "" });
  if (!response.ok) throw new Error(`${file} is not there`);
  await keep(response.clone());
  return dataAddress(await response.blob());
}

async function keep(response: Response): Promise<void> {
  try {
    await (await caches.open(ASSETS_CACHE)).put(response.url, response);
  } catch {
    // No storage, or none left: it is fetched again.
  }
}

/** Bytes or a text as an address. */
export function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
