/** Shows what is wrong with files, each with its place. */
import { element } from "./element.js";
import { inLanguage } from "./language.js";
import { bothWords, word } from "./words.js";

/**
 * @typedef {object} Problem as `plancheck.result/1` has it
 * @property {import("./language.js").Text} message
 * @property {string} [title] what it is about, where it stands in the form and not in a file
 * @property {{path: string, line?: number, column?: number, cell?: string, sheet?: string} | null} [location]
 */

/**
 * @param {string} path the file that the page itself could not take
 * @param {string} key the sentence that says why
 * @param {Record<string, string | number>} [values]
 * @returns {Problem}
 */
export function pageProblem(path, key, values) {
  return { message: bothWords(key, values), location: { path } };
}

/**
 * @param {Problem[]} problems
 * @returns {HTMLElement} a list of them, in the language of the page
 */
export function problemList(problems) {
  return element("ul", { class: "problems" }, ...problems.map(item));
}

function item({ title, location, message }) {
  const named = title ?? (location && placeText(location));
  const place = named && element("strong", { class: "place" }, named);
  return element("li", {}, place, place && word("problem.after-place"), inLanguage(message));
}

function placeText({ path, line, column, sheet, cell }) {
  if (cell) return word("problem.cell", { path, sheet, cell });
  return line ? word("problem.line", { path, line, column }) : path;
}
