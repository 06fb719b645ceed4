/** Shows what this page is made of. */
import { element, fill } from "./element.js";
import { inLanguage } from "./language.js";
import { word } from "./words.js";

/**
 * Show the version, the rule set and the notices of the parts.
 * @param {{version: string, obligations: object}} start what the engine said of itself and its plan
 */
export function aboutDialog(start) {
  const dialog = document.getElementById("about");
  const { title, plan } = start.obligations;
  fill(
    dialog,
    element(
      "div",
      { class: "top" },
      element("h2", { id: "about-title" }, word("about.title")),
      element("button", { type: "button", on: { click: () => dialog.close() } }, word("about.close")),
    ),
    element(
      "dl",
      {},
      ...fact("about.version", `plancheck ${start.version}`),
      ...fact("about.rules", `${plan.id} · ${inLanguage(title)}`),
      ...fact("about.digest", plan.sha256),
    ),
    element("p", {}, word("about.offline")),
    ...noticeList(),
  );
  dialog.showModal();
}

function fact(key, text) {
  return [element("dt", {}, word(key)), element("dd", {}, text)];
}

function noticeList() {
  const embedded = document.getElementById("notices"); // a page under development has none
  if (!embedded) return [];
  const notices = JSON.parse(embedded.textContent);
  return [element("h3", {}, word("about.notices")), ...notices.map(noticeDetails)];
}

function noticeDetails({ text, parts, ...part }) {
  return element(
    "details",
    { class: "notice" },
    element("summary", {}, named(part)),
    element("p", {}, word("about.source", { source: part.source })),
    element("pre", {}, text),
    ...linkedList(parts),
  );
}

/** What is linked into a part and has no text of its own there. */
function linkedList(parts) {
  if (!parts.length) return [];
  const items = parts.map((part) => element("li", {}, `${named(part)} · ${part.source}`));
  return [element("p", {}, word("about.linked")), element("ul", {}, ...items)];
}

function named({ name, version, licence }) {
  return [name, version].filter(Boolean).join(" ") + ` · ${licence}`;
}
