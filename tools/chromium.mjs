#!/usr/bin/env node
// Where the Chromium is that tests, benchmarks and screenshots drive: $CHROMIUM, or one found on PATH or where
// it is usually installed. Run by itself it prints the path, or says in one sentence what to install.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Headless, and quiet: a browser that starts nothing of its own. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

/** The path of the browser. Throws with the sentence to show where there is none. */
export function chromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`CHROMIUM is set to ${named}, which cannot be run: set it to a Chromium's path.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const found = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES].find(runs);
  if (found) return found;
  throw new Error("Chromium is missing: install chromium (or Chrome), or set CHROMIUM to its path.");
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(chromium());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
