/** The evidence that a report lists, each piece under an id that its entries refer to. */

const SEPARATORS = /[、，,；;\n]+/;
const AN_ID = /^[A-Z]+\d+$/;
/** How offices number their documents, in whatever brackets: 示例发〔2014〕12号. */
const A_NUMBER = /^([^\s《》]{1,20})[〔[(【](\d{4})[〕\])】]第?(\d+)号$/;

export class Evidence {
  #report;
  #ids = new Set();

  /** @param {import("./report.js").Report} report */
  constructor(report) {
    this.#report = report;
    this.reload();
  }

  /** Forget the ids that were given, and take those of the report. */
  reload() {
    this.#ids = new Set(Object.keys(this.#report.at(["evidence"]) ?? {}));
  }

  /** @returns {string[]} all ids, also of pieces that say nothing yet */
  get ids() {
    return [...this.#ids];
  }

  /** @returns {string | null} the id with the title, or else the number, if the piece has one */
  titled(id) {
    const [title] = this.#namesOf(id);
    return title ? `${id} ${title}` : null;
  }

  /**
   * @param {string} written ids, titles or numbers, separated by 、 or ；
   * @returns {string[]} their ids; what is new is listed
   */
  idsOf(written) {
    const names = written.split(SEPARATORS).map((name) => name.trim());
    return [...new Set(names.filter(Boolean).map((name) => this.#idOf(name)))];
  }

  /**
   * List one more piece.
   * @returns {string} its id: Z01, Z02 …
   */
  add(id = this.#nextId()) {
    this.#ids.add(id);
    return id;
  }

  /** @returns {number} how many entries refer to a piece, in themselves or in their rows */
  entriesWith(id) {
    const entries = Object.values(this.#report.at(["tasks"]) ?? {});
    return entries.filter((entry) => !isSame(entry, withoutReference(entry, id))).length;
  }

  /** Take a piece off the list, and out of all entries that refer to it. */
  remove(id) {
    this.#ids.delete(id);
    this.#report.put(["evidence", id], undefined);
    this.#report.replace(withoutReference(this.#report.tree, id) ?? {});
  }

  #idOf(name) {
    const plain = plainOf(name);
    const isCalled = (id) => plainOf(id) === plain || this.#namesOf(id).some((each) => isSameName(each, name));
    const known = this.ids.find(isCalled);
    if (known) return known;
    if (AN_ID.test(plain)) return this.add(plain);
    const id = this.add();
    this.#report.put(["evidence", id, numbered(name) ? "number" : "title"], name);
    return id;
  }

  /** What a piece is called beside its id. */
  #namesOf(id) {
    const names = ["title", "number"].map((key) => this.#report.at(["evidence", id, key]));
    return names.filter((name) => typeof name === "string" && name);
  }

  #nextId() {
    let number = 1;
    while (this.#ids.has(idOf(number))) number += 1;
    return idOf(number);
  }
}

/** Return a name as an id is written, whatever keyboard it was typed with. */
function plainOf(name) {
  return name.normalize("NFKC").toUpperCase();
}

function isSameName(one, other) {
  const number = numbered(one);
  return one === other || (number !== null && number === numbered(other));
}

/** Return the number of a document in one way of writing; nothing for what is no such number. */
function numbered(name) {
  const [, issuer, year, number] = A_NUMBER.exec(name.normalize("NFKC")) ?? [];
  return issuer ? `${issuer}〔${year}〕${number}号` : null;
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function idOf(number) {
  return `Z${String(number).padStart(2, "0")}`;
}

/**
 * Return the tree without references to `id`, which stand in lists under the key `evidence`, and
 * without what held nothing else.
 */
function withoutReference(node, id) {
  if (Array.isArray(node)) return node.map((value) => withoutReference(value, id) ?? {});
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node)
    .map(([key, value]) => [key, isList(key, value) ? others(value, id) : withoutReference(value, id)])
    .filter(([, value]) => value !== undefined);
  return kept.length || !Object.keys(node).length ? Object.fromEntries(kept) : undefined;
}

const isList = (key, value) => key === "evidence" && Array.isArray(value);

function others(ids, id) {
  const kept = ids.filter((each) => each !== id);
  return kept.length ? kept : undefined;
}
