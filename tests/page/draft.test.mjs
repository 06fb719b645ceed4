/** The draft that is kept in the browser: it comes back, it can be cleared, and a hostile one does no harm. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { beforeEach, test } from "node:test";

import { missing, ROOT } from "./browser.mjs";
import { Clerk, onePage } from "./clerk.mjs";

const KEY = "plancheck.draft/1/cn-patent-2014";
const OF_TIER_2 = { plan: "cn-patent-2014", province: "江西", tier: "2" };

const skip = missing("chromium");
const at = onePage();
let clerk;
beforeEach(() => {
  clerk = at.clerk;
});

test("what was entered is there again after the page was closed", { skip }, async () => {
  await clerk.choose("[data-key=province]", "江西");
  await clerk.choose("[data-key=tier]", "二类省份");
  await clerk.enter("15.training", "sessions", "3次");
  await clerk.enter("2.framework", "evidence", "年度工作总结");
  await clerk.page.keyboard.press("Tab");
  await clerk.settle();
  const rows = await clerk.rows();
  assert.match(await clerk.text("#kept"), /暂存在本机浏览器中。共用电脑请在用毕后清除/);
  await clerk.reload();
  assert.equal(await clerk.text("#notice"), "已恢复上次暂存的内容。");
  assert.deepEqual(Object.entries(await clerk.rows()), Object.entries(rows));
  assert.equal(await valueOf("15.training", "sessions"), "3次");
  assert.equal(await valueOf("2.framework", "evidence"), "Z01");
  assert.equal(await clerk.page.$eval(".documents [data-key=title] textarea", ({ value }) => value), "年度工作总结");
});

test("清除本机暂存 leaves nothing in the browser, and nothing in the form that would be kept again", { skip }, async () => {
  clerk.dialogs.length = 0;
  await clerk.click("清除本机暂存");
  await clerk.settle();
  assert.equal(clerk.dialogs.length, 1);
  assert.match(clerk.dialogs[0], /尚未保存，清除后无法恢复/);
  assert.equal(await clerk.page.evaluate(() => localStorage.length), 0);
  assert.match(await clerk.text("#notice"), /本机暂存已清除/);
  assert.doesNotMatch(await clerk.text("#kept"), /暂存在本机浏览器中/);
  assert.deepEqual(await clerk.rows(), {});
  assert.equal(await clerk.page.$eval("[data-key=province] select", ({ value }) => value), "");
  await clerk.reload();
  assert.match(await clerk.text("#form"), /请先选择填报单位/);
});

test("a browser that refuses to keep anything still lets a report be made", { skip }, async (t) => {
  const refused = await Clerk.at(t, at.browser, at.address, { before: (page) => page.evaluateOnNewDocument(refuseStorage) });
  await refused.choose("[data-key=province]", "江西");
  await refused.choose("[data-key=tier]", "二类省份");
  await refused.enter("15.training", "sessions", "4");
  assert.equal((await refused.row("15.training")).badge, "√ 达标");
  assert.match(await refused.text("#kept"), /不允许暂存；关闭页面前请保存报告/);
  const { text } = await refused.saved(() => refused.click("保存报告"));
  assert.match(text, /江西/);
  assert.deepEqual(refused.page.errors, []);
});

/** Runs in the page before its scripts. */
function refuseStorage() {
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("refused", "SecurityError");
    },
  });
}

test("a draft made for another rule set is offered, not applied", { skip }, async () => {
  const tree = { ...OF_TIER_2, tasks: { "15.training": { sessions: "2" } } };
  await startWith(JSON.stringify({ rules: "0".repeat(64), tree }));
  assert.match(await clerk.text("#form"), /请先选择填报单位/);
  assert.match(await clerk.text("#notice"), /按另一版规则集填写的暂存/);
  await clerk.click("载入暂存");
  await clerk.settle();
  assert.equal(await valueOf("15.training", "sessions"), "2");
  assert.equal((await clerk.row("15.training")).badge, "× 未达标");
});

test("a draft that is offered stays until it is answered", { skip }, async () => {
  const kept = JSON.stringify({ rules: "0".repeat(64), tree: OF_TIER_2 });
  await startWith(kept);
  await clerk.choose("[data-key=province]", "江西");
  const stored = () => clerk.page.evaluate(() => Object.values(localStorage));
  assert.deepEqual(await stored(), [kept]);
  await clerk.click("不载入，以本次填报代替");
  assert.notDeepEqual(await stored(), [kept]);
});

test("markup in a draft is shown as it is written, and runs nothing", { skip }, async () => {
  const markup = `<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>`;
  const tree = {
    ...OF_TIER_2,
    prepared_by: markup,
    tasks: { "15.training": { sessions: markup, note: markup }, "15.bases": { units: { [markup]: { sessions: "6" } } } },
    evidence: { [markup]: { title: markup, url: "javascript:globalThis.ran=1" } },
  };
  await startWith(JSON.stringify({ rules: await rulesOfPage(), tree }));
  assert.equal(await valueOf("15.training", "sessions"), markup);
  assert.deepEqual((await clerk.row("15.training")).invalid, [markup]);
  assert.equal(await clerk.page.evaluate(() => globalThis.ran), undefined);
  assert.equal(await clerk.page.$$eval("#form :is(img, script, a[href])", (all) => all.length), 0);
});

/** What somebody else may have written where the draft of the small plan is kept. */
const REPORT = { plan: "sample", subject: "示例单位", tier: "1" };
const HOSTILE = {
  "no JSON": () => "{",
  "no object": () => "[1, 2]",
  "no report": (rules) => JSON.stringify({ rules, tree: "report" }),
  "a table that is a list": (rules) => JSON.stringify({ rules, tree: { ...REPORT, tasks: ["x"] } }),
  "a number for a text": (rules) => JSON.stringify({ rules, tree: { ...REPORT, subject: 7 } }),
  "lists for texts": (rules) =>
    JSON.stringify({ rules, tree: { ...REPORT, tasks: { "1.rate": { closed: [["1"]], evidence: "x" } } } }),
  "deeper than any report": (rules) =>
    `{"rules": "${rules}", "tree": {"tasks": ${'{"a":'.repeat(5000)}{}${"}".repeat(5000)}}}`,
  "names that lead out of an object": (rules) =>
    `{"rules": "${rules}", "tree": {"plan": "sample", "__proto__": {"polluted": "yes"},
      "tasks": {"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}}}`,
  "more than any report": (rules) => JSON.stringify({ rules, tree: { ...REPORT, remarks: "长".repeat(5_000_000) } }),
  "another plan": (rules) => JSON.stringify({ rules, tree: { plan: "another", subject: "示例单位" } }),
  "no such tier or obligation": (rules) =>
    JSON.stringify({ rules, tree: { ...REPORT, tier: "九", tasks: { "99.none": { closed: "1" } } } }),
};

test("a hostile draft does no harm", { skip }, async (t) => {
  const plan = join(ROOT, "tests", "plans", "kinds.yaml");
  await clerk.give("载入计划…", plan);
  const rules = await rulesOfPage();
  for (const [what, written] of Object.entries(HOSTILE)) {
    await t.test(what, async () => {
      await clerk.page.evaluate(keep, "plancheck.draft/1/sample", written(rules));
      await clerk.give("载入计划…", plan);
      assert.equal(await clerk.page.evaluate(() => ({}).polluted), undefined);
      await clerk.openText("plan: sample\nsubject: 示例单位\ntier: 1\ntasks: {1.rules: {answer: yes}}\n");
      assert.equal((await clerk.row("1.rules")).badge, "√ 达标");
      assert.equal(await clerk.text("#state"), "核查程序就绪 · 不联网");
      assert.deepEqual(clerk.page.errors, []);
    });
  }
});

/** Loads the page anew with this text where the draft is kept. */
async function startWith(text) {
  await clerk.page.evaluate(keep, KEY, text);
  await clerk.reload();
}

/** Runs in the page: keeps `text` alone, or as much of it as the browser takes. */
function keep(key, text) {
  localStorage.clear();
  try {
    localStorage.setItem(key, text);
  } catch {
    localStorage.setItem(key, text.slice(0, 2_500_000));
  }
}

/** @returns {Promise<string>} the checksum of the rule set, as a draft names it */
async function rulesOfPage() {
  const { value } = await clerk.ask("start");
  return value.rules;
}

async function valueOf(obligation, key) {
  const input = await clerk.field(obligation, key);
  return input.evaluate(({ value }) => value);
}
