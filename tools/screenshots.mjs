// Takes the pictures in docs/ from the real page. Expects dist/ to be built.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PICTURES = [
  { name: "coffee-bar", viewport: { width: 1280, height: 800 } },
  { name: "coffee-bar-dark", viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  { name: "coffee-bar-phone", viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
];

await mkdir(`${ROOT}/docs`, { recursive: true });
const server = await serve(`${ROOT}/dist`);
const browser = await playwright.launch({ executablePath: chromium(), args: FLAGS });
try {
  for (const { name, ...device } of PICTURES) {
    const context = await browser.newContext({ ...device, deviceScaleFactor: 2, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId("scope-sentence").first().waitFor();
    await page.waitForFunction(() => {
      const app = document.querySelector(".app");
      return app?.dataset.busy === "false" && app.dataset.engine !== "starting";
    });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${ROOT}/docs/${name}.png` });
    console.log(`docs/${name}.png`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
