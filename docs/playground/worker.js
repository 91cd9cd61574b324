// Runs argmap beside the page, so that the page never waits; to stop a command is to end this worker.
import { start } from "./engine.js";

/** @typedef {{id: number, command: string[], files: Record<string, string>}} Order */

const runtime = new URL("runtime/", import.meta.url).href;
const port = /** @type {{postMessage: (message: unknown) => void}} */ (/** @type {unknown} */ (self));

/** @type {(name: string) => Promise<Response>} */
async function fetched(name) {
  const response = await fetch(runtime + name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

async function ready() {
  // Asked for at once: the archive arrives while Python starts.
  const packages = fetched("packages.zip").then((response) => response.arrayBuffer());
  packages.catch(() => {});
  const [{ loadPyodide }, { Graphviz }] = await Promise.all([import(`${runtime}pyodide.mjs`), import(`${runtime}graphviz.mjs`)]);
  const told = (/** @type {string} */ step) => port.postMessage({ step });
  return start({ loadPyodide, Graphviz, folder: runtime, packages: await packages, told });
}

const running = ready();
running.then(() => port.postMessage({ step: "ready" }), (error) => port.postMessage({ failed: String(error) }));

self.addEventListener("message", async (event) => {
  const { id, command, files } = /** @type {Order} */ (event.data);
  try {
    const run = await running;
    const begin = performance.now();
    const answer = run(command, files);
    port.postMessage({ id, answer, seconds: (performance.now() - begin) / 1000 });
  } catch (error) {
    port.postMessage({ id, failed: String(error) });
  }
});
