/** The list of evidence: each piece once, with what it is known by. */
import { element } from "./element.js";
import { drawField } from "./fields/index.js";
import { word } from "./words.js";

export class Documents {
  #pieces = new Map();
  #list = element("div", { class: "lines" });
  #add = element("button", { type: "button" }, word("documents.add"));

  /**
   * @param {import("./fields/single.js").Field[]} fields of a piece
   * @param {import("./evidence.js").Evidence} evidence
   * @param {(path: string[]) => import("./fields/single.js").Place} placeOf
   */
  constructor(fields, evidence, placeOf) {
    this.fields = fields;
    this.evidence = evidence;
    this.placeOf = placeOf;
    this.element = element(
      "section",
      { class: "block documents" },
      element("h2", {}, word("documents.title")),
      element("p", { class: "hint" }, word("documents.hint")),
      this.#list,
      element("div", { class: "buttons" }, this.#add),
    );
    this.#add.addEventListener("click", () => {
      const id = evidence.add();
      this.refresh();
      this.#pieces.get(id).fields[0].focus();
    });
    this.refresh();
  }

  /** Show each piece, also one that was listed elsewhere. */
  refresh() {
    const ids = this.evidence.ids;
    for (const id of ids) if (!this.#pieces.has(id)) this.#draw(id);
    for (const [id, { element: line, fields }] of this.#pieces) {
      for (const field of fields) field.refresh();
      if (ids.includes(id)) continue;
      line.remove();
      this.#pieces.delete(id);
    }
  }

  targets() {
    return [...this.#pieces.values()].flatMap(({ fields }) => fields);
  }

  #draw(id) {
    const fields = this.fields.map((field) => drawField(field, this.placeOf(["evidence", id, field.key])));
    const remove = {
      type: "button",
      class: "remove",
      "aria-label": word("documents.remove", { id }),
      on: { click: () => this.#remove(id) },
    };
    const line = element(
      "div",
      { class: "line", role: "group", "aria-label": id },
      element("b", { class: "id" }, id),
      ...fields.map((field) => field.element),
      element("button", remove, word("table.remove")),
    );
    this.#pieces.set(id, { element: line, fields });
    this.#list.append(line);
  }

  #remove(id) {
    const count = this.evidence.entriesWith(id);
    if (count && !window.confirm(word("documents.referred", { id, count }))) return;
    this.evidence.remove(id);
    this.#add.focus();
  }
}
