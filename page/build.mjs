/**
 * Makes plancheck.html: `node page/build.mjs FILE [INSTALLED]`. INSTALLED is the folder into which `.ci/page` installs
 * the locked parts (`.page`). The same sources and locks give the same bytes.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { archives } from "./build/archives.mjs";
import { bundles } from "./build/bundles.mjs";
import { document } from "./build/document.mjs";
import { notices } from "./build/notices.mjs";

const PAGE = dirname(fileURLToPath(import.meta.url));
const SOURCE = dirname(PAGE);

async function main(file, installed = join(SOURCE, ".page")) {
  const parts = resolve(installed);
  const runtime = readFileSync(join(parts, "node_modules", "pyodide", "pyodide.asm.wasm"));
  const { versions, ...python } = await archives(SOURCE, parts);
  const page = document(
    readFileSync(join(PAGE, "index.html"), "utf8"),
    {
      page: readFileSync(join(PAGE, "style.css"), "utf8"),
      result: readFileSync(join(SOURCE, "plancheck", "formats", "_html.css"), "utf8"),
    },
    await bundles(PAGE, parts),
    { runtime, ...python },
    notices(SOURCE, parts, versions),
  );
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, page);
}

try {
  await main(...process.argv.slice(2));
} catch (error) {
  // A stack leads through lines of a million characters.
  process.stderr.write(`build: ${String(error.message ?? error).slice(0, 2000)}\n`);
  process.exitCode = 1;
}
