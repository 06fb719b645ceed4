/** A number with its unit. 六次 and 15家 must reach the engine as typed: never `type=number`. */
import { element } from "../element.js";
import { Single } from "./single.js";

/** @returns {Single} */
export function count(field, place) {
  const input = element("input", { type: "text", inputmode: "numeric", autocomplete: "off" });
  return new Single(field, place, input);
}
