/** The form: drawn from plancheck.obligations/1, judged while it is filled in. */
import { Documents } from "./documents.js";
import { element, fill } from "./element.js";
import { Evidence } from "./evidence.js";
import { Head } from "./head.js";
import { inLanguage, language } from "./language.js";
import { isSamePath, showMarks } from "./marks.js";
import { Questions } from "./questions.js";
import { Row } from "./row.js";
import { standingOf, UNJUDGED } from "./standing.js";
import { Summary } from "./summary.js";
import { word } from "./words.js";

/**
 * @typedef {object} Correction what has to be corrected
 * @property {string} [title] of the obligation or the field, where it has a place in the form
 * @property {import("./language.js").Text} message
 */

const PAUSE = 250; // milliseconds after a keystroke in which the next one may come

export class Form {
  #whole = null; // what the plan asks of anybody
  #plan = null; // what it asks of the subject
  #head;
  #summary;
  #questions;
  #documents;
  #rows = [];
  #judged = null;
  #points = [];
  #corrections = [];
  #listeners = new Set();
  #who = "";
  #ticked = new Set(); // designations of which nobody said yet that they are all
  #timer;
  #here = null; // where the focus was before it came to the summary

  /**
   * @param {HTMLElement} root holds an element for each part
   * @param {import("./report.js").Report} report
   * @param {import("./engine.js").Engine} engine
   */
  constructor(root, report, engine) {
    this.root = root;
    this.report = report;
    this.engine = engine;
    this.evidence = new Evidence(report);
    report.onChange(() => this.#changed());
    language.onChange(() => this.#draw());
    root.addEventListener("focusin", ({ target }) => {
      if (!this.#part("summary").contains(target)) this.#here = target;
    });
  }

  /**
   * Show a report in place of the one that is in the form.
   * @param {object} tree
   * @param {object} [whole] plancheck.obligations/1 of the whole plan, where it is another one
   */
  async open(tree, whole = this.#whole) {
    this.#whole = null; // until all is there, nothing is drawn of one report by the other's plan
    this.#judged = null;
    this.#corrections = [];
    this.#ticked.clear();
    this.report.replace(tree);
    this.evidence.reload();
    this.#whole = whole;
    await this.reload();
  }

  /** Ask again what is asked of the subject, for a roster may say more of it. */
  async reload() {
    await this.#withdrawingAtFailure(async () => {
      await this.#askPlan();
      this.#draw();
      await this.#judge();
    });
  }

  /**
   * Judge what is entered now, without waiting for the next keystroke.
   * @returns {Promise<Correction[]>} what has to be corrected in it
   */
  async corrections() {
    clearTimeout(this.#timer);
    if (this.#whole) await this.#update();
    return this.#corrections;
  }

  /** Call `listener` with what has to be corrected, each time that the form was judged. */
  onJudged(listener) {
    this.#listeners.add(listener);
  }

  #changed() {
    if (!this.#whole) return;
    for (const part of this.#parts()) part.refresh();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#update(), PAUSE);
  }

  async #update() {
    await this.#withdrawingAtFailure(async () => {
      if (this.#whoReports() !== this.#who) {
        await this.#askPlan();
        this.#drawBody();
      }
      await this.#judge();
    });
  }

  #subject() {
    return this.report.pruned()[this.#whole.subject_key];
  }

  #whoReports() {
    return JSON.stringify([this.#subject(), this.report.pruned().tier]);
  }

  /** Ask what is asked of the subject, unless another one is chosen meanwhile. */
  async #askPlan() {
    const who = this.#whoReports();
    this.#who = who;
    const plan = await this.#planFor(...JSON.parse(who));
    if (this.#who === who) this.#plan = plan;
  }

  /** Return what is asked; of a tier or a subject that the plan does not know, as much as is known. */
  async #planFor(subject, tier) {
    for (const args of subject ? [{ subject, tier: tier ?? null }, { subject }] : []) {
      const plan = await this.engine.ask("obligations", args);
      if (!plan.problems) return plan;
    }
    return this.#whole;
  }

  #draw() {
    if (!this.#whole) return;
    this.#head = new Head(this.#whole, this.#placeOf);
    this.#summary = new Summary(this.#whole.words, {
      next: () => this.#goToNext(),
      only: (isOnly) => this.root.classList.toggle("only-open", isOnly),
    });
    this.root.classList.remove("only-open");
    fill(this.#part("head"), this.#head.element);
    fill(this.#part("summary"), this.#summary.element);
    this.#drawBody();
  }

  /** Draw what depends on who reports; while nobody does, what is to be done first. */
  #drawBody() {
    const isChosen = this.#subject() !== undefined;
    const { entry, tasks, obligations, documents, words } = this.#plan;
    const go = {
      tier: () => this.#head.focusTier(),
      obligation: (id) => this.#rows.find((row) => row.id === id).focus(),
    };
    this.#questions = new Questions(this.#plan, this.#placeOf, go, this.#ticked);
    this.#documents = new Documents(documents, this.evidence, this.#placeOf);
    const asked = isChosen ? obligations : [];
    this.#rows = asked.map((each) => new Row(each, { entry, words, obligations: asked }, this.#placeOf));
    const sections = tasks.map((task) => section(task, this.#rows)).filter(Boolean);
    fill(this.#part("questions"), this.#questions.element);
    fill(this.#part("tasks"), ...(isChosen ? sections : [firstStep(this.#plan.subject_key)]));
    fill(this.#part("documents"), this.#documents.element);
    for (const part of ["summary", "questions", "documents"]) this.#part(part).hidden = !isChosen;
    this.#show();
  }

  async #judge() {
    if (this.#subject() === undefined) return;
    const { tree } = this.report;
    const judged = await this.engine.judge({ report: this.report.pruned() });
    if (!judged || this.report.tree !== tree) return; // another report was opened meanwhile
    this.#judged = judged;
    this.#show();
  }

  async #withdrawingAtFailure(work) {
    try {
      await work();
    } catch (error) {
      this.#withdraw();
      throw error;
    }
  }

  /** Take all verdicts away where the engine failed: none holds for what is entered now. */
  #withdraw() {
    this.#judged = null;
    this.#points = [];
    for (const row of this.#rows) row.show({ marks: [], waitsFor: null });
    this.#summary.show({ ...UNJUDGED, filled: 0, points: this.#points });
  }

  #show() {
    if (!this.#judged) return;
    const { result, marks } = this.#judged;
    const [judged] = result.reports;
    const questions = judged?.questions ?? [];
    const findings = new Map(judged?.findings.map((each) => [each.obligation, each]));
    this.#questions.show(questions);
    for (const row of this.#rows) {
      const question = questions.find(({ obligations }) => obligations.includes(row.id));
      row.show({
        finding: findings.get(row.id),
        marks: marks.filter(({ obligation }) => obligation === row.id),
        allotted: judged?.facts.allotments[row.id],
        waitsFor: question ? this.#questions.wayTo(question) : null,
      });
    }
    for (const part of [this.#head, this.#documents, this.#questions]) showMarks(part.targets(), marks);
    if (judged) this.#head.show(this.#whole.tiers, judged.facts.tier);
    this.#points = [
      ...result.problems.map(({ message }) => ({ sign: "!", text: inLanguage(message), go: null })),
      ...this.#questions.points(),
      ...marks.map((mark) => this.#stray(mark)).filter(Boolean),
      ...this.#rows.map((row) => row.point).filter(Boolean),
    ];
    this.#corrections = [
      ...result.problems.map(({ message }) => ({ message })),
      ...marks.map((mark) => ({ title: this.#titleOf(mark), message: mark.message })),
    ];
    const standing = standingOf(this.#judged, this.report.isTouched(), this.#whole.words);
    const filled = this.#rows.filter((row) => row.isTouched).length;
    this.#summary.show({ ...standing, filled, points: this.#points });
    for (const listener of this.#listeners) listener(this.#corrections);
  }

  /** What cannot be read where no row and no question tells of it; it leads to its field, if any. */
  #stray({ path, obligation, message }) {
    const isHere = (target) => isSamePath(target.where(), path);
    const isTold = this.#rows.some(({ id }) => id === obligation) || this.#questions.targets().some(isHere);
    if (isTold) return null;
    const target = this.#fieldAt(path);
    if (!target) return { sign: "!", text: inLanguage(message), go: null };
    const text = word("row.point", { title: target.name, message: inLanguage(message) });
    return { sign: "!", text, at: target.element, go: () => target.focus() };
  }

  /** Return what the place of a mark is called: its row, or its field outside the rows. */
  #titleOf({ path, obligation }) {
    return this.#rows.find(({ id }) => id === obligation)?.title ?? this.#fieldAt(path)?.name;
  }

  /** Return the field outside the rows and questions in which the value stands, if any. */
  #fieldAt(path) {
    const targets = [this.#head, this.#documents].flatMap((part) => part.targets());
    return targets.find((target) => isSamePath(target.where(), path));
  }

  /** Go to the next open point after where the focus was, or to the first. */
  #goToNext() {
    const points = this.#points.filter(({ go }) => go);
    const isAfter = ({ at }) => this.#here && !at.contains(this.#here) && follows(at, this.#here);
    (points.find(isAfter) ?? points[0])?.go();
  }

  #part(name) {
    return this.root.querySelector(`#${name}`);
  }

  #parts() {
    return [this.#head, this.#questions, ...this.#rows, this.#documents];
  }

  #placeOf = (path) => ({
    report: this.report,
    path,
    where: () => path,
    evidence: this.evidence,
    subjectKey: this.#whole.subject_key,
  });
}

function follows(later, earlier) {
  return Boolean(earlier.compareDocumentPosition(later) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Return a task with the rows of what it asks; nothing where it asks nothing. */
function section({ id, title }, rows) {
  const own = rows.filter((row) => row.task === id);
  if (!own.length) return null;
  return element(
    "section",
    { class: "task" },
    element("h2", {}, word("form.task", { id, title: inLanguage(title) })),
    ...own.map((row) => row.element),
  );
}

/** Return what is to be done before there is anything to fill in. */
function firstStep(subjectKey) {
  return element("p", { class: "block first-step" }, word(`form.first-step.${subjectKey}`));
}
