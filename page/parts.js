/** The parts that stand in the page, and what a browser needs to start them. */

import { trustedWorkerUrl } from "./trusted.js";

/** A browser that cannot run the engine; nothing of it was started. */
export class UnsupportedBrowser extends Error {}

/** A module with a table of external references, which Python needs. */
const REFERENCE_TYPES = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 111, 0, 0);

/**
 * Starts the worker and hands it the parts; it says itself when it is ready.
 *
 * @returns {Worker}
 * @throws {UnsupportedBrowser} before anything is inflated
 */
export function startWorker() {
  const missing = missingFeature();
  if (missing) throw new UnsupportedBrowser(missing);
  const source = new Blob([part("worker")], { type: "text/javascript" });
  const worker = new Worker(trustedWorkerUrl(URL.createObjectURL(source)));
  worker.postMessage({
    parts: { runtime: part("runtime"), library: part("library"), packages: part("packages") },
  });
  return worker;
}

/** Returns the name of a feature that the browser lacks, or undefined. */
function missingFeature() {
  if (typeof WebAssembly !== "object") return "WebAssembly";
  if (!WebAssembly.validate(REFERENCE_TYPES)) return "WebAssembly reference types";
  return ["Worker", "DecompressionStream"].find((name) => typeof globalThis[name] !== "function");
}

/** Takes the text of one part out of the page, so that it is not kept twice. */
function part(name) {
  const element = document.getElementById(`part-${name}`);
  element.remove();
  return element.textContent;
}
