/** A number that is set outside the plan for this subject, and the document that sets it. */
import { element, fill, newId } from "./element.js";
import { drawField } from "./fields/index.js";
import { word } from "./words.js";

const NONE = "none"; // what the report says where no number is allotted

export class Allotment {
  #fields;
  #none = element("input", { type: "checkbox", id: newId() });
  #origin = element("span", { class: "hint" });
  #isGiven = false;

  /**
   * @param {object} obligation of plancheck.obligations/1, with fields of an allotment
   * @param {(path: string[]) => import("./fields/single.js").Place} placeOf
   * @param {{title: string, class: string}} shown what it is called, and how it looks
   */
  constructor({ obligation, facts }, placeOf, shown) {
    this.place = placeOf(["allotments", obligation]);
    this.#fields = facts.allotment.map((field) =>
      drawField(field, placeOf([...this.place.path, field.key])),
    );
    const none = element("label", { class: "tick", for: this.#none.id }, this.#none, word("allotment.none"));
    this.element = element(
      "fieldset",
      { class: shown.class },
      element("legend", {}, shown.title),
      element(
        "div",
        { class: "fields" },
        ...this.#fields.map((field) => field.element),
        facts.may_lack_allotment && none,
        this.#origin,
      ),
    );
    this.#none.addEventListener("change", () => {
      this.place.report.put(this.place.path, this.#none.checked ? NONE : undefined);
    });
    this.refresh();
  }

  refresh() {
    const isNone = this.#stated === NONE;
    this.#none.checked = isNone;
    this.#none.disabled = this.#isGiven;
    for (const field of this.#fields) {
      field.refresh();
      field.input.disabled = isNone || this.#isGiven;
    }
  }

  /**
   * Say which number a roster gives; then none is to be entered here.
   * @param {{value: number | "none", origin: string} | undefined} fact of plancheck.result/1
   */
  show(fact) {
    this.#isGiven = this.#stated === undefined && fact?.origin === "roster";
    const value = fact?.value === NONE ? word("allotment.none") : fact?.value;
    fill(this.#origin, this.#isGiven && word("fact.given", { value }));
    this.refresh();
  }

  get #stated() {
    return this.place.report.at(this.place.path);
  }

  targets() {
    return this.#fields;
  }
}
