/** Leads to where something has to be done. */
import { element } from "./element.js";

/**
 * Focus `target`, opening whatever it is folded into.
 * @param {HTMLElement} target
 */
export function reveal(target) {
  for (let node = target; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement && target.parentElement !== node) node.open = true;
  }
  // Where a click led here, browsers show the focus on texts only.
  target.classList.add("reached");
  target.addEventListener("blur", () => target.classList.remove("reached"), { once: true });
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

/** @returns {HTMLElement} a button in the text that leads somewhere */
export function link(text, go) {
  return element("button", { type: "button", class: "link", on: { click: go } }, text);
}
