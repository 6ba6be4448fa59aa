// Takes the pictures in docs/ from the real page. Expects dist/ to be built.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium as playwright } from "playwright-core";
import { chromium, FLAGS } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DESKTOP = { width: 1280, height: 800 };
const PICTURES = [
  { name: "coffee-bar", viewport: DESKTOP },
  { name: "coffee-bar-dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "coffee-bar-phone", viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  // What a server does for each request, beside the terminals in which it was started and asked.
  { name: "served-app", viewport: DESKTOP, example: "Two windows", act: letGo },
  // What happens in no time, a column a step.
  { name: "taking-turns", viewport: DESKTOP, colorScheme: "dark", example: "Taking turns" },
  // What bounds the total, and all that is known of one task.
  { name: "critical-path", viewport: DESKTOP, example: "Polite downloads", act: boundedBy },
];

await mkdir(`${ROOT}/docs`, { recursive: true });
const server = await serve(`${ROOT}/dist`);
const browser = await playwright.launch({ executablePath: chromium(), args: FLAGS });
const wanted = process.argv.slice(2);
try {
  for (const { name, example, act, ...device } of PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const context = await browser.newContext({ ...device, deviceScaleFactor: 2, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(server.url);
    await settled(page);
    if (example) {
      await page.getByTestId("examples").click();
      await page.locator(".choice", { has: page.getByText(example, { exact: true }) }).click();
      await page.waitForFunction((title) => document.title.startsWith(title), example);
      await settled(page);
      await page.getByRole("button", { name: "Put this away" }).click();
    }
    await act?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${ROOT}/docs/${name}.png` });
    console.log(`docs/${name}.png`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}

/** Waits until the engine is there, everything has run, and its reasons are told. */
async function settled(page) {
  await page.getByTestId("scope-header").first().waitFor();
  await page.waitForFunction(() => {
    const app = document.querySelector(".app");
    return app?.dataset.busy === "false" && app.dataset.engine !== "starting";
  });
}

/** The pointer goes where it points at nothing. */
async function letGo(page) {
  await page.mouse.move(60, 24);
}

/** Shows the critical path, and all that is known of a task on it. */
async function boundedBy(page) {
  await page.getByTestId("variant-tab").filter({ hasText: "two-at-a-time" }).click();
  await page.getByRole("button", { name: "Critical path" }).click();
  await page.locator(".task-row button.task-name", { hasText: "game" }).click();
  await page.getByTestId("inspector").waitFor();
  await letGo(page);
}
