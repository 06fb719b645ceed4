/** A day. 2014年6月30日 must reach the engine as typed: never `type=date`. */
import { element } from "../element.js";
import { Single } from "./single.js";

/** @returns {Single} */
export function date(field, place) {
  return new Single(field, place, element("input", { type: "text", autocomplete: "off" }));
}
