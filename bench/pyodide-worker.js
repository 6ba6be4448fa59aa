// Pyodide in a worker. `await` at the top level is its own way to run asyncio, on the browser's event loop.
import { loadPyodide } from "../node_modules/pyodide/pyodide.mjs";

try {
  const pyodide = await loadPyodide();
  self.onmessage = async ({ data: source }) => {
    const lines = [];
    pyodide.setStdout({ batched: (line) => lines.push(line) });
    try {
      await pyodide.runPythonAsync(source.replace("asyncio.run(main())", "await main()"));
      postMessage({ output: lines.join("\n") });
    } catch (error) {
      postMessage({ fault: String(error) });
    }
  };
  postMessage({ ready: true });
} catch (error) {
  postMessage({ fault: String(error) });
}
