/**
 * The page in a real browser, opened as a clerk opens it: from a file, in a folder with a Chinese name and a space in it.
 * `.ci/page` makes the file and installs what drives the browsers.
 */

import { accessSync, constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const MADE = join(ROOT, "dist", "plancheck.html");
/** What `.ci/page` installed for the page and its tests. */
export const INSTALLED = join(ROOT, ".page");

const puppeteer = createRequire(join(INSTALLED, "package.json"))("puppeteer-core").default;

/** No program waits longer for another than this: the machine may be busy, and nothing is measured by it. */
const HANGS = 120_000;

const BROWSERS = {
  chromium: {
    command: "chromium",
    args: [
      "--no-sandbox", // of the system; the tests run as root in a container
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
  firefox: { command: "firefox-esr", args: [] },
};

/**
 * @param {"chromium" | "firefox"} name
 * @returns {string | undefined} why tests in it are skipped; nothing where it is installed
 */
export function missing(name) {
  const { command } = BROWSERS[name];
  return pathOf(command) ? undefined : `no ${command}: install the package ${command}`;
}

/**
 * Starts a browser with a profile of its own.
 *
 * @param {"chromium" | "firefox"} [name]
 * @param {string[]} [args] further arguments of its command
 * @returns {Promise<import("puppeteer-core").Browser>} to be closed by the caller
 */
export function startBrowser(name = "chromium", args = []) {
  const { command, args: usual } = BROWSERS[name];
  return puppeteer.launch({
    browser: name === "chromium" ? "chrome" : name,
    executablePath: pathOf(command),
    headless: true,
    args: [...usual, ...args],
    protocolTimeout: HANGS,
    timeout: HANGS,
  });
}

/**
 * Copies the page to where a clerk might have it.
 *
 * @param {import("node:test").TestContext | import("node:test").SuiteContext} test takes the copy away after itself
 * @returns {string} its address
 */
export function copyOfPage(test) {
  const folder = mkdtempSync(join(tmpdir(), "plancheck-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "自查 报告", "plancheck.html");
  mkdirSync(dirname(file));
  copyFileSync(MADE, file);
  return pathToFileURL(file).href;
}

/**
 * Opens the page in a new tab and waits until the form can be used.
 *
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} address
 * @param {{before?: (page: import("puppeteer-core").Page) => Promise<unknown>}} [options] `before` is done in the tab first
 * @returns {Promise<import("puppeteer-core").Page>} with `errors`, what scripts of the page did not catch
 */
export async function openPage(browser, address, { before } = {}) {
  const page = await browser.newPage();
  page.setDefaultTimeout(HANGS);
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  await page.evaluateOnNewDocument(hearWorker);
  await before?.(page);
  await page.goto(address);
  await ready(page);
  return page;
}

/** Waits until the page says that it is ready. */
export async function ready(page) {
  const state = await page.waitForFunction(() => {
    const said = document.getElementById("state")?.textContent ?? "";
    return said && !/^(正在启动|Starting)/.test(said) && said;
  });
  const said = await state.jsonValue();
  if (!/就绪|Ready/i.test(said)) throw new Error(`the page did not start: ${said}`);
}

/**
 * Asks the engine of a page, past the page's own scripts.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {string} op a method of the bridge
 * @param {object} [args] its arguments by name
 * @param {{name: string, content: string}[]} [files] what it finds in its folder, contents in base64
 * @returns {Promise<object>} the worker's answer: `{value, ms}` or `{error}`
 */
export async function ask(page, op, args = {}, files = []) {
  const [answer] = await askAll(page, [{ op, args, files }]);
  return answer;
}

/** Asks several questions, one after the other, in one message to the browser; returns the answers in their order. */
export function askAll(page, questions) {
  return page.evaluate(async (asked) => {
    const answers = [];
    for (const { op, args = {}, files = [] } of asked) {
      const contents = files.map(({ name, content }) => ({
        name,
        content: Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0)).buffer,
      }));
      answers.push(await globalThis.askWorker(op, args, contents));
    }
    return answers;
  }, questions);
}

/** Runs in the page before its scripts: keeps hold of the worker that they start. */
function hearWorker() {
  const waiting = new Map();
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      globalThis.startedWorker = this;
      this.addEventListener("message", (event) => {
        const settle = waiting.get(event.data.id);
        if (!settle) return;
        event.stopImmediatePropagation(); // the page did not ask
        waiting.delete(event.data.id);
        settle(event.data);
      });
    }
  };
  globalThis.askWorker = (op, args, files) =>
    new Promise((resolve) => {
      const id = `test ${Math.random()}`;
      waiting.set(id, resolve);
      globalThis.startedWorker.postMessage({ id, op, args, files });
    });
}

function pathOf(command) {
  const places = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, command));
  return places.find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
