/** The tab where finished reports are checked: what is chosen, the result of it, and its files. */
import { button } from "./button.js";
import { ChosenFiles } from "./chosen.js";
import { receiveDrops } from "./dropping.js";
import { element, fill, newId } from "./element.js";
import { resultFrame } from "./frame.js";
import { language } from "./language.js";
import { filePicker, picksFolders } from "./picker.js";
import { pageProblem, problemList } from "./problems.js";
import { limits, readFile } from "./reading.js";
import { reveal } from "./reveal.js";
import { saveText } from "./saving.js";
import { word } from "./words.js";

/** What may come with the reports, and what kind of file it is. */
const INPUTS = {
  roster: ".yaml,.yml,.xlsx,.xlsm",
  waivers: ".yaml,.yml",
  baseline: ".json",
};
/** Excel takes a text for UTF-8 only by this mark. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Draw the tab, now and after each change of the language.
 * @param {import("./engine.js").Engine} engine
 * @param {HTMLElement} root
 * @returns {() => void} draws and checks again, after another plan was loaded for example
 */
export function filesTab(engine, root) {
  const tab = new FilesTab(engine, root);
  const showAgain = () => tab.showAgain();
  receiveDrops(root, (dropped) => tab.receive(dropped));
  language.onChange(showAgain);
  return showAgain;
}

class FilesTab {
  #engine;
  #root;
  #chosen = new ChosenFiles();
  #inputs = { roster: null, waivers: null, baseline: null };
  #asOf = "";
  #expect = false;
  #replaced = 0;
  #unread = [];
  #isChecking = false;
  #hasChanged = false;

  #list = element("div", { class: "chosen block" });
  #inputRows = {};
  #status = element("p", { role: "status" });
  #result = element("div", { class: "result" });

  constructor(engine, root) {
    this.#engine = engine;
    this.#root = root;
    this.#draw();
  }

  /** Show everything in the language of the page, and ask for the result in it. */
  showAgain() {
    this.#draw();
    this.#check();
  }

  /** Take what was dropped on the tab. */
  receive({ files, refused }) {
    const problems = refused.map((name) => pageProblem(name, "files.folder-refused"));
    return this.#add(files, problems);
  }

  // --- what is chosen ---

  async #add(given, problems = []) {
    this.#say("files.reading");
    const added = await this.#chosen.add(given);
    this.#replaced = added.replaced;
    this.#unread = [...problems, ...added.problems];
    this.#drawList();
    await this.#check();
    if (!this.#chosen.count) this.#say("files.empty");
  }

  async #setInput(kind, file) {
    const read = file && (await readFile(file));
    this.#unread = read?.problems ?? [];
    await this.#use(kind, read?.problems ? null : read);
  }

  async #use(kind, input) {
    this.#inputs[kind] = input;
    this.#drawInput(kind);
    this.#inputRows[kind].querySelector("input").focus(); // what had the focus was drawn anew
    await this.#check();
  }

  /** Use a file that came among the reports as what it is. */
  #useChosen(kind, name) {
    const file = this.#chosen.files.find((each) => each.name === name);
    this.#chosen.remove(name);
    this.#drawList();
    reveal(this.#inputRows[kind].querySelector("input"));
    this.#use(kind, file);
  }

  #remove(name) {
    const next = this.#chosen.names.indexOf(name);
    this.#chosen.remove(name);
    this.#changeList();
    const buttons = this.#list.querySelectorAll("li button");
    (buttons[Math.min(next, buttons.length - 1)] ?? this.#firstControl()).focus();
  }

  #clear() {
    this.#chosen.clear();
    this.#changeList();
    this.#firstControl().focus();
  }

  #changeList() {
    this.#replaced = 0;
    this.#unread = [];
    this.#drawList();
    this.#check();
  }

  #firstControl() {
    return this.#root.querySelector("input[type=file]");
  }

  // --- the check ---

  /** Check what is chosen. What changes during a check is checked once it is over. */
  async #check() {
    this.#hasChanged = true;
    if (this.#isChecking) return;
    this.#isChecking = true;
    while (this.#hasChanged) {
      this.#hasChanged = false;
      await this.#checkOnce();
    }
    this.#isChecking = false;
  }

  async #checkOnce() {
    if (!this.#chosen.count) {
      this.#status.textContent = "";
      this.#showResult();
      return;
    }
    this.#say("files.checking", { count: this.#chosen.count });
    const answer = await this.#ask("html");
    if (this.#hasChanged) return;
    if (!answer) {
      this.#showResult();
    } else if (answer.problems) {
      this.#say("files.not-checked");
      this.#showResult(problemList(answer.problems));
    } else {
      this.#say("files.checked");
      this.#showResult(...answer.skipped.map((file) => this.#unused(file)), ...this.#shown(answer.text));
    }
  }

  /** Ask for the result in a format; nothing where the engine fails, which is said. */
  async #ask(format) {
    const given = Object.entries(this.#inputs).filter(([, input]) => input);
    const inputs = given.map(([kind, input]) => [kind, inOwnFolder(kind, input)]);
    const names = Object.fromEntries(inputs.map(([kind, { name }]) => [kind, name]));
    const args = {
      ...names,
      format,
      lang: language.current,
      as_of: this.#asOf || null,
      expect: this.#expect,
    };
    const files = [...this.#chosen.files, ...inputs.map(([, input]) => input)];
    try {
      return await this.#engine.ask("files", args, files);
    } catch (error) {
      this.#say("files.failed", { why: error.message });
      return null;
    }
  }

  async #save(format) {
    this.#say("files.making");
    const answer = await this.#ask(format);
    if (!answer) return;
    this.#download(format, format === "csv" ? BYTE_ORDER_MARK + answer.text : answer.text);
  }

  #download(format, text) {
    const name = `${word("files.result-name")}.${format}`;
    saveText(name, text);
    this.#say("files.saved", { name });
  }

  // --- what is shown ---

  #say(key, values) {
    this.#status.textContent = word(key, values);
  }

  #draw() {
    const kinds = Object.keys(INPUTS);
    this.#inputRows = Object.fromEntries(kinds.map((kind) => [kind, element("div", { class: "input" })]));
    fill(
      this.#root,
      element("h2", {}, word("files.title")),
      this.#dropZone(),
      this.#list,
      element(
        "div",
        { class: "inputs block" },
        this.#inputRows.roster,
        this.#inputRows.waivers,
        this.#more(),
      ),
      this.#status,
      this.#result,
    );
    kinds.forEach((kind) => this.#drawInput(kind));
    this.#drawList();
  }

  #dropZone() {
    const take = (files) =>
      this.#add(files.map((file) => ({ name: file.webkitRelativePath || file.name, file })));
    return element(
      "div",
      { class: "drop" },
      element("p", {}, word("files.drop")),
      element(
        "p",
        { class: "buttons" },
        filePicker(word("files.choose"), take, { multiple: true }),
        picksFolders() &&
          filePicker(word("files.choose-folder"), take, { multiple: true, webkitdirectory: true }),
      ),
      element("p", { class: "hint" }, word("files.limits", limits())),
    );
  }

  #drawList() {
    const count = this.#chosen.count;
    if (!count) return fill(this.#list);
    const replaced = this.#replaced ? word("files.replaced", { count: this.#replaced }) : "";
    const isOpen = this.#list.querySelector("details")?.open ?? false;
    fill(
      this.#list,
      element(
        "details",
        { open: isOpen },
        element("summary", {}, word("files.chosen", { count }) + replaced),
        element("ul", {}, ...this.#chosen.names.map((name) => this.#listItem(name))),
      ),
      button("files.clear", () => this.#clear()),
    );
  }

  #listItem(name) {
    return element("li", {}, name, " ", removeButton(name, () => this.#remove(name)));
  }

  #drawInput(kind) {
    const name = word(`files.${kind}`);
    const input = this.#inputs[kind];
    fill(
      this.#inputRows[kind],
      element("span", { class: "label" }, name),
      filePicker(word("files.choose-one"), ([file]) => this.#setInput(kind, file), {
        accept: INPUTS[kind],
        "aria-label": `${name} ${word("files.choose-one")}`,
      }),
      element("span", { class: "hint" }, input?.name ?? word("files.none")),
      input && removeButton(name, () => this.#setInput(kind, null)),
    );
  }

  #more() {
    const id = newId();
    const hint = newId();
    const day = element("input", { id, value: this.#asOf, "aria-describedby": hint });
    day.addEventListener("change", () => {
      this.#asOf = day.value.trim();
      this.#check();
    });
    const expect = element("input", { type: "checkbox", checked: this.#expect });
    expect.addEventListener("change", () => {
      this.#expect = expect.checked;
      this.#check();
    });
    return element(
      "details",
      { class: "more", open: this.#root.querySelector(".more")?.open },
      element("summary", {}, word("files.more")),
      element(
        "div",
        { class: "input" },
        element("label", { class: "label", for: id }, word("files.as-of")),
        day,
        element("span", { class: "hint", id: hint }, word("files.as-of-hint")),
      ),
      element("label", { class: "tick" }, expect, word("files.expect")),
      this.#inputRows.baseline,
    );
  }

  #showResult(...shown) {
    const unread = this.#unread.length > 0 && [
      element("h3", {}, word("files.unread")),
      problemList(this.#unread),
    ];
    fill(this.#result, ...(unread || []), ...shown);
  }

  /** Offer to use what came among the reports and is no report; nothing where it can be no input. */
  #unused({ name, kind }) {
    const use = kind === "other" && name.endsWith(INPUTS.baseline) ? "baseline" : kind;
    if (!(use in INPUTS)) return null;
    const offer = button(`files.use-${use}`, () => this.#useChosen(use, name));
    return element("p", { class: "buttons" }, word("files.unused", { name }), offer);
  }

  #shown(html) {
    const frame = resultFrame(html);
    return [
      element(
        "p",
        { class: "buttons" },
        button("files.save-page", () => this.#download("html", html)),
        button("files.save-csv", () => this.#save("csv")),
        button("files.save-json", () => this.#save("json")),
        button("files.print", () => frame.contentWindow.print()),
      ),
      frame,
    ];
  }
}

/** A roster may be called as a report is; its folder keeps the two apart. */
function inOwnFolder(kind, { name, content }) {
  return { name: `${word(`files.${kind}`)}/${name}`, content };
}

/** A button that says what it removes to those who do not see where it stands. */
function removeButton(name, click) {
  const label = word("files.remove-named", { name });
  return button("files.remove", click, { class: "link", "aria-label": label });
}
