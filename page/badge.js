/** Signs with their words: colour never stands alone. */
import { element } from "./element.js";

/**
 * @param {string} sign
 * @param {string} text
 * @returns {HTMLElement}
 */
export function badge(sign, text) {
  return element("strong", { class: "badge" }, element("span", { "aria-hidden": "true" }, sign), ` ${text}`);
}
