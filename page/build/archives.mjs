/** The two archives of Python, made by the Pyodide that the page ships. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Returns the compiled standard library and packages, and the versions of Python and of what is linked into it.
 *
 * @param {string} source the repository
 * @param {string} installed the folder of the locked parts
 * @returns {Promise<{library: Uint8Array, packages: Uint8Array, versions: Record<string, string>}>}
 */
export async function archives(source, installed) {
  const home = join(installed, "node_modules", "pyodide");
  const { loadPyodide } = await import(pathToFileURL(join(home, "pyodide.mjs")));
  const python = await loadPyodide({ indexURL: home, env: { PYTHONHASHSEED: "0" } });
  python.mountNodeFS("/source", source);
  python.mountNodeFS("/installed", installed);
  python.runPython('import sys; sys.path.append("/source/page/build"); sys.dont_write_bytecode = True');
  const made = python.pyimport("archives");
  return {
    library: made.library("/installed/node_modules/pyodide/python_stdlib.zip").toJs(),
    packages: made.packages("/source", "/installed/packages").toJs(),
    versions: made.versions().toJs({ dict_converter: Object.fromEntries }),
  };
}
