/** One obligation: what it asks, its fields, the verdict. */
import { Allotment } from "./allotment.js";
import { badge } from "./badge.js";
import { element, fill, newId } from "./element.js";
import { drawField } from "./fields/index.js";
import { inLanguage } from "./language.js";
import { showMarks } from "./marks.js";
import { link } from "./reveal.js";
import { titled } from "./titles.js";
import { word } from "./words.js";

/**
 * @typedef {object} Judged what the engine says of an obligation
 * @property {object | undefined} finding of plancheck.result/1
 * @property {object[]} marks values that cannot be read
 * @property {object | undefined} allotted the fact of its number, where it has one
 * @property {{title: string, go: () => void} | null} waitsFor the question that has to be answered first
 */

export class Row {
  #fields;
  #entries;
  #allotment;
  #report;
  #verdict = element("div", { class: "verdict", id: newId() });
  /** @type {object | null} what is left to do here, for the summary */
  point = null;

  /**
   * @param {object} obligation of `plan`
   * @param {object} plan plancheck.obligations/1 with those obligations that are drawn
   * @param {(path: string[]) => import("./fields/single.js").Place} placeOf
   */
  constructor(obligation, plan, placeOf) {
    this.id = obligation.obligation;
    this.task = obligation.task;
    this.title = titled(obligation);
    this.words = plan.words;
    const place = (path) => ({ ...placeOf(path), describedBy: this.#verdict.id });
    const draw = (field) => drawField(field, place(["tasks", this.id, field.key]));
    this.#report = placeOf([]).report;
    const isReported = obligation.fields.length > 0; // if not, others of its task decide it
    const ofTask = plan.obligations.filter(({ task }) => task === this.task);
    this.#entries = isReported ? [this.id] : ofTask.map((each) => each.obligation);
    const fields = (isReported ? [...obligation.fields, ...plan.entry] : []).map((field) => ({ field, drawn: draw(field) }));
    const of = (belongs) => fields.filter(({ field }) => belongs(field)).map(({ drawn }) => drawn);
    const shown = { title: word("allotment.title"), class: "allotment" };
    const hasAllotment = obligation.facts.allotment.length > 0;
    this.#allotment = hasAllotment ? new Allotment(obligation, place, shown) : null;
    const allotment = [this.#allotment].filter(Boolean);
    const asides = fields.filter(({ field }) => isAside(field));
    this.#fields = [...fields.map(({ drawn }) => drawn), ...allotment];
    this.element = element(
      "article",
      { class: "row", "data-obligation": this.id, tabindex: isReported ? null : "-1" },
      element(
        "div",
        { class: "asked" },
        element("h3", {}, inLanguage(obligation.name)),
        element("p", {}, inLanguage(obligation.asked)),
        grounds(obligation),
      ),
      element(
        "div",
        { class: "fields" },
        ...[...of(isMain), ...allotment].map((each) => each.element),
        aside(asides),
      ),
      this.#verdict,
      element("div", { class: "tables" }, ...of(isTable).map((each) => each.element)),
    );
  }

  /** Whether anything was entered that decides it. */
  get isTouched() {
    return this.#entries.some((id) => this.#report.isTouched(id));
  }

  refresh() {
    for (const field of this.#fields) field.refresh();
  }

  targets() {
    return this.#fields.flatMap((field) => field.targets());
  }

  /**
   * Show the verdict.
   * @param {Judged} judged
   */
  show({ finding, marks, waitsFor, allotted }) {
    this.#allotment?.show(allotted);
    const isCalm = !this.isTouched && finding?.verdict === "missing";
    const isFolded = !this.isTouched && finding?.verdict === "not-applicable";
    this.point = this.#point(finding, marks, waitsFor);
    this.element.dataset.verdict = marks.length ? "marked" : (finding?.verdict ?? "");
    this.element.dataset.open = String(this.point !== null);
    this.element.classList.toggle("calm", isCalm);
    this.element.classList.toggle("folded", isFolded);
    const unplaced = showMarks(this.targets(), marks);
    if (marks.length) fill(this.#verdict, badge("!", word("mark.title")), ...unplaced.map(said));
    else if (finding) this.#showFinding(finding, waitsFor);
    else fill(this.#verdict);
  }

  /** Focus what cannot be read, else what the verdict is about: the first field. */
  focus() {
    const targets = this.targets();
    (targets.find(({ isUnreadable }) => isUnreadable) ?? targets[0] ?? this.element).focus();
  }

  /** What is left to do here; nothing where a question above the tasks stands for it. */
  #point(finding, marks, waitsFor) {
    const { message } = marks[0] ?? finding ?? {};
    if (!marks.length && (waitsFor || !finding?.todo)) return null;
    const sign = marks.length ? "!" : this.words.verdicts[finding.verdict].sign;
    const text = word("row.point", { title: this.title, message: inLanguage(message) });
    return { sign, text, at: this.element, go: () => this.focus() };
  }

  /** Show a finding; in short where nothing was entered that it could be about. */
  #showFinding({ verdict, message, todo, notes }, waitsFor) {
    const { sign, ...text } = this.words.verdicts[verdict];
    const advice = todo && element("p", { class: "todo" }, word("row.todo", { todo: inLanguage(todo) }));
    const why = element("p", { class: "message" }, inLanguage(message));
    const details = this.isTouched ? [why, ...notes.map(said), !waitsFor && advice] : [];
    const answer = waitsFor && link(word("row.answer", { question: waitsFor.title }), waitsFor.go);
    fill(this.#verdict, badge(sign, inLanguage(text)), ...details, answer);
  }
}

/** @returns {HTMLElement} a message of the engine */
function said({ message }) {
  return element("p", {}, inLanguage(message));
}

const isTable = ({ control }) => control === "table";
const isAside = (field) => !isTable(field) && (field.beside || field.control === "text");
const isMain = (field) => !isTable(field) && !isAside(field);

/** The fields that few entries need, folded until one of them holds something. */
function aside(fields) {
  if (!fields.length) return null;
  const names = fields.map(({ field }) => inLanguage(field.name)).join(word("list.comma"));
  const isUsed = fields.some(({ drawn }) => !drawn.isBlank);
  return element(
    "details",
    { class: "aside", open: isUsed },
    element("summary", {}, word("row.aside", { names })),
    element("div", { class: "fields" }, ...fields.map(({ drawn }) => drawn.element)),
  );
}

/** What the obligation rests on, and how it is read. */
function grounds({ says, cites, reading, departments }) {
  const line = (key, text) =>
    text && element("p", {}, element("b", {}, word(key)), word("list.colon"), text);
  return element(
    "details",
    { class: "grounds" },
    element("summary", {}, word("row.grounds")),
    element("p", {}, inLanguage(says)),
    line("row.cites", cites.map((cite) => word("row.cite", { cite })).join("")),
    line("row.departments", departments.join(word("list.comma"))),
    line("reading.taken", inLanguage(reading?.taken)),
    line("reading.other", inLanguage(reading?.other)),
    line("reading.why", inLanguage(reading?.why)),
  );
}
