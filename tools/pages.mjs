// What shows pages of the machine's servers, in static/built/pages/: the viewer (src/ui/pages), the document of its frame, and, as
// shelves that are fetched when first needed, what FastAPI's /docs and /redoc name on servers outside: files of packages of npm.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { common } from "./bundling.mjs";

/** Files by their packages' addresses, and the licences that go with them. */
const ASSETS = {
  "swagger-ui-dist/swagger-ui-bundle.js": ["LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"],
  "swagger-ui-dist/swagger-ui.css": [],
  "redoc/bundles/redoc.standalone.js": ["LICENSE", "bundles/redoc.standalone.js.LICENSE.txt"],
};

/** Where the caches' names begin: src/ui/service_worker.js lets go of those that it does not know. */
const CACHE = "loopscope-pages-";

const short = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** The cache of those files: the same as long as they are. */
export function cacheName(files) {
  return CACHE + short(files.toSorted().join("\n"));
}

/** Makes the folder; gives the viewer's address, from the page's. */
export async function buildPages(root, out) {
  const folder = join(out, "pages");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "shelves"), { recursive: true });
  const assets = {};
  for (const [address, licences] of Object.entries(ASSETS)) {
    const [name] = address.split("/");
    const bytes = await readFile(join(root, "node_modules", address));
    const file = basename(address).replace(/(\.\w+)$/, `-${short(bytes)}$1`);
    await writeFile(join(folder, "shelves", file), bytes);
    assets[address] = { file: `./shelves/${file}`, integrity: `sha256-${createHash("sha256").update(bytes).digest("base64")}` };
    for (const licence of licences) {
      await copyFile(join(root, "node_modules", name, licence), join(folder, "shelves", `${name}-${basename(licence)}`));
    }
  }
  const from = (path) => join(root, "src/ui/pages", path);
  const inside = await build({ ...common, entryPoints: [from("inside/main.ts")], format: "iife", write: false });
  const viewer = await build({
    ...common,
    entryPoints: [from("viewer.ts")],
    format: "esm",
    write: false,
    define: {
      INSIDE: JSON.stringify(inside.outputFiles[0].text.replaceAll("</script", "<\\/script")),
      ASSETS: JSON.stringify(assets),
      ASSETS_CACHE: JSON.stringify(cacheName(Object.values(assets).map(({ file }) => basename(file)))),
    },
  });
  const { contents } = viewer.outputFiles[0];
  const name = `viewer-${short(contents)}.js`;
  await writeFile(join(folder, name), contents);
  await copyFile(from("frame.html"), join(folder, "frame.html"));
  return `./pages/${name}`;
}
