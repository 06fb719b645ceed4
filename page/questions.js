/**
 * The facts that decide whether and how much is asked. The fewest questions of the engine stand
 * before the tasks, with their controls.
 */
import { Allotment } from "./allotment.js";
import { element, fill, newId } from "./element.js";
import { inLanguage } from "./language.js";
import { link, reveal } from "./reveal.js";
import { titled } from "./titles.js";
import { word } from "./words.js";

export class Questions {
  #drawn = new Map();
  #title = element("summary");
  #list = element("div");

  /**
   * @param {object} plan plancheck.obligations/1
   * @param {(path: string[]) => import("./fields/single.js").Place} placeOf
   * @param {{tier: () => void, obligation: (id: string) => void}} go lead to where a fact stands
   * @param {Set<string>} ticked the obligations that are ticked, while nobody said that these are all
   */
  constructor(plan, placeOf, go, ticked) {
    this.plan = plan;
    this.placeOf = placeOf;
    this.go = go;
    this.ticked = ticked;
    this.element = element("details", { class: "block questions" }, this.#title, this.#list);
    if (plan.obligations.some(({ facts }) => facts.designated)) this.#put({ fact: "designated" });
    if (plan.classes) this.#put({ fact: "class" });
  }

  refresh() {
    for (const question of this.#drawn.values()) question.refresh();
  }

  targets() {
    return [...this.#drawn.values()].flatMap((question) => question.targets());
  }

  /**
   * Show which questions are open. One that was answered stays, so that nothing moves away under
   * the hand; when all are answered the block folds at the next verdict after it is left.
   * @param {object[]} open questions of plancheck.result/1
   */
  show(open) {
    for (const question of open) if (!this.#drawn.has(keyOf(question))) this.#put(question);
    const keys = new Set(open.map(keyOf));
    for (const [key, question] of this.#drawn) {
      question.element.hidden = !keys.has(key) && !question.isStated;
      question.element.dataset.open = String(keys.has(key));
    }
    const count = new Set(open.flatMap(({ obligations }) => obligations)).size;
    const isDone = open.length === 0;
    fill(this.#title, isDone ? word("questions.done") : word("questions.title", { count }));
    this.element.hidden = [...this.#drawn.values()].every((question) => question.element.hidden);
    if (this.element.dataset.done === String(isDone)) return;
    if (isDone && this.#list.contains(document.activeElement)) return;
    this.element.dataset.done = String(isDone);
    this.element.open = !isDone;
  }

  /** @returns {object[]} the open questions, for the list of what is left to do */
  points() {
    const open = [...this.#drawn.values()].filter(({ element: { dataset } }) => dataset.open === "true");
    return open.map((each) => {
      return { sign: "?", text: each.title, at: each.element, go: () => reveal(each.first) };
    });
  }

  /** @returns {{title: string, go: () => void}} what an open question asks, and the way to its control */
  wayTo(question) {
    const { title, first } = this.#drawn.get(keyOf(question));
    return { title, go: () => reveal(first) };
  }

  #put(question) {
    const drawn = this.#draw(question);
    const entry = [keyOf(question), drawn];
    const isFirst = question.fact === "tier"; // it decides which of the others are asked
    this.#drawn = new Map(isFirst ? [entry, ...this.#drawn] : [...this.#drawn, entry]);
    if (isFirst) this.#list.prepend(drawn.element);
    else this.#list.append(drawn.element);
  }

  /** Return the ticks of what a list in the report names. */
  #ticks(kind, key, choices) {
    const title = word(`${kind}.title.${this.plan.subject_key}`);
    return new Ticks({ title, all: word(`${kind}.all`) }, choices, this.placeOf([key]), this.ticked);
  }

  #draw({ fact, obligation }) {
    const asked = this.plan.obligations.find((each) => each.obligation === obligation);
    if (fact === "designated") return this.#ticks("designated", "designated", designable(this.plan));
    if (fact === "class") return this.#ticks("class", "classes", classes(this.plan));
    if (fact === "allotment") return new Allotted(asked, this.placeOf);
    if (fact === "units") return new Units(asked, this.placeOf, this.go.obligation);
    return new Tier(this.plan, this.go.tier);
  }
}

/** The obligations for which a subject can be designated. */
function designable({ obligations }) {
  const asked = obligations.filter(({ facts }) => facts.designated);
  return asked.map((each) => ({ id: each.obligation, text: titled(each) }));
}

/** The classes that the plan tells apart. */
function classes(plan) {
  return Object.entries(plan.classes).map(([id, title]) => ({ id, text: inLanguage(title) }));
}

/** Which of several things hold of the subject, and that these are all. */
class Ticks {
  #ticks;
  #all;

  /**
   * @param {{title: string, all: string}} words
   * @param {{id: string, text: string}[]} choices
   */
  constructor({ title, all }, choices, place, ticked) {
    this.place = place;
    this.ticked = ticked;
    this.#ticks = choices.map(({ id, text }) => ({ id, ...labelled(text) }));
    this.#all = labelled(all);
    this.title = title;
    this.element = element(
      "fieldset",
      { class: "question" },
      element("legend", {}, this.title),
      element("div", { class: "ticks" }, ...[...this.#ticks, this.#all].map(({ label }) => label)),
    );
    this.#all.label.classList.add("all");
    this.element.addEventListener("change", () => this.#write());
    this.refresh();
  }

  get first() {
    return this.#ticks[0].input;
  }

  get isStated() {
    return this.place.report.at(this.place.path) !== undefined;
  }

  /** Show what is stated; ticks without the last one are in no report, which would say that they are all. */
  refresh() {
    const stated = this.place.report.at(this.place.path);
    this.#all.input.checked = Array.isArray(stated);
    const ids = Array.isArray(stated) ? stated : [...this.ticked];
    for (const { id, input } of this.#ticks) input.checked = ids.includes(id);
  }

  targets() {
    return [];
  }

  #write() {
    const shown = new Set(this.#ticks.map(({ id }) => id));
    const others = (this.place.report.at(this.place.path) ?? []).filter((id) => !shown.has(id));
    for (const { id, input } of this.#ticks) {
      if (input.checked) this.ticked.add(id);
      else this.ticked.delete(id);
    }
    const ticked = this.#ticks.map(({ id }) => id).filter((id) => this.ticked.has(id));
    this.place.report.put(
      this.place.path,
      this.#all.input.checked ? [...ticked, ...others] : undefined,
    );
  }
}

/** How many were allotted, for one obligation. */
class Allotted {
  constructor(asked, placeOf) {
    this.place = placeOf(["allotments", asked.obligation]);
    this.title = word("allotment.question", { title: titled(asked) });
    this.allotment = new Allotment(asked, placeOf, { title: this.title, class: "question" });
    this.element = this.allotment.element;
  }

  get first() {
    return this.allotment.targets()[0].input;
  }

  get isStated() {
    return this.place.report.at(this.place.path) !== undefined;
  }

  refresh() {
    this.allotment.refresh();
  }

  targets() {
    return this.allotment.targets();
  }
}

/** Whether there are units of which each has to report. */
class Units {
  #none = tick("units.none");

  constructor(asked, placeOf, go) {
    const table = asked.fields.find(({ keyed }) => keyed);
    this.place = placeOf(["tasks", asked.obligation, table.key]);
    const unit = inLanguage(asked.facts.units);
    const some = link(word("units.some"), () => go(asked.obligation));
    this.title = word(`units.title.${this.place.subjectKey}`, { title: titled(asked), unit });
    this.element = element(
      "fieldset",
      { class: "question" },
      element("legend", {}, this.title),
      element("div", { class: "ticks" }, this.#none.label, some),
    );
    this.#none.input.addEventListener("change", ({ target }) => {
      this.place.report.put(this.place.path, target.checked ? {} : undefined);
    });
    this.refresh();
  }

  get first() {
    return this.#none.input;
  }

  get isStated() {
    return this.place.report.at(this.place.path) !== undefined;
  }

  refresh() {
    const units = this.place.report.at(this.place.path);
    const hasSome = Object.keys(units ?? {}).length > 0;
    this.#none.input.checked = units !== undefined && !hasSome;
    this.#none.input.disabled = hasSome;
  }

  targets() {
    return [];
  }
}

/** The tier, which stands in the head of the form. */
class Tier {
  isStated = false;

  constructor({ subject_key: subjectKey }, go) {
    this.first = link(word("tier.choose"), go);
    this.title = word(`tier.title.${subjectKey}`);
    this.element = element("div", { class: "question" }, element("p", {}, this.title), this.first);
  }

  refresh() {
    // Nothing of the report is shown here.
  }

  targets() {
    return [];
  }
}

/** @returns {string} what tells a question from the others */
function keyOf({ fact, obligation }) {
  return obligation ? `${fact} ${obligation}` : fact;
}

function tick(key) {
  return labelled(word(key));
}

function labelled(text) {
  const input = element("input", { type: "checkbox", id: newId() });
  return { input, label: element("label", { class: "tick", for: input.id }, input, text) };
}
