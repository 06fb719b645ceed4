/** The two scripts of the page, each in one piece. */

import { createRequire } from "node:module";
import { join } from "node:path";

/** Old enough for the page to say that a browser is too old. */
const PAGE = ["chrome80", "firefox78", "safari14.1"];
/** What Python in WebAssembly runs in at all. */
const WORKER = ["chrome96", "firefox100", "safari16.4"];

/**
 * Returns the text of both scripts.
 *
 * @param {string} page the folder of their sources
 * @param {string} installed the folder of the locked parts
 * @returns {Promise<{page: string, worker: string}>}
 */
export async function bundles(page, installed) {
  const esbuild = createRequire(join(installed, "package.json"))("esbuild");
  const bundle = async (name, target) => {
    const made = await esbuild.build({
      entryPoints: [join(page, name)],
      nodePaths: [join(installed, "node_modules")],
      bundle: true,
      format: "iife",
      minify: true,
      charset: "utf8",
      legalComments: "none", // the notices stand in the page
      target,
      external: ["node:*"], // loaded in node only
      define: { "import.meta.url": "self.location.href" }, // a script of this form has no other
      write: false,
      logLevel: "error",
    });
    return made.outputFiles[0].text;
  };
  return { page: await bundle("main.js", PAGE), worker: await bundle("worker.js", WORKER) };
}
