// How much memory a page takes at most, worker included: what Linux counts for the process that Chromium draws it in.

import { readFile } from "node:fs/promises";

/** The processes that draw pages. */
async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** The most megabytes that a process has had in memory; `NaN` where there is no such count. */
async function most(process) {
  const status = await readFile(`/proc/${process}/status`, "utf8").catch(() => "");
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? NaN) / 1000;
}

/** The most megabytes that a page of its own takes, all of it counted, while `work` is done in it. */
export async function peak(browser, work) {
  const others = new Set(await renderers(browser));
  let megabytes = NaN;
  await work(async () => {
    const own = (await renderers(browser)).filter((process) => !others.has(process));
    megabytes = Math.max(...(await Promise.all(own.map(most))));
  });
  return megabytes;
}
