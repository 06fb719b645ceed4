/** Rows of fields: a list of records, or units by name. Folded until it is used. */
import { element, fill, newId } from "../element.js";
import { inLanguage } from "../language.js";
import { isBranch, Report } from "../report.js";
import { reveal } from "../reveal.js";
import { WORDS, word } from "../words.js";

/** @returns {Table} */
export function table(field, place, draw) {
  return new Table(field, place, draw);
}

class Table {
  #rows = [];
  #seen; // the value that the rows show, as text
  #title = element("summary");
  #lines = element("div", { class: "lines" });
  #add = element("button", { type: "button" }, word("table.add"));
  #none = element("input", { type: "checkbox", id: newId() });

  constructor(field, place, draw) {
    this.field = field;
    this.place = place;
    this.draw = draw;
    const none = field.keyed ? `table.no-units.${place.subjectKey}` : "table.no-records";
    this.element = element(
      "details",
      { class: "table", "data-key": field.key, "data-control": field.control },
      this.#title,
      !field.keyed && element("p", { class: "hint" }, word("table.optional")),
      this.#lines,
      element(
        "div",
        { class: "buttons" },
        this.#add,
        element("label", { class: "tick", for: this.#none.id }, this.#none, word(none)),
      ),
    );
  }

  listen() {
    this.#add.addEventListener("click", () => this.#addRow());
    this.#none.addEventListener("change", () => this.#write());
    this.#show();
  }

  /** Show what the report holds, unless it is what stands here already. */
  refresh() {
    const value = this.place.report.at(this.place.path);
    if (JSON.stringify(value) !== this.#seen) this.#read(value);
    for (const row of this.#rows) row.refresh();
  }

  /** @returns {object[]} the places in which something can be entered: itself while it is empty */
  targets() {
    return this.#rows.length ? this.#rows.flatMap((row) => row.targets()) : [this];
  }

  where() {
    return this.place.where();
  }

  mark() {
    // Without rows it holds nothing that could not be read.
  }

  focus() {
    reveal(this.#add);
  }

  #read(value) {
    this.#seen = JSON.stringify(value);
    const entries = Object.entries(isBranch(value) ? value : {});
    this.#none.checked = value !== undefined && entries.length === 0;
    this.#rows = entries.map(([name, tree]) => this.#row(isBranch(tree) ? tree : {}, name));
    fill(this.#lines, ...this.#rows.map((row) => row.element));
    this.element.open = entries.length > 0;
    this.#show();
  }

  #row(tree, name) {
    const row = new Line(this, tree, name, {
      changed: () => this.#write(),
      removed: () => this.#remove(row),
      key: () => this.#keys()[this.#filled().indexOf(row)],
    });
    return row;
  }

  #addRow() {
    const row = this.#row({}, "");
    this.#rows.push(row);
    this.#lines.append(row.element);
    this.#none.checked = false;
    this.#write();
    row.targets()[0].focus();
  }

  #remove(row) {
    this.#rows = this.#rows.filter((each) => each !== row);
    row.element.remove();
    this.#write();
    this.#add.focus();
  }

  #write() {
    const value = this.#value();
    this.#seen = JSON.stringify(value);
    this.place.report.put(this.place.path, value);
    this.#show();
  }

  #filled() {
    return this.#rows.filter((row) => row.isFilled);
  }

  /** What the rows say; an empty list or mapping where there is nothing, if that is said. */
  #value() {
    const rows = this.#filled();
    if (!rows.length && !this.#none.checked) return undefined;
    if (!this.field.keyed) return rows.map((row) => row.tree);
    const keys = this.#keys();
    return Object.fromEntries(rows.map((row, index) => [keys[index], row.tree]));
  }

  /** Under which key or number each row that says something stands in the report. */
  #keys() {
    const rows = this.#filled();
    return this.field.keyed ? different(rows.map((row) => row.name)) : [...rows.keys()];
  }

  #show() {
    const name = inLanguage(this.field.name);
    const count = this.#rows.length;
    fill(this.#title, count ? word("table.title", { name, count }) : name);
    this.#none.disabled = count > 0;
    for (const [index, row] of this.#rows.entries()) row.number(index + 1);
  }
}

/** One row: its fields, before them its name where rows go by name. */
class Line {
  #fields;
  #head;
  #report;

  constructor({ field, place, draw }, tree, name, { changed, removed, key }) {
    this.isKeyed = field.keyed;
    this.#report = new Report(tree);
    this.#head = new Report({ name });
    const row = () => [...place.where(), key()];
    const drawn = (each) =>
      draw(each, { ...place, report: this.#report, path: [each.key], where: () => [...row(), each.key] });
    const head = () => draw(NAME, { ...place, report: this.#head, path: ["name"], where: row });
    this.#fields = [...(field.keyed ? [head()] : []), ...field.fields.map(drawn)];
    const elements = this.#fields.map((each) => each.element);
    const isTable = (each) => each.matches("details");
    this.element = element(
      "div",
      { class: "line", role: "group" },
      ...elements.filter((each) => !isTable(each)),
      element("button", { type: "button", class: "remove", on: { click: removed } }, word("table.remove")),
      ...elements.filter(isTable),
    );
    this.#report.onChange(changed);
    this.#head.onChange(changed);
  }

  get name() {
    return this.#head.at(["name"]) ?? "";
  }

  get tree() {
    return this.#report.pruned();
  }

  /** Whether the row says anything. */
  get isFilled() {
    return (this.isKeyed && this.name !== "") || Object.keys(this.tree).length > 0;
  }

  refresh() {
    for (const each of this.#fields) each.refresh();
  }

  targets() {
    return this.#fields.flatMap((each) => each.targets());
  }

  /** Say which row it is. */
  number(number) {
    this.element.setAttribute("aria-label", word("table.row", { number }));
  }
}

/** The engine counts no such sign as a part of a name, so that it refuses the second of two like names. */
const SIGN = "·";

/** Return `names` with signs after those that came before: no row takes the place of another one. */
function different(names) {
  const keys = [];
  for (let key of names) {
    while (keys.includes(key)) key += SIGN;
    keys.push(key);
  }
  return keys;
}

/** @type {import("./single.js").Field} */
const NAME = { key: "name", name: WORDS["table.name"], control: "text", unit: null, choices: [] };
