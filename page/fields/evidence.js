/** Which pieces of evidence stand behind an entry, by their ids or their titles. */
import { element } from "../element.js";
import { word } from "../words.js";
import { Single } from "./single.js";

/** @returns {References} */
export function evidence(field, place) {
  return new References(field, place, element("input", { type: "text", autocomplete: "off" }));
}

class References extends Single {
  #titles = element("span", { class: "hint", hidden: true });

  /** A title is taken over when it is complete, for a new one becomes a piece of evidence. */
  listen() {
    this.element.append(this.#titles);
    this.input.addEventListener("change", () => {
      const ids = this.place.evidence.idsOf(this.input.value);
      this.place.report.put(this.place.path, ids.length ? ids : undefined);
      this.write(ids);
    });
  }

  refresh() {
    super.refresh();
    const ids = this.place.report.at(this.place.path);
    if (Array.isArray(ids)) this.#name(ids);
  }

  write(value) {
    const ids = Array.isArray(value) ? value : [];
    this.input.value = ids.join(word("list.comma"));
    this.#name(ids);
  }

  /** Say what the ids stand for. */
  #name(ids) {
    const titles = ids.map((id) => this.place.evidence.titled(id)).filter(Boolean);
    this.#titles.textContent = titles.join(word("list.semicolon"));
    this.#titles.hidden = titles.length === 0;
  }
}
