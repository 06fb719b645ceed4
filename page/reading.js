/** Takes files from the person's disk, within limits. What is in them is the engine's to judge. */
import { pageProblem } from "./problems.js";

const MB = 2 ** 20;
/** Larger files are not read at all; the engine's own limits are narrower. */
export const MOST_FILE_BYTES = 10 * MB;
/** How much is held at once, so that a whole disk dropped by mistake does not fill the memory. */
export const MOST_BYTES = 100 * MB;
export const MOST_FILES = 1000;

/** @returns {Record<string, number>} the limits as sentences name them */
export function limits() {
  return { size: MOST_FILE_BYTES / MB, files: MOST_FILES, total: MOST_BYTES / MB };
}

/**
 * @param {File} file
 * @param {string} [name] with its folders, where it comes from one
 * @returns {Promise<{name: string, content: ArrayBuffer} | {problems: import("./problems.js").Problem[]}>}
 */
export async function readFile(file, name = file.name) {
  if (file.size > MOST_FILE_BYTES) {
    return { problems: [pageProblem(name, "reading.too-large", limits())] };
  }
  try {
    return { name, content: await file.arrayBuffer() };
  } catch {
    return { problems: [pageProblem(name, "reading.unreadable")] };
  }
}
