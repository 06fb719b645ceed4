/** Who reports, in which tier, as of which day, and who prepared the report. */
import { element, fill } from "./element.js";
import { drawField } from "./fields/index.js";
import { inLanguage } from "./language.js";
import { reveal } from "./reveal.js";
import { WORDS, word } from "./words.js";

export class Head {
  #fields;
  #subject;
  #tier;
  #origin = element("span", { class: "hint" });

  /**
   * @param {object} plan plancheck.obligations/1 of the whole plan
   * @param {(path: string[]) => import("./fields/single.js").Place} placeOf
   */
  constructor(plan, placeOf) {
    const draw = (field) => drawField(field, placeOf([field.key]));
    this.#subject = draw(subjectField(plan));
    this.#tier = draw(tierField(plan));
    const asOf = draw({ key: "as_of", name: WORDS["head.as-of"], control: "date" });
    const others = plan.head.map(draw);
    this.#tier.element.append(this.#origin);
    this.#fields = [this.#subject, this.#tier, asOf, ...others];
    const names = plan.head.map(({ name }) => inLanguage(name)).join(word("list.comma"));
    this.element = element(
      "div",
      {},
      element("div", { class: "fields" }, ...[this.#subject, this.#tier, asOf].map((each) => each.element)),
      element(
        "details",
        { class: "aside" },
        element("summary", {}, names),
        element("div", { class: "fields" }, ...others.map((each) => each.element)),
      ),
    );
  }

  refresh() {
    for (const field of this.#fields) field.refresh();
  }

  targets() {
    return this.#fields;
  }

  /** Say which tier a roster gives; then none is to be chosen here. */
  show(tiers, tier) {
    const isGiven = this.#tier.isBlank && tier?.origin === "roster";
    this.#tier.input.disabled = isGiven;
    fill(this.#origin, isGiven && word("fact.given", { value: inLanguage(tiers[tier.value]) }));
  }

  focusTier() {
    reveal(this.#tier.input);
  }
}

function subjectField({ subject_key: key, subjects }) {
  const choices = subjects.map(({ name, en }) => ({ value: name, zh: name, en }));
  return { key, name: WORDS[`head.${key}`], control: choices.length ? "status" : "text", choices };
}

function tierField({ tiers }) {
  const choices = Object.entries(tiers).map(([value, text]) => ({ value, ...text }));
  return { key: "tier", name: WORDS["head.tier"], control: "status", choices };
}
