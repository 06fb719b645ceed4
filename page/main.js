/** Starts the page: the engine, the form, the tab for files. */
import { Actions } from "./actions.js";
import { ignoreStrayDrops } from "./dropping.js";
import { element, fill } from "./element.js";
import { Engine } from "./engine.js";
import { filesTab } from "./files.js";
import { Form } from "./form.js";
import { inLanguage, language } from "./language.js";
import { startWorker, UnsupportedBrowser } from "./parts.js";
import { Report } from "./report.js";
import { wireTabs } from "./tabs.js";
import { word } from "./words.js";

const byId = (id) => document.getElementById(id);
let state = "page.starting";
let plan = null; // that the form is about

/** Show the words that stand in the page itself. */
function showWords() {
  for (const shown of document.querySelectorAll("[data-word]")) {
    shown.textContent = word(shown.dataset.word);
  }
  byId("state").textContent = word(state);
  byId("language").textContent = word("page.other-language");
  byId("tabs").setAttribute("aria-label", word("page.tabs"));
  if (plan) document.title = byId("title").textContent = inLanguage(plan.title);
  if (!plan) fill(byId("tasks"), element("p", { class: "block first-step" }, word(state)));
}

/** Say `key` of the state that the program is in. */
function enter(key) {
  state = key;
  showWords();
}

async function start() {
  wireTabs(byId("tabs"));
  ignoreStrayDrops();
  byId("language").addEventListener("click", () => {
    language.set(language.current === "zh" ? "en" : "zh");
  });
  language.onChange(showWords);
  showWords();
  const engine = new Engine(startWorker());
  const answer = await engine.ready;
  const form = new Form(byId("form"), new Report(), engine);
  const checkAgain = filesTab(engine, byId("files"));
  const actions = new Actions(byId("form"), engine, form, (begun) => {
    plan = begun.obligations;
    showWords();
    checkAgain();
  });
  await actions.begin(answer);
  enter("page.ready");
}

start().catch((error) => {
  enter(error instanceof UnsupportedBrowser ? "page.unsupported" : "page.failed");
  console.error(error);
});
addEventListener("unhandledrejection", () => enter("page.broken"));
