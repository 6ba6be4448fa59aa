// Before the first paint: the theme that the reader chose, or the system's.

const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
let chosen: string | null = null;
try {
  chosen = localStorage.getItem("loopscope.theme");
} catch {
  // Storage is denied: the system's theme it is.
}
document.documentElement.dataset.theme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";
