/** A text of one line, in an input that grows where the browser can make it grow. */
import { element } from "../element.js";
import { Single } from "./single.js";

/** @returns {Single} */
export function text(field, place) {
  const input = element("textarea", { rows: 1, on: { input: unbreak, keydown: stay } });
  return new Single(field, place, input);
}

function stay(event) {
  if (event.key === "Enter" && !event.isComposing) event.preventDefault();
}

/** Put what was pasted on several lines on one. */
function unbreak({ target }) {
  if (target.value.includes("\n")) target.value = target.value.replace(/\s*\n\s*/g, " ");
}
