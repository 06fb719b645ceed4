/** The report as the form holds it: a tree of texts, as a file with English keys would have it. */

/** @typedef {(string | number)[]} Path */

export class Report {
  #listeners = new Set();

  /** @param {object} [tree] */
  constructor(tree = {}) {
    this.tree = tree;
  }

  /**
   * @param {Path} path
   * @returns {unknown} what stands there, `undefined` for nothing
   */
  at(path) {
    return path.reduce((node, key) => (holds(node, key) ? node[key] : undefined), this.tree);
  }

  /**
   * Write `value` at `path`. `undefined` takes away what is there, and with it each branch that
   * holds nothing else: an empty branch that stays is an answer ("there are none").
   * @param {Path} path
   * @param {unknown} value
   */
  put(path, value) {
    if (value === undefined) take(this.tree, path);
    else place(this.tree, path, value);
    this.#tell();
  }

  /** Take another tree in place of this one. */
  replace(tree) {
    this.tree = tree;
    this.#tell();
  }

  /** @returns {object} the tree without blank values */
  pruned() {
    return prune(this.tree) ?? {};
  }

  /**
   * @param {string} [obligation]
   * @returns {boolean} whether anything was entered for the obligation, or for any
   */
  isTouched(obligation) {
    const tasks = this.pruned().tasks ?? {};
    return obligation === undefined ? Object.keys(tasks).length > 0 : holds(tasks, obligation);
  }

  /** Call `listener` after each change. */
  onChange(listener) {
    this.#listeners.add(listener);
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

/** @returns {boolean} whether something can stand below `node` */
export function isBranch(node) {
  return typeof node === "object" && node !== null;
}

/** Whether `key` stands below `node` itself: a name in a file may be `__proto__`. */
function holds(node, key) {
  return isBranch(node) && Object.prototype.hasOwnProperty.call(node, key);
}

function place(node, [key, ...rest], value) {
  if (!rest.length) return write(node, key, value);
  if (!holds(node, key) || !isBranch(node[key])) write(node, key, {});
  place(node[key], rest, value);
}

function write(node, key, value) {
  Object.defineProperty(node, key, { value, writable: true, enumerable: true, configurable: true });
}

function take(node, [key, ...rest]) {
  if (!holds(node, key)) return;
  if (rest.length) {
    take(node[key], rest);
    if (!isBranch(node[key]) || Object.keys(node[key]).length) return;
  }
  delete node[key];
}

/** Return a copy without blank texts and without what only held such; `{}` and `[]` stay. */
function prune(node) {
  if (typeof node === "string") return node.trim() === "" ? undefined : node;
  if (!isBranch(node)) return node;
  const kept = Object.entries(node)
    .map(([key, value]) => [key, prune(value)])
    .filter(([, value]) => value !== undefined);
  if (!kept.length && Object.keys(node).length) return undefined;
  return Array.isArray(node) ? kept.map(([, value]) => value) : Object.fromEntries(kept);
}
