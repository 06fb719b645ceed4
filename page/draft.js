/**
 * Keeps the report in the browser until it is saved. Whoever uses the computer can write there, so
 * what does not look like a report is no draft.
 */

const PREFIX = "plancheck.draft/1/";
/** A draft longer than any report that the engine reads. */
const MOST_CHARACTERS = 2 << 20;
const MOST_DEPTH = 8;
/** A name that leads out of an object. */
const UNSAFE_KEY = "__proto__";
/** The parts of a report that are no texts. */
const PARTS = new Map([
  ["tasks", isTableOfTables],
  ["evidence", isTableOfTables],
  ["allotments", isTable],
  ["designated", isTexts],
  ["classes", isTexts],
]);

/** @returns {Storage | null} the browser's own; null where it is refused */
export function browserStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export class Draft {
  #storage;
  #key;
  #rules;
  #isKept;

  /**
   * @param {Storage | null} storage may throw on every call
   * @param {string} planId
   * @param {string} rules the sha256 of the rule set that the page judges by
   */
  constructor(storage, planId, rules) {
    this.#storage = storage;
    this.#key = PREFIX + planId;
    this.#rules = rules;
    this.#isKept = this.load() !== null;
  }

  /**
   * @returns {{tree: object, rules: string} | null} the draft, with the rule set it was made for:
   *   one of another rule set is for the person to accept
   */
  load() {
    const text = attempt(() => this.#storage.getItem(this.#key)) ?? "";
    if (text.length > MOST_CHARACTERS) return null;
    const draft = attempt(() => JSON.parse(text));
    if (!isTable(draft) || !isText(draft.rules) || !isReport(draft.tree)) return null;
    return { tree: draft.tree, rules: draft.rules };
  }

  /** Keep `tree`, where the browser lets the page. */
  keep(tree) {
    const text = JSON.stringify({ rules: this.#rules, tree });
    this.#isKept = attempt(() => {
      this.#storage.setItem(this.#key, text);
      return true;
    }) ?? false;
  }

  /** Take the draft away. */
  forget() {
    attempt(() => this.#storage.removeItem(this.#key));
    this.#isKept = false;
  }

  /** @returns {boolean} whether a draft is in the browser now */
  get isKept() {
    return this.#isKept;
  }
}

function attempt(call) {
  try {
    return call();
  } catch {
    return undefined;
  }
}

function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isReport(tree) {
  return isTable(tree) && isSafe(tree, MOST_DEPTH) && Object.entries(tree).every(isPart);
}

function isPart([key, value]) {
  const fits = PARTS.get(key) ?? isText;
  return fits(value);
}

function isTableOfTables(value) {
  return isTable(value) && Object.values(value).every(isTable);
}

function isTexts(value) {
  return Array.isArray(value) && value.every(isText);
}

function isText(value) {
  return typeof value === "string";
}

/** Whether `value` is made of texts, at most `depth` levels deep, under names that do no harm. */
function isSafe(value, depth) {
  if (isText(value)) return true;
  if (typeof value !== "object" || value === null || depth === 0) return false;
  return Object.entries(value).every(
    ([key, below]) => key !== UNSAFE_KEY && isSafe(below, depth - 1),
  );
}
