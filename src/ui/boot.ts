// Starts the page: the frame with the editor first, then the Rust program that uses it. Trunk writes the program's file
// names into the <meta>, because an inline script would need a hole in the content security policy.

import "./dropping";
import { showFrame } from "./early";
import "./files";
import { keepOffline } from "./offline";
import "./pages";

interface Program {
  default(options: { module_or_path: string }): Promise<unknown>;
}

async function boot(): Promise<void> {
  const files = document.querySelector<HTMLMetaElement>('meta[name="loopscope-program"]')?.content.split(" ");
  if (!files || files.length !== 2) throw new Error("the page does not name its program");
  const [script, wasm] = files.map((file) => new URL(file, document.baseURI).href) as [string, string];
  const program = (await import(script)) as Program;
  await program.default({ module_or_path: wasm });
}

showFrame();
keepOffline();
boot().catch((error: unknown) => {
  console.error(error);
  const place = document.querySelector("[data-boot-failed]");
  if (!place) return;
  place.textContent =
    typeof WebAssembly === "object"
      ? "Loopscope could not be loaded. Check the connection and reload the page."
      : "Loopscope needs WebAssembly, which this browser does not have or has switched off.";
  place.removeAttribute("hidden");
});
