/**
 * What the worker may load: parts of the page, by name, from memory. Imported before Pyodide, whose modules look at
 * `importScripts` when they are loaded.
 */

/** @type {Map<string, Response>} the answers, each taken once */
export const memory = new Map();

/** Answers from `memory`; nothing reaches a network, whatever the browser would allow. */
self.fetch = async (address) => {
  const name = new URL(address).pathname.split("/").pop();
  const response = memory.get(name);
  if (!response) throw new TypeError(`not a part of the page: ${name}`);
  memory.delete(name);
  return response;
};

/** Pyodide refuses a classic worker, and knows one by this; from a file no browser starts a module worker. */
self.importScripts = () => {
  throw new TypeError("not a part of the page");
};
