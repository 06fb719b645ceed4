/** The command `plancheck`, run natively. */

import { execFile } from "node:child_process";
import { join } from "node:path";

import { ROOT } from "./browser.mjs";

/** That of the environment which `.ci/run` makes, or another. */
export const PYTHON = process.env.PYTHON ?? join(ROOT, ".venv", "bin", "python");

/** @returns {Promise<string>} what a Python program prints; plancheck is there to import */
export function python(program, ...args) {
  return run("-c", program, ...args);
}

/** @returns {Promise<object>} plancheck.result/1 of reports */
export async function validated(...args) {
  const output = await run("-m", "plancheck", "validate", "--no-config", "--format", "json", ...args);
  return JSON.parse(output);
}

/** Runs Python. A report that does not comply ends with 1, files that cannot be used with 2. */
function run(...args) {
  const env = { ...process.env, PYTHONPATH: ROOT, PYTHONUTF8: "1" };
  return new Promise((resolve, reject) => {
    execFile(PYTHON, args, { cwd: ROOT, env, maxBuffer: 1 << 28 }, (error, output, said) => {
      if (error && !output) reject(new Error(said || error.message));
      else resolve(output);
    });
  });
}
