// Makes of what Trunk built the engine as the page loads it: engine.wasm, the image, the shelves, in a folder whose name is
// the build. Trunk calls it after every build.

import { build as bundle } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { alive, differences } from "./image.mjs";
import { lateScript } from "./late.mjs";
import { LIBRARY, places, readLibrary, shelves } from "./shelf.mjs";
import { instantiate } from "./start.mjs";
import { common } from "../bundling.mjs";
import { cacheName } from "../pages.mjs";
import { sqliteModule } from "../sqlite/build.mjs";
import { dataOf } from "../../src/engine/sections.js";
import { custom, dataModule, module, sections, withTable } from "./wasm.mjs";

const PAGE = 65536;

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) throw new Error("Trunk calls this, and says where its files are");
const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex").slice(0, 16);

const script = await readFile(join(staging, "engine.js"), "utf8");
const built = await readFile(join(staging, "engine_bg.wasm"));
// SQLite is not in it, nor on any shelf: a script that imports it needs no second engine.
const sqlite = await sqliteModule();
const sqliteScript = lateScript(built, "./sqlite.js");
/** The worker's modules as they are written; `engine.js` and others are made. */
const WRITTEN = ["worker.js", "ahead.js", "fetching.js", "image.js", "sections.js", "shelf.js", "side.js"];
const written = await Promise.all(WRITTEN.map((file) => readFile(join(staging, file))));
// Of all that the folder is made of: whoever keeps one of its files by the folder's name keeps the right one.
const build = hash(built, script, sqlite.bytes, ...written);
const mark = custom("build", new TextEncoder().encode(build));

const parts = sections(built);
const library = readLibrary(parts.find(({ name }) => name === LIBRARY).bytes);
// SQLite is called through the engine's table, and calls through it: src/engine/side.js.
const program = module([...withTable(parts.filter(({ name }) => name !== LIBRARY), "__indirect_function_table"), mark]);

const folder = join(staging, `engine-${build}`);
await mkdir(join(folder, "shelves"), { recursive: true });
const files = {};
for (const { name, bytes } of shelves(library, build)) {
  // What is in every engine needs no file.
  if (name === "boot") continue;
  files[name] = `./shelves/${name}-${hash(bytes)}.wasm`;
  await writeFile(join(folder, files[name]), bytes);
}

const { bytes: sqliteBytes, ...sqliteNeeds } = sqlite;
const sqliteFile = `./shelves/sqlite-module-${hash(sqliteBytes)}.wasm`;
await writeFile(join(folder, sqliteFile), sqliteBytes);

const images = {};
for (const [name, imports] of Object.entries(library.images)) {
  const { sections, memory } = await make(imports);
  const bytes = module([mark, ...sections]);
  const asked = library.asked[name] ?? null;
  // What not everybody needs is kept when it was fetched, as a shelf is.
  const file = asked ? `./shelves/image-${name}-${hash(bytes)}.wasm` : `./image-${name}.wasm`;
  images[name] = { file, imports, asked, ...memory };
  await writeFile(join(folder, file), bytes);
}

await writeFile(join(folder, "engine.wasm"), program);
// The worker's modules lie here, where tests find them; the page loads them as one: each more is a round trip before the
// worker so much as asks for its program.
const modules = fileURLToPath(new URL("../../target/engine", import.meta.url));
await rm(modules, { recursive: true, force: true });
await mkdir(modules, { recursive: true });
await writeFile(join(modules, "package.json"), `{ "type": "module" }`);
await writeFile(join(modules, "sqlite.js"), sqliteScript);
await writeFile(
  join(modules, "parts.js"),
  `// The parts of this engine: made while building.
export const BUILD = ${JSON.stringify(build)};
export const IMAGES = ${JSON.stringify(images)};
export const SHELVES = ${JSON.stringify(files)};
export const NEEDS = ${JSON.stringify(library.needs)};
export const PLACES = ${JSON.stringify(places(library))};
export const SQLITE = ${JSON.stringify({ file: sqliteFile, ...sqliteNeeds })};
`,
);
for (const file of [...WRITTEN, "engine.js"]) await rename(join(staging, file), join(modules, file));
await bundle({
  ...common,
  entryPoints: [join(modules, "worker.js")],
  outfile: join(folder, "worker.js"),
  format: "esm",
});
for (const file of ["engine_bg.wasm", "engine.d.ts", "engine_bg.wasm.d.ts"]) await rm(join(staging, file), { force: true });

// The page's only word on its engine: the files of two builds never meet.
const page = join(staging, "index.html");
const html = await readFile(page, "utf8");
const named = html.replace(/(<meta name="loopscope-engine" content=")[^"]*/, `$1./engine-${build}/`);
if (named === html) throw new Error("index.html names no engine");
await writeFile(page, named);

// What the service worker keeps: the page, and the engine without its shelves; but the lines of asyncio, through which
// most tracebacks lead, are there without a network, too.
const kept = { page: {}, engine: {} };
const lines = files["asyncio.source"].slice("./".length);
for (const file of (await readdir(staging, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())) {
  const path = relative(staging, join(file.parentPath ?? file.path, file.name)).split(sep).join("/");
  if (path === "service_worker.js" || (path.includes("/shelves/") && !path.endsWith(lines))) continue;
  const sum = createHash("sha256").update(await readFile(join(staging, path))).digest("base64");
  const address = path === "index.html" ? "./" : `./${path}`;
  kept[path.startsWith(`engine-${build}/`) ? "engine" : "page"][address] = `sha256-${sum}`;
}
const pageBuild = hash(...Object.entries(kept.page).sort().flat());
const caches = { [`loopscope-page-${pageBuild}`]: kept.page, [`loopscope-engine-${build}`]: kept.engine };
// What pages of servers need is kept when it was fetched: src/ui/pages/assets.ts.
const assets = (await readdir(join(staging, "pages/shelves"))).filter((file) => /-[0-9a-f]{16}\.\w+$/.test(file));
caches[cacheName(assets)] = {};
const keeper = await readFile(join(staging, "service_worker.js"), "utf8");
await writeFile(join(staging, "sw.js"), keeper.replace("const CACHES = {};", `const CACHES = ${JSON.stringify(caches)};`));
await rm(join(staging, "service_worker.js"));

/** Starts the engine and imports these modules. */
async function make(imports) {
  const key = (shelf, name) => `${shelf}\0${name}`;
  const codes = new Map(
    library.modules.map(([name, shelf, at, length]) => [key(shelf, name), library.code.subarray(at, at + length)]),
  );
  const engine = await instantiate(script, program, (shelf, name) => codes.get(key(shelf, name)));
  // As `putIn` finds it (src/engine/image.js): what the engine brings, and nothing that instantiating it has written.
  const brought = dataOf(sections(program));
  const before = new Uint8Array(engine.memory.buffer.byteLength);
  for (const { at, bytes } of brought) before.set(bytes, at);
  const none = alive(engine);
  engine.start();
  for (const name of imports) {
    const fault = engine.import_ahead(name);
    if (fault) throw new Error(`${name} cannot be imported ahead: ${fault}`);
  }
  const left = alive(engine).filter((object) => !none.includes(object));
  if (left.length) throw new Error(`JavaScript objects are alive in the image, where they cannot be: ${left.join(", ")}`);
  const after = new Uint8Array(engine.memory.buffer).slice();
  // Below the first of what the engine brings lies the stack, of which nothing is in use.
  const [data, ...more] = brought;
  after.fill(0, 0, data.at);
  const changed = differences(before, after);
  return {
    sections: dataModule(changed),
    // A run changes nothing of the first part, which is constants.
    memory: {
      pages: after.length / PAGE,
      at: (more[0] ?? data).at,
      brought: brought.at(-1).at + brought.at(-1).bytes.length,
      used: endOfHeap(changed),
    },
  };
}

/** Where the memory ends that was in use: before what is set aside for runs, behind which the allocator notes where it ends. */
function endOfHeap(changed) {
  const ends = changed.map(({ at, bytes }) => at + bytes.length);
  const gaps = changed.slice(1).map(({ at }, place) => at - ends[place]);
  return ends[gaps.indexOf(Math.max(...gaps))];
}
