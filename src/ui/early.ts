// What a reader sees first: the frame and the script, before the page's program has come. The script can be
// edited at once; the program takes over what was typed.

import firstScript from "../../examples/coffee-bar/sequential.py";
import { showEarly } from "./editor/editor";

/** The names and scripts that the page is going to open with. */
interface Opening {
  title: string;
  variants: [name: string, source: string][];
  active: number;
}

const FIRST: Opening = {
  title: "Coffee bar",
  variants: [
    ["sequential", firstScript],
    ["gather", ""],
    ["blocking", ""],
  ],
  active: 0,
};

/** As `keep/storage.rs` finds it: this tab's work, or the newest of any tab. */
function kept(): Opening | undefined {
  for (const read of [
    () => sessionStorage.getItem("loopscope.work"),
    () => history.state?.loopscopeWork,
    () => localStorage.getItem("loopscope.work"),
  ]) {
    try {
      const work = JSON.parse(read() ?? "null");
      if ((work?.version === 1 || work?.version === 2) && work.variants?.[work.active]) return work as Opening;
    } catch {
      // A store that is denied, or holds something else.
    }
  }
  return undefined;
}

/** Fills the frame of `index.html`. A link is left to the program: only it can read one. */
export function showFrame(): void {
  const place = document.querySelector<HTMLElement>("[data-early-editor]");
  const tabs = document.querySelector<HTMLElement>("[data-early-tabs]");
  if (!place || !tabs || location.hash.length > 1) return;
  const { title, variants, active } = kept() ?? FIRST;
  const heading = document.querySelector<HTMLElement>("[data-early-title]");
  if (heading) heading.textContent = title;
  variants.forEach(([name], index) => {
    const tab = document.createElement("span");
    tab.className = index === active ? "tab open" : "tab";
    tab.textContent = name;
    tabs.append(tab);
  });
  const open = variants[active];
  if (open) showEarly(place, ...open);
}
