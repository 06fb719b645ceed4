/** Files that a clerk opens in the form, and saves from it. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";

import { missing, ROOT } from "./browser.mjs";
import { onePage } from "./clerk.mjs";
import { python, validated } from "./command.mjs";

const EXAMPLES = join(ROOT, "examples");
const PLANS = join(ROOT, "tests", "plans");
const COMPLIANT = join(EXAMPLES, "tier2-compliant.yaml");

const skip = missing("chromium");
const at = onePage();
let clerk;
beforeEach(() => {
  clerk = at.clerk;
});

test("an example opened and saved is judged as before, and says what it said", { skip }, async () => {
  const names = readdirSync(EXAMPLES).filter((name) => /compliant|shanghai|undetermined/.test(name));
  assert.equal(names.length, 8);
  const saved = [];
  for (const name of names) {
    await clerk.give("打开报告…", join(EXAMPLES, name));
    saved.push((await clerk.saved(() => clerk.click("保存报告"))).path);
  }
  const before = await validated(...names.map((name) => join(EXAMPLES, name)));
  const after = await validated(...saved);
  const [now, then] = [after, before].map(({ reports }) => reports.map(judgement).sort(byProvince));
  for (const [index, report] of then.entries()) assert.deepEqual(now[index], report);
});

/**
 * A report without what depends on how its file is written: places, advice in the words of its keys, notes on how a value was
 * read ("六次" is saved as 6).
 */
function judgement({ path, sha256, questions, ...rest }) {
  const placeless = (key, value) => (["location", "range", "todo", "notes"].includes(key) ? undefined : value);
  const open = questions.map(({ fact, obligations }) => ({ fact, obligations }));
  return JSON.parse(JSON.stringify({ ...rest, open }, placeless));
}

function byProvince(one, other) {
  return one.province.code - other.province.code;
}

test("comments are warned of before they are lost, once", { skip }, async () => {
  await clerk.give("打开报告…", COMPLIANT);
  clerk.dialogs.length = 0;
  await clerk.saved(() => clerk.click("保存报告"));
  const comments = readFileSync(COMPLIANT, "utf8").split("\n").filter((line) => line.startsWith("#"));
  assert.equal(clerk.dialogs.length, 1);
  assert.match(clerk.dialogs[0], new RegExp(`有${comments.length}处注释，表单不保留注释`));
});

test("what is saved is confirmed; what could not be opened again is warned of", { skip }, async () => {
  await clerk.openText("plan: cn-patent-2014\n");
  await clerk.click("保存报告");
  assert.match(await clerk.text("#actions"), /请先选择填报单位。$/);
  await clerk.openText("plan: cn-patent-2014\nprovince: 江西\ntier: 2\n");
  clerk.dialogs.length = 0;
  await clerk.saved(() => clerk.click("保存报告"));
  assert.match(await clerk.text("#actions"), /已保存为“江西\.yaml”，在浏览器的下载文件夹中。$/);
  assert.deepEqual(clerk.dialogs, []);
  await clerk.enter("15.training", "sessions", "约5");
  assert.doesNotMatch(await clerk.text("#actions"), /已保存/);
  const { path } = await clerk.saved(() => clerk.click("保存报告"));
  assert.equal(clerk.dialogs.length, 1);
  assert.match(clerk.dialogs[0], /^有1处须更正：此时保存的文件会被退回/);
  await clerk.give("打开报告…", path);
  assert.match(await clerk.text("#notice"), /未能载入/);
});

test("an unusable file loads nothing, and says where it is wrong", { skip }, async () => {
  await clerk.give("打开报告…", COMPLIANT);
  const rows = await clerk.rows();
  await clerk.give("打开报告…", join(EXAMPLES, "broken.yaml"));
  assert.match(await clerk.text("#notice"), /未能载入，当前内容未改动/);
  const problems = await clerk.page.$$eval("#notice .problems li", (items) => items.map(({ textContent }) => textContent));
  assert.ok(problems.length > 1);
  for (const problem of problems) assert.match(problem, /^broken\.yaml 第\d+行第\d+列：/);
  assert.deepEqual(await clerk.rows(), rows);
  assert.equal(await clerk.standing(), "√ 符合要求");
});

test("a name in a file leads out of no object", { skip }, async () => {
  await clerk.openText("plan: cn-patent-2014\nprovince: 江西\nevidence: {__proto__: {title: 示例}}\n");
  await clerk.enterIn("#documents [data-key=title]", " ");
  await clerk.enterIn("#documents [data-key=title]", "示例二");
  assert.equal(await clerk.page.evaluate(() => ({}).title), undefined);
  assert.match(await clerk.page.$eval("#documents", ({ innerText }) => innerText), /__proto__/);
});

test("a workbook opens", { skip }, async () => {
  const workbook = join(clerk.files, "安徽.xlsx");
  await python(
    `import sys, pathlib
from plancheck import load_plan
from plancheck.authoring.conversion import as_form
from plancheck.inputs.loading import load_report
from plancheck.language.message import Lang
plan = load_plan()
pathlib.Path(sys.argv[2]).write_bytes(as_form(load_report(sys.argv[1]), plan, lang=Lang.ZH))`,
    COMPLIANT,
    workbook,
  );
  await clerk.give("打开报告…", COMPLIANT);
  const rows = await clerk.rows();
  await clerk.openText("plan: cn-patent-2014\nprovince: 江西\n");
  await clerk.give("打开报告…", workbook);
  assert.equal(await clerk.standing(), "√ 符合要求");
  assert.deepEqual(await clerk.rows(), rows);
});

test("a roster decides its facts, and they can no longer be changed", { skip }, async () => {
  await clerk.openText("plan: cn-patent-2014\nprovince: 江西\n");
  await clerk.give("载入名册…", join(EXAMPLES, "roster.yaml"));
  assert.match(await clerk.text("#notice"), /名册 roster\.yaml 已载入/);
  assert.match(await clerk.text("#head"), /名册：二类省份/);
  assert.equal((await clerk.row("23.clusters")).badge, "— 不适用"); // designated: [] in the roster
  assert.equal((await clerk.row("15.training")).asked.split(" · ")[1], "≥4次");
  assert.doesNotMatch(await clerk.text(), /本省属于哪一类|先回答以下问题/);
  const free = await clerk.page.$$("#head [data-key=tier] select:enabled, .allotment :is(input, textarea):enabled");
  assert.equal(free.length, 0);
  assert.match(await clerk.text('[data-obligation="9.training"] .allotment'), /名册：60/);
  await clerk.click("移除名册 roster.yaml");
  await clerk.settle();
  assert.doesNotMatch(await clerk.text("#head"), /名册：/);
  assert.match(await clerk.text(), /先回答以下问题/);
});

test("a roster among the reports is named, and used once that is asked for", { skip }, async () => {
  await clerk.click("核查文件");
  await clerk.give("选择文件…", COMPLIANT, join(EXAMPLES, "roster.yaml"));
  await clerk.page.waitForSelector("iframe.page");
  assert.match(await clerk.text("#files .result"), /^roster\.yaml 不是自查报告，未用于核查。/);
  await clerk.click("用作名册");
  await clerk.settle();
  assert.match(await clerk.text("#files .inputs"), /roster\.yaml/);
  assert.match(await clerk.text("#files .chosen"), /已选1个文件/);
  assert.doesNotMatch(await clerk.text("#files .result"), /未用于核查/);
  await clerk.click("填报自查");
});

test("another plan draws its controls: a share of two numbers, yes and no", { skip }, async () => {
  await clerk.give("载入计划…", join(PLANS, "kinds.yaml"));
  assert.equal(await clerk.text("#title"), "样例计划");
  await clerk.enterIn("[data-key=subject]", "示例单位");
  await clerk.choose("[data-key=tier]", "一类");
  const controls = await clerk.page.$$eval("[data-obligation] > .fields > .field", (fields) =>
    fields.map((field) => [field.closest("[data-obligation]").dataset.obligation, field.dataset.key, field.dataset.control]),
  );
  assert.deepEqual(controls.filter(([, key]) => !["date", "evidence"].includes(key)), [
    ["1.rate", "closed", "count"],
    ["1.rate", "received", "count"],
    ["1.rules", "answer", "yes-no"],
    ["1.hotline", "answer", "yes-no"],
  ]);
  await clerk.enter("1.rate", "closed", "94");
  await clerk.enter("1.rate", "received", "100");
  assert.equal((await clerk.row("1.rate")).badge, "× 未达标");
  await clerk.enter("1.rate", "closed", "95");
  assert.equal((await clerk.row("1.rate")).badge, "√ 达标");
  await clerk.choose('[data-obligation="1.rules"] [data-key=answer]', "是");
  assert.equal(await clerk.standing(), "√ 符合要求");
});

test("a row that others decide shows its verdict alone", { skip }, async () => {
  const cities = join(EXAMPLES, "plans", "city-services");
  await clerk.give("载入计划…", `${cities}.yaml`, `${cities}-cities.yaml`);
  await clerk.choose("[data-key=subject]", "甲市");
  await clerk.choose("[data-key=tier]", "一类市");
  assert.equal((await clerk.page.$$('[data-obligation="5.a"] :is(input, select, textarea)')).length, 0);
  assert.equal((await clerk.row("5.a")).isCalm, true);
  await clerk.choose('[data-obligation="5.b"] [data-key=status]', "完成");
  assert.match((await clerk.row("5.a")).messages[0], /已达到1项/);
  assert.match(await clerk.text("#summary"), /已填2项/);
  await clerk.choose('[data-obligation="5.c"] [data-key=status]', "完成");
  assert.equal((await clerk.row("5.a")).badge, "√ 达标");
});

test("a plan for anybody's project is filled in as well", { skip }, async () => {
  await clerk.give("载入计划…", join(PLANS, "openssf-badge.yaml"));
  await clerk.enterIn("[data-key=subject]", "示例项目");
  await clerk.choose("[data-key=tier]", "通过级");
  const rows = await clerk.rows();
  assert.ok(Object.keys(rows).length > 60);
  await clerk.choose('[data-obligation="interact.met"] [data-key=status]', "完成");
  assert.equal((await clerk.row("interact.met")).badge, "√ 达标");
  const saved = await clerk.saved(() => clerk.click("保存报告"));
  assert.equal(saved.name, "示例项目.yaml");
  const { reports } = await validated(saved.path, "--plan", join(PLANS, "openssf-badge.yaml"));
  assert.equal(reports[0].findings.find(({ obligation }) => obligation === "interact.met").verdict, "pass");
});
