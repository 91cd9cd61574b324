// argmap itself: Python, its packages and Graphviz, all in WebAssembly. The same in a page's worker and in Node.

/**
 * Starts Python and argmap.
 *
 * @param {object} parts
 * @param {Function} parts.loadPyodide from the package `pyodide`
 * @param {{load: () => Promise<any>}} parts.Graphviz from the package `@hpcc-js/wasm-graphviz`
 * @param {string} parts.folder where Pyodide finds its own files
 * @param {ArrayBuffer} parts.packages the archive of Python packages
 * @param {(step: string) => void} [parts.told] is told each step as it begins
 * @returns {Promise<(command: string[], files: Record<string, string>) => Answer>} what runs a command
 */
export async function start({ loadPyodide, Graphviz, folder, packages, told = () => {} }) {
  told("python");
  const python = await loadPyodide({ indexURL: folder, env: { HOME: "/home", COLUMNS: "80", PYTHONHASHSEED: "0" } });
  told("packages");
  const site = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(packages, "zip", { extractDir: site });
  told("graphviz");
  const graphviz = await Graphviz.load();
  told("argmap");
  // As argmap's own program does: a command builds large results and ends, so looking for garbage early finds none.
  python.runPython("import gc; gc.set_threshold(200_000, 30, 30)");
  const host = python.pyimport("argmap_host");

  /** @type {(dot: string, format: string, engine: string) => string} */
  const draw = (dot, format, engine) => graphviz.layout(dot, format, engine);

  return (command, files) => {
    const list = python.toPy(command), texts = python.toPy(files);
    const answer = host.run(list, texts, draw);
    try {
      return answer.toJs({ dict_converter: Object.fromEntries });
    } finally {
      for (const proxy of [list, texts, answer]) proxy.destroy();
    }
  };
}

/**
 * @typedef {object} Answer
 * @property {number} code the exit code
 * @property {string} output what was printed
 * @property {string} errors what was printed about mistakes
 * @property {Record<string, Uint8Array>} written the files that were written
 */
