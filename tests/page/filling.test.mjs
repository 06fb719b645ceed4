/** A clerk fills in the whole form until it says that the report is compliant, and saves it. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { copyOfPage, missing, startBrowser } from "./browser.mjs";
import { Clerk } from "./clerk.mjs";
import { byKeyboard, byMouse } from "./hands.mjs";
import { validated } from "./command.mjs";

/** The numbers of the plan: 一类省份及各专利信息传播利用基地不少于6次，二类省份不少于4次，三类省份不少于1次, and so on. */
const NUMBERS = {
  信息培训: { 一类省份: "≥6次", 二类省份: "≥4次", 三类省份: "≥1次" },
  基地信息培训: { 一类省份: "≥6次" },
  优势企业申报: { 一类省份: "≤50家", 二类省份: "≤25家", 三类省份: "≤15家" },
  贯标达标企业: { 一类省份: "≥30家", 二类省份: "≥20家", 三类省份: "≥10家" },
  技术转移机构: { 一类省份: "≥1家" },
};
const ALLOTTED = "60";
/** What this clerk reports though the plan leaves it to the province, or to who is designated. */
const TAKEN_UP = ["价值分析指标应用", "优势企业申报"];
const BASES = ["示例图书馆基地", "示例研究所基地"];

const skip = missing("chromium");

// Two at a time: while one waits for its engine, the other one types.
suite("a report is filled in until it is compliant", { skip, concurrency: 2 }, () => {
  for (const who of [
    { province: "江西", tier: "一类省份" },
    { province: "江西", tier: "二类省份" },
    { province: "江西", tier: "三类省份" },
    { province: "上海", tier: "一类省份" },
  ]) {
    test(`${who.province}, ${who.tier}, by keyboard alone`, (t) => fillsIn(t, byKeyboard, who));
  }
  test("by mouse", (t) => fillsIn(t, byMouse, { province: "江西", tier: "二类省份" }));
});

/** Fills in the form from its beginning to 保存报告. The browser is its own: keys go to the window that is in front. */
async function fillsIn(t, handOf, who) {
  const browser = await startBrowser();
  t.after(() => browser.close());
  const clerk = await Clerk.at(t, browser, copyOfPage(t));
  const hand = handOf(clerk);
  for (let stop = await hand.next(); stop.label !== "保存报告"; stop = await hand.next()) {
    await answer(stop, clerk, hand, who);
  }
  await clerk.settle();
  assert.equal(await clerk.standing(), "√ 符合要求", (await clerk.points()).join("\n"));
  assert.deepEqual(await clerk.points(), []);
  const saved = await clerk.saved(() => hand.press());
  assert.equal(saved.name, `${who.province}.yaml`);
  await isJudgedAlike(clerk, saved.path);
  assert.deepEqual(clerk.page.errors, []);
}

/** Enters what a place asks for, if anything. */
async function answer(stop, clerk, hand, { province, tier }) {
  const { label, group, title, asked } = stop;
  if (label === "填报单位") return decide(clerk, hand.choose(province));
  if (label === "类别") return decide(clerk, hand.choose(tier));
  if (stop.type === "checkbox") return isTicked(stop, tier) && decide(clerk, hand.press());
  if (/计划数/.test(group)) return isAllotted(stop, tier) && decide(clerk, hand.type(ALLOTTED));
  if (title === "基地信息培训" && tier === "一类省份") return reportBases(stop, clerk, hand);
  if (!asked.startsWith("必做") && !isTakenUp(title, tier)) return null;
  if (/[≥≤]/.test(asked)) return stop.control === "count" && reportNumber(stop, clerk, hand, tier);
  if (stop.control === "status") return hand.choose(asked.split(" · ")[1]);
  if (title === "专利政策框架" && label === "完成日期") return hand.type("2014-12-05");
  if (title === "专利政策框架" && label === "佐证") return hand.type("Z03、Z07");
  return null;
}

/** Waits until the form has drawn what follows from an answer. */
async function decide(clerk, act) {
  await act;
  await clerk.settle();
}

function isTicked({ label, checked }, tier) {
  if (checked) return false;
  if (/价值分析指标应用|^以上为全部/.test(label)) return true;
  if (label === "未下达计划数") return tier !== "二类省份";
  return label === "没有" && tier !== "一类省份";
}

/** In tier 2 this clerk states an allotted number, which makes its obligation mandatory. */
function isTakenUp(title, tier) {
  return TAKEN_UP.includes(title) || (title === "代理人实务培训" && tier === "二类省份");
}

function isAllotted({ control, value, title }, tier) {
  if (control !== "count" || value) return false;
  return title === "执法人员培训" || tier === "二类省份";
}

async function reportBases({ label, key, asked, obligation }, clerk, hand) {
  assert.match(asked, /每个专利信息传播利用基地≥6次/);
  if (label === "单位") return hand.press();
  if (label === "添加一行") return addBase(clerk, hand, obligation);
  return key === "sessions" && hand.type("6");
}

/** A new row has the focus in its name. */
async function addBase(clerk, hand, obligation) {
  const names = await clerk.names(obligation);
  if (names.length === BASES.length) return;
  await hand.press();
  assert.deepEqual(await hand.here().then(({ label, obligation: id }) => [label, id]), ["名称", obligation]);
  await hand.type(BASES[names.length]);
}

/** One short of what is asked, or one over, is not enough; what is asked is. */
async function reportNumber({ title, asked, obligation }, clerk, hand, tier) {
  if (asked.includes("计划数")) return hand.type(ALLOTTED);
  const number = NUMBERS[title][tier];
  assert.equal(asked.split(" · ")[1], number);
  const [, sign, most] = /([≥≤])(\d+)/.exec(number);
  await hand.type(String(sign === "≥" ? most - 1 : Number(most) + 1));
  await clerk.settle();
  assert.equal((await clerk.row(obligation)).badge, "× 未达标", title);
  await hand.type(most);
  await clerk.settle();
  return assert.equal((await clerk.row(obligation)).badge, "√ 达标", title);
}

/** The command says of the saved file what the form said. */
async function isJudgedAlike(clerk, file) {
  const { reports } = await validated(file);
  const shown = await clerk.rows();
  assert.equal(reports[0].outcome, "compliant");
  const inForm = Object.entries(shown).map(([id, { verdict, messages }]) => [id, verdict, messages[0]]);
  const ofCommand = reports[0].findings.map(({ obligation, verdict, message }) => [obligation, verdict, message.zh]);
  assert.equal(inForm.length, ofCommand.length);
  // A row in which nothing was entered says its verdict without a message.
  assert.deepEqual(inForm.map(([id, verdict, said], index) => [id, verdict, said ?? ofCommand[index][2]]), ofCommand);
}
