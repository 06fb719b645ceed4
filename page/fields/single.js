/** A field that holds one value: its label, the input it is entered in, what is wrong with it. */
import { element, newId } from "../element.js";
import { inLanguage } from "../language.js";
import { reveal } from "../reveal.js";
import { word } from "../words.js";

/** @typedef {import("../report.js").Path} Path */
/** @typedef {import("../language.js").Text} Text */

/**
 * @typedef {object} Field what `plancheck.obligations/1` says of a field
 * @property {string} key
 * @property {Text} name
 * @property {string} control
 * @property {Text | null} unit
 * @property {{value: string, zh: string, en: string}[]} choices
 * @property {Field[]} fields
 * @property {boolean} keyed
 * @property {boolean} beside whether it is seldom stated
 */

/**
 * @typedef {object} Place where a field stands
 * @property {import("../report.js").Report} report the report, or the row of a table
 * @property {Path} path where in it the value stands
 * @property {() => Path} where the path in the whole report, by which marks name it
 * @property {string} [describedBy] the id of the verdict beside it
 * @property {import("../evidence.js").Evidence} evidence what is referred to
 * @property {"province" | "subject"} subjectKey what the plan calls those who report
 */

export class Single {
  #problem = element("span", { class: "problem", id: newId(), hidden: true });

  /**
   * @param {Field} field
   * @param {Place} place
   * @param {HTMLElement} input
   */
  constructor(field, place, input) {
    this.place = place;
    this.input = input;
    input.id = newId();
    this.name = named(field);
    this.element = element(
      "div",
      { class: "field", "data-key": field.key, "data-control": field.control },
      element("label", { for: input.id }, this.name),
      input,
      this.#problem,
    );
    this.#describe();
  }

  /** Take over what is entered from now on. */
  listen() {
    this.input.addEventListener("input", () => {
      this.place.report.put(this.place.path, this.input.value.trim() || undefined);
    });
  }

  /** Show what the report holds, unless it is being entered here. */
  refresh() {
    if (document.activeElement !== this.input) this.write(this.place.report.at(this.place.path));
  }

  /** Show `value` in the input. */
  write(value) {
    this.input.value = typeof value === "string" ? value : "";
  }

  /** Whether nothing is entered. */
  get isBlank() {
    return this.input.value.trim() === "";
  }

  /** Whether the engine cannot read what is entered. */
  get isUnreadable() {
    return this.input.hasAttribute("aria-invalid");
  }

  /** @returns {Path} where the value stands in the whole report */
  where() {
    return this.place.where();
  }

  /** Show what is wrong with the value; no messages where it can be read. */
  mark(messages) {
    const message = messages.map(inLanguage).join(word("list.semicolon"));
    const problem = message && word("mark.correct", { message });
    if (this.#problem.textContent === problem) return;
    this.#problem.textContent = problem;
    this.#problem.hidden = !problem;
    if (problem) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    this.#describe();
  }

  focus() {
    reveal(this.input);
  }

  /** @returns {Single[]} the places in which something can be entered */
  targets() {
    return [this];
  }

  #describe() {
    const ids = [!this.#problem.hidden && this.#problem.id, this.place.describedBy].filter(Boolean);
    if (ids.length) this.input.setAttribute("aria-describedby", ids.join(" "));
  }
}

/** The name of a field, with its unit where the name does not end with it. */
function named({ name, unit }) {
  const [text, counted] = [inLanguage(name), inLanguage(unit)];
  return text.endsWith(counted) ? text : word("field.with-unit", { name: text, unit: counted });
}
