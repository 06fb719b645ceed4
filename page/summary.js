/** How the report stands: the outcome, the counts, and the list of what is left to do. */
import { badge } from "./badge.js";
import { element, fill, newId } from "./element.js";
import { inLanguage } from "./language.js";
import { link } from "./reveal.js";
import { WORDS, word } from "./words.js";

/** What stands in place of a verdict where something cannot be read. */
const MARKED = { sign: "!", ...WORDS["mark.title"] };

export class Summary {
  #standing = element("p", { class: "standing", "aria-live": "polite", id: "standing" });
  #counts = element("p", { class: "counts" });
  #title = element("summary");
  #list = element("ol");
  #open = element("details", { class: "open-points" }, this.#title, this.#list);
  #next = element("button", { type: "button", id: "next" }, word("summary.next"));
  #only = element("input", { type: "checkbox", id: newId() });
  #links = [];
  #shown = "";

  /**
   * @param {object} words of plancheck.obligations/1
   * @param {{next: () => void, only: (isOnly: boolean) => void}} on what its controls do
   */
  constructor(words, on) {
    this.words = words;
    this.#next.addEventListener("click", on.next);
    this.#only.addEventListener("change", () => on.only(this.#only.checked));
    const only = element("label", { class: "tick", for: this.#only.id }, this.#only, word("summary.only"));
    this.element = element(
      "div",
      { class: "block summary" },
      element("div", { class: "states" }, this.#standing, this.#counts),
      element("div", { class: "buttons" }, this.#next, only),
      this.#open,
    );
  }

  /**
   * @param {import("./standing.js").Standing & {filled: number, points: object[]}} standing with how
   *   many obligations have an entry, and what is left to do
   */
  show({ points, ...standing }) {
    this.#next.disabled = points.length === 0;
    this.#links = points.map(({ go }) => go);
    const open = points.map(({ sign, text, go }) => [`${sign} ${text}`, go !== null]);
    const shown = JSON.stringify([standing, open]);
    if (shown === this.#shown) return; // what did not change is not read out again
    this.#shown = shown;
    this.#showStanding(standing, open.length);
    this.#open.hidden = open.length === 0;
    fill(this.#title, word("summary.list", { count: open.length }));
    fill(this.#list, ...open.map(([text, leads], index) => this.#point(text, leads, index)));
  }

  #showStanding({ outcome, tone, asked, asOf, verdicts, filled }, count) {
    this.element.dataset.tone = tone;
    const more = count > 0 ? word("summary.open", { count }) : tone === "compliant" && word("summary.finish");
    fill(this.#standing, badge(outcome.sign, inLanguage(outcome)), more);
    const done = word("summary.filled", { filled, count: asked, asOf });
    fill(this.#counts, asked > 0 && done, ...verdicts.map((each) => this.#count(...each)));
  }

  #point(text, leads, index) {
    return element("li", {}, leads ? link(text, () => this.#links[index]()) : text);
  }

  #count(verdict, count) {
    const { sign, ...text } = verdict === "marked" ? MARKED : this.words.verdicts[verdict];
    return element("span", { "data-verdict": verdict }, `${sign} ${inLanguage(text)} ${count}`);
  }
}
