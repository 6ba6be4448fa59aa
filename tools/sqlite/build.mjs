// SQLite as a WebAssembly module of its own, which lies anywhere in the engine's memory: src/engine/side.js places it.
// Compiled from the very source that the native program has, from the crate in Cargo.lock, and kept in target/sqlite until
// that or anything here changes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { readNumber, sections } from "../engine/wasm.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../..");

/** What it is compiled with: as its crate does natively, and .cargo/config.toml beyond that. */
const OPTIONS = [
  "CORE", "ENABLE_API_ARMOR", "ENABLE_COLUMN_METADATA", "ENABLE_DBSTAT_VTAB", "ENABLE_FTS3", "ENABLE_FTS3_PARENTHESIS", "ENABLE_FTS5",
  "ENABLE_MATH_FUNCTIONS", "ENABLE_MEMORY_MANAGEMENT", "ENABLE_RTREE", "ENABLE_STAT4", "SOUNDEX", "THREADSAFE=1", "USE_URI",
  "OMIT_LOAD_EXTENSION", "MAX_VARIABLE_NUMBER=250000",
  // The engine's disk, clock and chance are all that it has.
  "OS_OTHER=1", "MUTEX_NOOP",
].map((option) => `-DSQLITE_${option}`);

const COMPILER = [
  // The one system of WebAssembly for which clang 14 places code anywhere.
  "--target=wasm32-unknown-emscripten", "-Oz", "-fPIC", "-fvisibility=hidden", "-ffreestanding", "-nostdlib", "-w",
  "-mbulk-memory", "-msign-ext", "-mnontrapping-fptoint", "-DHAVE_USLEEP=1", "-DHAVE_LOCALTIME_R", "-DHAVE_ISNAN",
];

/** The module, and what it needs: bytes of memory and their alignment, places in the table. */
export async function sqliteModule() {
  const source = sourceFolder();
  const names = ["library.c", "build.mjs", ...(await readdir(join(HERE, "include"))).filter((name) => name.endsWith(".h")).map((name) => `include/${name}`)];
  const sum = createHash("sha256").update(source);
  for (const name of names) sum.update(await readFile(join(HERE, name)));
  const exported = await called();
  const kept = join(ROOT, "target/sqlite", `${sum.update(exported.join()).digest("hex").slice(0, 16)}.wasm`);
  const bytes = await readFile(kept).catch(() => compile(source, exported, kept));
  return { bytes, ...needs(bytes) };
}

/** The functions that the engine calls. */
async function called() {
  const declarations = await readFile(join(ROOT, "crates/sqlite/src/raw.rs"), "utf8");
  return [...new Set([...declarations.matchAll(/fn (sqlite3_\w+)/g)].map(([, name]) => name))].sort();
}

async function compile(source, exported, file) {
  const clang = program("clang");
  const linker = program("wasm-ld");
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const objects = [];
  for (const [code, options] of [[join(source, "sqlite3.c"), OPTIONS], [join(HERE, "library.c"), ["-fno-builtin", "-I", source]]]) {
    const object = join(folder, `${objects.length}.o`);
    execFileSync(clang, [...COMPILER, ...options, "-I", join(HERE, "include"), "-c", code, "-o", object], { stdio: "inherit" });
    objects.push(object);
  }
  const exports = exported.map((name) => `--export=${name}`);
  const link = ["--experimental-pic", "-shared", "--no-entry", "--gc-sections", "--strip-all", ...exports, ...objects, "-o", file];
  execFileSync(linker, link, { stdio: "inherit" });
  return readFile(file);
}

/** A program of LLVM's, with or without its version behind its name. */
function program(name) {
  const names = [name, ...Array.from({ length: 12 }, (_, older) => `${name}-${25 - older}`)];
  const there = names.find((each) => {
    try {
      return execFileSync(each, ["--version"], { stdio: ["ignore", "pipe", "ignore"] }).length > 0;
    } catch {
      return false;
    }
  });
  if (!there) throw new Error(`${name} is missing: install clang and lld, version 14 or newer (Debian and Ubuntu: apt-get install clang lld).`);
  return there;
}

function sourceFolder() {
  const host = execFileSync("rustc", ["-vV"], { encoding: "utf8" }).match(/^host: (.*)$/m)[1];
  const metadata = execFileSync("cargo", ["metadata", "--locked", "--format-version", "1", "--filter-platform", host], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const crate = JSON.parse(metadata).packages.find(({ name }) => name === "libsqlite3-sys");
  return join(dirname(crate.manifest_path), "sqlite3");
}

/** What the linker says that it needs, in its section `dylink.0`. */
function needs(bytes) {
  const { bytes: said } = sections(bytes).find(({ name }) => name === "dylink.0");
  const values = [];
  for (let at = 2; values.length < 3; ) {
    const [value, end] = readNumber(said, at);
    values.push(value);
    at = end;
  }
  const [memory, align, functions] = values;
  return { memory, align: Math.max(16, 2 ** align), functions };
}

if (process.argv[2] === "--check") {
  try {
    for (const name of ["clang", "wasm-ld"]) program(name);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bytes, ...needed } = await sqliteModule();
  console.log(`${bytes.length} bytes, ${brotliCompressSync(bytes).length} by brotli`, needed);
}
