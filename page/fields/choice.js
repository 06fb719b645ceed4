/** One of several values: a status, or yes and no. */
import { element } from "../element.js";
import { inLanguage } from "../language.js";
import { word } from "../words.js";
import { Single } from "./single.js";

/** @returns {Choice} */
export function choice(field, place) {
  const options = field.choices.map((each) => option(each.value, inLanguage(each)));
  return new Choice(field, place, element("select", {}, option("", word("choice.none")), ...options));
}

class Choice extends Single {
  /** Show `value`; one that is not to choose from stays until it is corrected. */
  write(value) {
    const wanted = typeof value === "string" ? value : "";
    if (![...this.input.options].some((each) => each.value === wanted)) {
      this.input.append(option(wanted, wanted));
    }
    this.input.value = wanted;
  }
}

function option(value, text) {
  return element("option", { value }, text);
}
