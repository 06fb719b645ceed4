/** The values that cannot be read, as the engine names them. */

/**
 * @typedef {object} Mark
 * @property {(string | number)[]} path where the value stands in the report
 * @property {string | null} obligation
 * @property {import("./language.js").Text} message
 */

/**
 * Show at each place of entry what cannot be read there.
 * @param {object[]} targets
 * @param {Mark[]} marks
 * @returns {Mark[]} those that have no place among the targets
 */
export function showMarks(targets, marks) {
  const placed = new Set();
  for (const target of targets) {
    const own = marks.length ? marks.filter(({ path }) => isSamePath(path, target.where())) : [];
    target.mark(own.map(({ message }) => message));
    for (const mark of own) placed.add(mark);
  }
  return marks.filter((mark) => !placed.has(mark));
}

/** @returns {boolean} */
export function isSamePath(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
