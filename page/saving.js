/** Saves files by the browser's download, and knows whether the report was saved. */
import { word } from "./words.js";

/** How long a browser may take to begin a download. */
const BEGINS_WITHIN_MS = 60_000;
/** What Windows allows in no file name. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/gu;

/**
 * @param {string} name
 * @param {string} text is saved in UTF-8
 */
export function saveText(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), BEGINS_WITHIN_MS);
}

/**
 * @param {object} tree a report
 * @returns {string} the name of its file, after who reports
 */
export function reportFileName(tree) {
  const subject = String(tree.province ?? tree.subject ?? "").replace(FORBIDDEN, "_").trim();
  return `${subject || word("saving.nameless")}.yaml`;
}

/**
 * Save a report as the engine's formatter writes it.
 * @param {import("./engine.js").Engine} engine
 * @param {import("./report.js").Report} report
 * @param {"zh" | "en"} lang the language of the keys
 * @param {number} [comments] how many comments of the opened file the saved one will lack; asked about
 * @returns {Promise<{name: string, tree: object} | null>} the name of the file and what was saved,
 *   values that cannot be read among it; null where the person decides not to
 */
export async function saveReport(engine, report, lang, comments = 0) {
  if (comments && !window.confirm(word("saving.comments", { count: comments }))) return null;
  const tree = report.pruned();
  const { text } = await engine.ask("format", { report: tree, lang });
  const name = reportFileName(tree);
  saveText(name, text);
  return { name, tree };
}

/** What the report was when it was last saved, opened or begun. */
export class SavedCopy {
  #report;
  #text;

  /** @param {import("./report.js").Report} report */
  constructor(report) {
    this.#report = report;
    this.take();
  }

  /** Take `tree` as saved; without it, what the report is now. */
  take(tree = this.#report.pruned()) {
    this.#text = JSON.stringify(tree);
  }

  /** @returns {boolean} whether nothing has changed since */
  get isCurrent() {
    return JSON.stringify(this.#report.pruned()) === this.#text;
  }
}

/**
 * Ask before the page is left with changes that are not saved.
 * @param {SavedCopy} copy
 */
export function askBeforeLeaving(copy) {
  window.addEventListener("beforeunload", (event) => {
    if (copy.isCurrent) return;
    event.preventDefault();
    event.returnValue = true; // Chromium before 119 asks only for this
  });
}
