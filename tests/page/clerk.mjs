/**
 * Uses the page as a clerk does, and reads from it what a clerk reads. It knows the page by its words, and by the names
 * that the published documents have for obligations and fields.
 */

import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { setTimeout as later } from "node:timers/promises";

import { ask, copyOfPage, missing, openPage, ready, startBrowser } from "./browser.mjs";

/** Longer than the form waits for the next keystroke. */
const PAUSE = 270;

/**
 * @typedef {object} Stop where something can be entered or pressed
 * @property {string} label what it is called
 * @property {string} tag
 * @property {string} type
 * @property {string} value
 * @property {boolean} checked
 * @property {string[]} options words to choose from
 * @property {string} chosen the word that is chosen
 * @property {string} key of the field in the report, "" where it is none
 * @property {string} control
 * @property {string} obligation id of its row, "" outside the rows
 * @property {string} title of its row
 * @property {string} asked what its row asks
 * @property {string} group the legend of the fields that it is among
 */

/**
 * @typedef {object} Shown an obligation as its row shows it
 * @property {string} asked
 * @property {string} verdict
 * @property {string} badge sign and word
 * @property {string[]} messages
 * @property {string} advice
 * @property {boolean} isCalm nothing was entered, and nothing is said against it
 * @property {boolean} isFolded
 * @property {string[]} invalid values of the fields that are marked
 */

export class Clerk {
  /** @type {string[]} what the page asked in dialogs, each of which was accepted */
  dialogs = [];

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {string} folder into which the browser saves
   * @param {string} files a folder for all other files
   */
  constructor(page, folder, files) {
    this.page = page;
    this.folder = folder;
    this.files = files;
    page.on("dialog", async (dialog) => {
      this.dialogs.push(dialog.message());
      await dialog.accept();
    });
  }

  /**
   * Opens the page in a tab of its own.
   *
   * @param {import("node:test").TestContext} test takes away after itself what was saved
   * @param {import("puppeteer-core").Browser} browser
   * @param {string} address
   * @param {{before?: (page: import("puppeteer-core").Page) => Promise<unknown>}} [options]
   * @returns {Promise<Clerk>}
   */
  static async at(test, browser, address, { before } = {}) {
    const [folder, files] = ["saved", "files"].map((use) => mkdtempSync(join(tmpdir(), `plancheck-${use}-`)));
    test.after(() => [folder, files].forEach((each) => rmSync(each, { recursive: true, force: true })));
    // All pages from files share one store of drafts; a context of its own has an empty one.
    const context = await browser.createBrowserContext({ downloadBehavior: { policy: "allow", downloadPath: folder } });
    test.after(() => browser.connected && context.close());
    const page = await openPage(context, address, {
      before: async (tab) => {
        await tab.setViewport({ width: 1280, height: 900 });
        await tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        await tab.evaluateOnNewDocument(countQuestions);
        await before?.(tab);
      },
    });
    const clerk = new Clerk(page, folder, files);
    await clerk.settle();
    return clerk;
  }

  /** Loads the page anew. */
  async reload() {
    await this.page.reload();
    await ready(this.page);
    await this.settle();
  }

  /** Waits until the form has judged all that was entered. */
  settle() {
    return this.page.evaluate(
      (pause) =>
        new Promise((resolve) => {
          const look = () => (globalThis.openQuestions.size ? setTimeout(look, 10) : resolve());
          setTimeout(look, pause);
        }),
      PAUSE,
    );
  }

  // --- entering ---

  /** Clicks what has this text: a button, a tab, a link, the title of something folded. */
  async click(text, within = "body") {
    const found = await this.page.evaluateHandle(
      (wanted, root) =>
        [...document.querySelectorAll(`${root} :is(button, summary, .tick)`)].find(
          (each) => each.checkVisibility() && each.textContent.trim() === wanted,
        ),
      text,
      within,
    );
    if (!found.asElement()) throw new Error(`nothing to click is called ${text}`);
    await clickOn(found.asElement());
  }

  /** @returns {Promise<import("puppeteer-core").ElementHandle>} the input of a field of a row */
  field(obligation, key) {
    return this.page.$(`[data-obligation="${obligation}"] [data-key="${key}"] :is(input, select, textarea)`);
  }

  /** Types over what a field of a row holds, and waits for the verdict. */
  enter(obligation, key, text) {
    return this.enterIn(`[data-obligation="${obligation}"] [data-key="${key}"]`, text);
  }

  /** Types over what the field holds that `selector` leads to. */
  async enterIn(selector, text) {
    const field = await this.page.$(`${selector} :is(input, textarea)`);
    await clickOn(field, { count: 3 });
    await field.press("Backspace");
    await field.type(text);
    await this.settle();
  }

  /** Chooses by its word in the drop-down that `selector` leads to. */
  async choose(selector, word) {
    const value = await this.page.$eval(
      `${selector} select`,
      (select, wanted) => [...select.options].find((each) => each.textContent === wanted).value,
      word,
    );
    await this.page.select(`${selector} select`, value);
    await this.settle();
  }

  async inChinese() {
    const button = await this.page.$("#language");
    if ((await button.evaluate(({ textContent }) => textContent)) === "中文") await button.click();
  }

  // --- files ---

  /** Chooses files by the button that has this text. */
  async give(button, ...files) {
    const input = await this.page.evaluateHandle(
      (wanted) => [...document.querySelectorAll(".picker")].find(({ textContent }) => textContent === wanted).querySelector("input"),
      button,
    );
    await input.uploadFile(...files);
    await this.settle();
  }

  /** Opens a report that holds `text`. */
  async openText(text, name = "report.yaml") {
    const file = join(this.files, name);
    writeFileSync(file, text);
    await this.give("打开报告…", file);
  }

  /**
   * Presses a button that saves a file.
   *
   * @param {() => Promise<unknown>} press
   * @returns {Promise<{name: string, path: string, text: string}>}
   */
  async saved(press) {
    await press();
    for (let waited = 0; waited < 20_000; waited += 50) {
      const names = readdirSync(this.folder);
      const [name] = names;
      const isWhole = names.length === 1 && !name.endsWith(".crdownload") && statSync(join(this.folder, name)).size > 0;
      if (isWhole) return this.#filed(name);
      await later(50);
    }
    throw new Error("nothing was saved");
  }

  /** Puts a saved file away, for the browser writes over one of the same name. */
  #filed(name) {
    const path = join(mkdtempSync(join(this.files, "saved-")), name);
    renameSync(join(this.folder, name), path);
    return { name, path, text: readFileSync(path, "utf8") };
  }

  // --- what the page shows ---

  /** Asks the engine of the page itself. */
  ask(op, args) {
    return ask(this.page, op, args);
  }

  /** @returns {Promise<Stop>} where the focus is */
  focused() {
    return this.page.evaluate(describe);
  }

  /** @returns {Promise<string>} all that can be read on the page, or in a part of it */
  text(selector = "body") {
    return this.page.$eval(selector, (part) => part.innerText);
  }

  /** @returns {Promise<string>} how the report stands: sign and word */
  async standing() {
    return (await this.text("#standing .badge")).replace(/\s+/g, " ");
  }

  /** @returns {Promise<string[]>} the list of open points */
  points() {
    return this.page.$$eval(".open-points li", (items) => items.map((item) => item.textContent));
  }

  /** @returns {Promise<Record<string, Shown>>} all rows, by obligation */
  rows() {
    return this.page.evaluate(() => {
      const said = (part) => part.textContent.replace(/\s+/g, " ").trim();
      const shown = (row) => ({
        asked: said(row.querySelector(".asked p")),
        verdict: row.dataset.verdict,
        badge: said(row.querySelector(".verdict .badge")),
        messages: [...row.querySelectorAll(".verdict p:not(.todo)")].map(said),
        advice: [...row.querySelectorAll(".verdict .todo")].map(said).join(""),
        isCalm: row.classList.contains("calm"),
        isFolded: !row.querySelector(".fields").checkVisibility(),
        invalid: [...row.querySelectorAll("[aria-invalid=true]")].map((input) => input.value),
      });
      return Object.fromEntries([...document.querySelectorAll(".row")].map((row) => [row.dataset.obligation, shown(row)]));
    });
  }

  /** @returns {Promise<string[]>} the names of the units in a table */
  names(obligation) {
    return this.page.$$eval(`[data-obligation="${obligation}"] [data-key=name] textarea`, (all) => all.map(({ value }) => value));
  }

  async row(obligation) {
    return (await this.rows())[obligation];
  }
}

/**
 * For a file of tests that share one page, since a page takes seconds to start.
 *
 * @returns {{clerk: Clerk, browser: import("puppeteer-core").Browser, address: string}} filled in before the first test
 */
export function onePage() {
  const shared = {};
  const ends = [];
  const whole = { after: (end) => ends.unshift(end) };
  before(async () => {
    if (missing("chromium")) return;
    shared.browser = await startBrowser();
    whole.after(() => shared.browser.close());
    shared.address = copyOfPage(whole);
    shared.clerk = await Clerk.at(whole, shared.browser, shared.address);
  });
  after(async () => {
    for (const end of ends) await end();
  });
  return shared;
}

/** Clicks where nothing lies over it: the summary stays at the top of the window, the buttons at its bottom. */
export async function clickOn(handle, options) {
  await handle.evaluate((each) => each.scrollIntoView({ block: "center" }));
  await handle.click(options);
}

/** Runs in the page: describes an element, or what has the focus. */
export function describe(element) {
  const at = element ?? document.activeElement;
  const read = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const row = at.closest("[data-obligation]");
  const field = at.closest("[data-key]");
  return {
    label: at.getAttribute("aria-label") ?? read(at.labels?.[0] ?? (at.matches("select, input, textarea") ? null : at)),
    tag: at.localName,
    type: at.type ?? "",
    value: at.value ?? "",
    checked: at.checked ?? false,
    options: [...(at.options ?? [])].map(read),
    chosen: read(at.selectedOptions?.[0]),
    key: field?.dataset.key ?? "",
    control: field?.dataset.control ?? "",
    obligation: row?.dataset.obligation ?? "",
    title: read(row?.querySelector("h3")),
    asked: read(row?.querySelector(".asked p")),
    group: read(at.closest("fieldset")?.querySelector("legend")),
  };
}

/** Runs in the page before its scripts: keeps count of what was asked of the engine and not yet answered. */
function countQuestions() {
  const open = new Set();
  globalThis.openQuestions = open;
  const post = Worker.prototype.postMessage;
  const heard = new WeakSet();
  Worker.prototype.postMessage = function (message, ...rest) {
    if (!heard.has(this)) this.addEventListener("message", ({ data }) => open.delete(data.id));
    heard.add(this);
    if (typeof message.id === "number") open.add(message.id); // the page asked, no test
    return post.call(this, message, ...rest);
  };
}
