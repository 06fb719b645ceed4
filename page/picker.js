/** A button that lets a person choose files. */
import { element } from "./element.js";

/**
 * The file input lies unseen over the words, so that it keeps its focus and its keys.
 * @param {string} label what the button says
 * @param {(files: File[]) => void} receive gets what was chosen, at least one
 * @param {Record<string, string | boolean>} [attributes] of the input: `accept`, `multiple` …
 * @returns {HTMLLabelElement}
 */
export function filePicker(label, receive, attributes = {}) {
  const change = ({ target }) => {
    const files = [...target.files];
    target.value = ""; // so that the same file can be chosen again
    if (files.length) receive(files);
  };
  const input = element("input", { type: "file", ...attributes, on: { change } });
  return element("label", { class: "picker" }, element("span", {}, label), input);
}

/** @returns {boolean} whether the browser lets a person choose a folder */
export function picksFolders() {
  return "webkitdirectory" in HTMLInputElement.prototype;
}
