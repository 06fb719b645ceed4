/** The page for those who see little, use no mouse, or have a small screen. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";

import { INSTALLED, missing, ROOT } from "./browser.mjs";
import { onePage } from "./clerk.mjs";

const AXE = readFileSync(join(INSTALLED, "node_modules", "axe-core", "axe.min.js"), "utf8");
const NOT_COMPLIANT = join(ROOT, "examples", "tier2-noncompliant.yaml");
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };
const REDUCED_MOTION = { name: "prefers-reduced-motion", value: "reduce" };

const skip = missing("chromium");
const at = onePage();
let clerk;
beforeEach(() => {
  clerk = at.clerk;
});

test("the first Tab leads to the link that skips to the form", { skip }, async () => {
  await clerk.page.keyboard.press("Tab");
  assert.equal((await clerk.focused()).label, "跳到表单");
  assert.ok(await clerk.page.$eval(".skip", (link) => link.getBoundingClientRect().left >= 0));
  await clerk.page.keyboard.press("Enter");
  await clerk.page.keyboard.press("Tab");
  assert.equal((await clerk.focused()).label, "填报单位");
});

test("the tabs are moved between by the arrow keys", { skip }, async () => {
  await clerk.page.focus("#tab-form");
  const shown = () => clerk.page.$$eval("[role=tabpanel]:not([hidden])", (all) => all.map(({ id }) => id));
  for (const [key, label, panel] of [
    ["ArrowRight", "核查文件", "files"],
    ["ArrowRight", "填报自查", "form"],
    ["ArrowLeft", "核查文件", "files"],
    ["Home", "填报自查", "form"],
  ]) {
    await clerk.page.keyboard.press(key);
    assert.equal((await clerk.focused()).label, label);
    assert.deepEqual(await shown(), [panel]);
  }
});

/** What can be on the screen, and how a clerk gets there. */
const STATES = {
  empty: async () => {},
  "first typed": async () => {
    await clerk.choose("[data-key=province]", "江西");
    await clerk.choose("[data-key=tier]", "二类省份");
    await clerk.enter("15.training", "sessions", "约5");
    await clerk.click("台账", '[data-obligation="15.training"]');
    await clerk.click("添加一行", '[data-obligation="15.training"]');
  },
  loaded: async () => {
    await clerk.give("打开报告…", NOT_COMPLIANT);
    await clerk.page.$$eval("#form details", (all) => all.forEach((each) => (each.open = true)));
  },
  "in English": () => clerk.click("English"),
  "files tab": async () => {
    await clerk.inChinese();
    await clerk.click("核查文件");
    await clerk.give("选择文件…", NOT_COMPLIANT, join(ROOT, "examples", "broken.yaml"));
    await clerk.page.waitForSelector("iframe.page");
    await clerk.click("更多");
  },
  "about dialog": async () => {
    await clerk.click("填报自查");
    await clerk.click("关于");
  },
};

for (const [state, reach] of Object.entries(STATES)) {
  test(`${state}: no violation, and nothing to scroll sideways`, { skip }, async () => {
    await clerk.page.setViewport(WIDE);
    await reach();
    for (const scheme of ["light", "dark"]) {
      await clerk.page.emulateMediaFeatures([REDUCED_MOTION, { name: "prefers-color-scheme", value: scheme }]);
      assert.deepEqual(await violations(), [], scheme);
    }
    await clerk.page.setViewport(NARROW);
    assert.deepEqual(await violations(), [], "narrow");
    for (const width of [360, 320]) {
      await clerk.page.setViewport({ ...NARROW, width });
      assert.deepEqual(await clerk.page.evaluate(beyondTheEdge), [], `${width} px`);
    }
  });
}

/** @returns {Promise<string[]>} what axe-core finds, each with the elements that it is about */
async function violations() {
  if (!(await clerk.page.evaluate(() => "axe" in globalThis))) await clerk.page.evaluate(AXE);
  return clerk.page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
}

/** Runs in the page: what is wider than the window. */
function beyondTheEdge() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const all = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > clientWidth + 1);
  return [`${scrollWidth} px`, ...all.map(({ outerHTML }) => outerHTML.slice(0, 120))];
}
