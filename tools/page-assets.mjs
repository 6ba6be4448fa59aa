// Bundles what the page needs besides Rust into static/built/: the editor and the start (boot.js), the
// theme's early bird (theme.js), the style sheet (page.css), and what shows pages of scripts' servers (pages/). Trunk runs this
// before every build.

import { build } from "esbuild";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { common } from "./bundling.mjs";
import { buildPages } from "./pages.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "static/built");

await mkdir(out, { recursive: true });
const viewer = await buildPages(root, out);
await Promise.all([
  build({
    ...common,
    entryPoints: { boot: join(root, "src/ui/boot.ts") },
    format: "esm",
    loader: { ".py": "text" },
    define: { VIEWER: JSON.stringify(viewer) },
    outdir: out,
  }),
  build({
    ...common,
    entryPoints: { theme: join(root, "src/ui/theme.ts") },
    format: "iife",
    outdir: out,
  }),
  build({
    ...common,
    entryPoints: { page: join(root, "static/css/main.css") },
    external: ["./fonts/*"],
    outdir: out,
  }),
  firstRun(),
]);

/** The recorded runs of the first example. Where none were recorded the page gets an empty file, and waits. */
async function firstRun() {
  const target = join(out, "first-run.bin");
  try {
    await copyFile(join(root, "static/first-run.bin"), target);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    await writeFile(target, "");
  }
}
