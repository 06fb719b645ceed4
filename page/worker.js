/**
 * The engine's side of the page: starts Python from the parts of the page and answers questions.
 *
 * It gets `{parts: {name: base64 of gzip}}` once and posts `{ready: true, value}` or `{failed: message}`; then each
 * `{id, op, args, files}` is answered with `{id, value, ms}` or `{id, error}`. `op` is a method of `bridge.Bridge`,
 * `args` its keyword arguments, `files` a list of `{name, content}` that takes the place of the files before.
 */

import { memory } from "./offline.js";
import { loadPyodide } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";

/** The current folder of Python. */
const FILES = "/files";

/** A promise of how to ask Python. */
let python;

self.onmessage = ({ data }) => {
  if (data.parts) {
    python = startPython(data.parts);
    python
      .then(({ ask }) => self.postMessage({ ready: true, value: ask("start", {}) }))
      .catch((error) => self.postMessage({ failed: message(error) }));
  } else {
    reply(data);
  }
};

/** Posts the answer to one question. */
async function reply({ id, op, args, files = [] }) {
  try {
    const { ask, keep } = await python;
    const begin = performance.now();
    if (files.length) keep(files);
    const value = ask(op, args);
    self.postMessage({ id, value, ms: performance.now() - begin });
  } catch (error) {
    self.postMessage({ id, error: message(error) });
  }
}

/** Starts Python with the engine and returns how to ask it, and how to give it files. */
async function startPython(parts) {
  const packages = inflated(parts.packages).arrayBuffer();
  memory.set("pyodide.asm.wasm", inflated(parts.runtime, "application/wasm"));
  memory.set("python_stdlib.zip", inflated(parts.library));
  let home;
  const { FS, pyimport, unpackArchive } = await loadPyodide({
    createPyodideModule,
    indexURL: "memory:/",
    lockFileContents: { info, packages: {} },
    // Python begins at home. Pydantic would look for plugins in metadata that is not here.
    env: { HOME: FILES, PYDANTIC_DISABLE_PLUGINS: "__all__" },
    fsInit: async (_, { sitePackages }) => {
      home = sitePackages;
    },
  });
  // Unpacked, since the engine opens files beside its modules.
  unpackArchive(await packages, "zip", { extractDir: home });
  FS.mount(FS.filesystems.MEMFS, {}, FILES);
  const bridge = pyimport("page.bridge").Bridge();
  return {
    ask: (op, args) => JSON.parse(bridge.answer(op, JSON.stringify(args))),
    keep: (files) => replaceFiles(FS, files),
  };
}

/** Lets nothing but `files` lie in the current folder; a name may lead through folders. */
function replaceFiles(FS, files) {
  FS.unmount(FILES);
  FS.mount(FS.filesystems.MEMFS, {}, FILES);
  for (const { name, content } of files) {
    const path = `${FILES}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, new Uint8Array(content));
  }
}

/** Returns what base64 of gzip holds, as a response that is read while it is inflated. */
function inflated(base64, type = "application/octet-stream") {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type } });
}

/** Returns what went wrong without the stack of JavaScript, in which a line has a million characters. */
function message(error) {
  return String(error?.message ?? error);
}
