/** A button by the word on it. */
import { element } from "./element.js";
import { word } from "./words.js";

/**
 * @param {string} key of its word
 * @param {() => void} click
 * @param {{values?: object} & Record<string, string>} [options] values of the word, and attributes
 * @returns {HTMLButtonElement}
 */
export function button(key, click, { values, ...attributes } = {}) {
  return element("button", { type: "button", ...attributes, on: { click } }, word(key, values));
}
