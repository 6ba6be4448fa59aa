// One part of the benchmark by itself.

import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "../tools/chromium.mjs";
import { serve } from "../tools/serve.mjs";

/**
 * Where the module at this address is what Node was asked to run: says what is measured, and measures it on dist/.
 *
 * @param {string} module the module's `import.meta.url`
 * @param {string} said what is measured
 * @param {(browser: object, address: string, rounds: number) => Promise<void>} report
 */
export async function alone(module, said, report) {
  if (process.argv[1] !== fileURLToPath(module)) return;
  const server = await serve(fileURLToPath(new URL("..", import.meta.url)));
  const browser = await playwright.launch({ executablePath: chromium(), args: FLAGS });
  try {
    console.log(said);
    await report(browser, `${server.url}dist/`, Number(process.env.ROUNDS ?? 3));
  } finally {
    await browser.close();
    await server.close();
  }
}
