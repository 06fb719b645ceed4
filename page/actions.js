/** What is done with the report as a whole: opened, kept, saved, printed; and what judges it. */
import { aboutDialog } from "./about.js";
import { button } from "./button.js";
import { browserStorage, Draft } from "./draft.js";
import { receiveDrops } from "./dropping.js";
import { element, fill } from "./element.js";
import { language } from "./language.js";
import { closeRoster, openPlan, openReport, openRoster } from "./opening.js";
import { filePicker } from "./picker.js";
import { printReport } from "./print.js";
import { problemList } from "./problems.js";
import { askBeforeLeaving, SavedCopy, saveReport } from "./saving.js";
import { word } from "./words.js";

const REPORTS = ".yaml,.yml,.xlsx,.xlsm";
const PLANS = ".yaml,.yml";

export class Actions {
  #draft;
  #keeping = element("p", { class: "hint" });
  #saving = element("button");
  #done = element("p", { role: "status" }); // what came of the last press of a button beside it
  #roster = ""; // the name of its file
  #offered = null; // a draft made by other rules, until it is taken or left
  #isPrintRefused = false; // whether the notice says so
  #isRefused = false; // whether the browser keeps no draft
  #comments = 0; // of the opened file, which the form does not keep

  /**
   * @param {HTMLElement} root of the form
   * @param {import("./engine.js").Engine} engine
   * @param {import("./form.js").Form} form
   * @param {(start: object) => void} onPlan is told of each plan that the form begins with
   */
  constructor(root, engine, form, onPlan) {
    this.root = root;
    this.engine = engine;
    this.form = form;
    this.report = form.report;
    this.onPlan = onPlan;
    this.saved = new SavedCopy(this.report);
    this.report.onChange(() => this.#changed());
    form.onJudged((corrections) => {
      if (this.#isPrintRefused && !corrections.length) this.#hush();
    });
    askBeforeLeaving(this.saved);
    receiveDrops(root, ({ files }) => this.#receive(files.map(({ file }) => file)));
    language.onChange(() => {
      this.#hush();
      this.draw();
      this.#offer();
    });
  }

  /**
   * Begin with a plan: with its draft, if there is one for its rules, else with a blank report.
   * @param {object} start what the engine says of the plan
   */
  async begin(start) {
    const { obligations, rules } = start;
    this.start = start;
    this.onPlan(start);
    this.#roster = ""; // the engine begins with none
    this.#draft = null; // so that nothing is kept before it is there
    const draft = new Draft(browserStorage(), obligations.plan.id, rules);
    const kept = draft.load();
    const isOwn = kept?.rules === rules;
    await this.form.open(this.#blank, obligations);
    this.saved.take();
    const isRestored = isOwn && (await this.#opens(kept.tree));
    if (isOwn && !isRestored) await this.form.open(this.#blank);
    this.draw();
    this.#draft = draft;
    this.#offered = kept && !isOwn ? kept.tree : null;
    this.#showKept();
    if (isRestored) this.#say(word("draft.restored"));
    this.#offer();
  }

  /** A report that says nothing yet. */
  get #blank() {
    return { plan: this.start.obligations.plan.id };
  }

  /** Whether a draft can be shown: one that cannot must not keep the page from starting. */
  async #opens(tree) {
    try {
      await this.form.open(tree);
      return true;
    } catch {
      return false;
    }
  }

  /** Draw the buttons in the language of the page. */
  draw() {
    if (!this.start) return;
    const picker = (key, take, accept) => filePicker(word(key), ([file]) => take(file), { accept });
    const ofPlan = { accept: PLANS, multiple: true }; // with the list that it may name
    fill(
      this.#part("opening"),
      picker("action.open", (file) => this.#open(file), REPORTS),
      picker("action.roster", (file) => this.#loadRoster(file), REPORTS),
      this.#roster && button("action.no-roster", () => this.#removeRoster(), { values: { name: this.#roster } }),
      filePicker(word("action.plan"), (files) => this.#loadPlan(files), ofPlan),
    );
    const { id, sha256 } = this.start.obligations.plan;
    this.#saving = button("action.save", () => this.#save());
    fill(
      this.#part("actions"),
      this.#saving,
      button("action.print", () => this.#print()),
      button("action.forget", () => this.#forget()),
      button("action.about", () => aboutDialog(this.start)),
      this.#done,
    );
    fill(this.#part("kept"), this.#keeping, element("p", { class: "hint" }, word("print.digest", { id, sha256 })));
    this.#part("heading").hidden = this.#part("actions").hidden = false;
    this.#showKept();
  }

  // --- the draft ---

  #changed() {
    this.#done.textContent = "";
    this.#keep();
  }

  #keep() {
    if (!this.#draft || this.#offered) return;
    this.#draft.keep(this.report.pruned());
    this.#isRefused = !this.#draft.isKept;
    this.#showKept();
  }

  /** Empty the form too, or else the next keystroke would keep the same again. */
  async #forget() {
    if (!this.saved.isCurrent && !window.confirm(word("action.forget-unsaved"))) return;
    this.#offered = null;
    const emptied = this.form.open(this.#blank); // which is kept at once
    this.#draft.forget();
    await emptied;
    this.#comments = 0;
    this.#takeSaved();
    this.#say(word("action.forgotten"));
  }

  /** Say what is kept where; the button to save is quiet while there is nothing to save. */
  #showKept() {
    const said = this.#draft?.isKept ? "draft.shared" : this.#isRefused && "draft.refused";
    fill(this.#keeping, said && word(said));
    this.#saving.classList.toggle("primary", !this.saved.isCurrent);
  }

  /** Offer a draft made by other rules, if there is one; nothing takes its place before it is answered. */
  #offer() {
    if (!this.#offered) return;
    const load = async () => {
      if (!this.#mayReplace()) return;
      const tree = this.#offered;
      this.#offered = null;
      await this.form.open(tree);
      this.#hush();
    };
    const leave = () => {
      this.#offered = null;
      this.#keep();
      this.#hush();
    };
    this.#say(word("draft.other-rules"), button("draft.load", load), button("draft.leave", leave));
  }

  // --- files ---

  /** Ask before what is not saved gives way to another report. */
  #mayReplace() {
    return this.saved.isCurrent || window.confirm(word("action.discard"));
  }

  #receive([file, ...others]) {
    if (others.length) this.#say(word("opening.one-only"));
    else if (file) this.#open(file);
  }

  async #open(file) {
    if (!this.#mayReplace()) return;
    const { problems, report, remarks, comments } = await openReport(this.engine, file);
    if (problems) return this.#refuse(problems);
    this.#comments = comments;
    await this.form.open(report);
    this.#takeSaved();
    if (remarks.length) this.#say(word("action.remarks"), problemList(remarks));
    else this.#hush();
  }

  async #loadRoster(file) {
    const { problems, name } = await openRoster(this.engine, file);
    if (problems) return this.#refuse(problems);
    await this.#useRoster(name);
    this.#say(word("action.roster-loaded", { name }));
  }

  async #removeRoster() {
    await closeRoster(this.engine);
    await this.#useRoster("");
  }

  async #useRoster(name) {
    this.#roster = name;
    this.draw();
    await this.form.reload();
  }

  async #loadPlan(files) {
    if (!this.#mayReplace()) return;
    const start = await openPlan(this.engine, files);
    if (start.problems) return this.#refuse(start.problems);
    this.#comments = 0;
    this.#hush();
    await this.begin(start);
  }

  async #save() {
    if (!this.#hasSubject()) return;
    const { length: count } = await this.form.corrections();
    if (count && !window.confirm(word("saving.unreadable", { count }))) return;
    const saved = await saveReport(this.engine, this.report, language.current, this.#comments);
    if (!saved) return;
    this.#comments = 0; // asked about once
    this.#takeSaved(saved.tree);
    if (this.#isPrintRefused) this.#hush();
    this.#done.textContent = word("saving.saved", { name: saved.name });
  }

  /** Whether it is stated who reports; if not, that is asked for. */
  #hasSubject() {
    const { subject_key: key } = this.start.obligations;
    const isStated = this.report.pruned()[key] !== undefined;
    if (!isStated) this.#done.textContent = word(`action.nobody.${key}`);
    return isStated;
  }

  #takeSaved(tree) {
    this.saved.take(tree);
    this.#showKept();
  }

  async #print() {
    if (!this.#hasSubject()) return;
    const { plan } = this.start.obligations;
    const isPrinted = await printReport(this.engine, this.report, language.current, plan);
    if (isPrinted) return;
    this.#say(word("action.not-printed"), problemList(await this.form.corrections()));
    this.#isPrintRefused = true;
  }

  // --- what is said ---

  #refuse(problems) {
    this.#say(word("action.refused"), problemList(problems));
  }

  /** Say something where the focus goes, so that it is read out. */
  #say(text, ...more) {
    const notice = this.#part("notice");
    fill(notice, element("p", {}, text), ...more);
    notice.hidden = false;
    this.#isPrintRefused = false;
    notice.focus();
  }

  #hush() {
    this.#part("notice").hidden = true;
    this.#done.textContent = "";
  }

  #part(name) {
    return this.root.querySelector(`#${name}`);
  }
}
