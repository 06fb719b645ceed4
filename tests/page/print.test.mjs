/** What comes out of the printer. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, test } from "node:test";

import { missing, ROOT } from "./browser.mjs";
import { onePage } from "./clerk.mjs";
import { awaitPrint, printedPage } from "./printer.mjs";

const FILLED_IN = join(ROOT, "examples", "tier1-compliant.yaml");

const skip = missing("chromium") ?? noReader();
const at = onePage();
let clerk;
beforeEach(async () => {
  clerk = at.clerk;
  if (clerk) await awaitPrint(clerk);
});

test("a report on at most two pages, to be signed, with the checksum of the rule set", { skip }, async () => {
  await clerk.give("打开报告…", FILLED_IN);
  const rows = Object.values(await clerk.rows());
  assert.ok(rows.length >= 31);
  await clerk.click("打印");
  const { pages, text } = await printed();
  assert.ok(pages <= 2, `${pages} pages`);
  assert.match(text, /北京/);
  for (const word of ["填报人", "审核人", "签发"]) assert.match(text, new RegExp(word));
  const { sha256 } = (await clerk.ask("obligations")).value.plan;
  assert.ok(text.replace(/\s/g, "").includes(sha256), "no checksum");
  assert.doesNotMatch(text, /请选择|添加一行|未填报|2014-06-30.*如/);
  const placeholders = await clerk.page.$$eval("[placeholder]", (all) => all.map(({ placeholder }) => placeholder).filter(Boolean));
  for (const placeholder of placeholders) assert.ok(!text.includes(placeholder), placeholder);
  assert.equal(await clerk.page.$$eval("iframe.printed", (all) => all.length), 1);
});

test("a report that holds something unreadable is not printed", { skip }, async () => {
  await clerk.enter("15.training", "sessions", "约5");
  await clerk.click("打印");
  await clerk.page.waitForFunction(() => document.getElementById("notice").textContent.includes("更正后再打印"));
  assert.equal(await clerk.page.evaluate(() => globalThis.printing), null);
  assert.match(await clerk.text("#notice li"), /^15 信息培训：“约5”/);
  await clerk.enter("15.training", "sessions", "5");
  assert.equal(await clerk.page.$eval("#notice", ({ hidden }) => hidden), true);
});

test("the result of checked files", { skip }, async () => {
  await clerk.click("核查文件");
  await clerk.give("选择文件…", FILLED_IN, join(ROOT, "examples", "tier2-noncompliant.yaml"));
  await clerk.page.waitForSelector("iframe.page");
  await clerk.click("打印结果");
  const { pages, text } = await printed();
  assert.ok(pages <= 2, `${pages} pages`);
  assert.match(text, /北京/);
  assert.match(text, /江西/);
  assert.doesNotMatch(text, /选择文件|保存网页/);
});

test("the form itself says by which button it is printed", { skip }, async () => {
  for (const tab of ["填报自查", "核查文件"]) {
    await clerk.click(tab);
    assert.equal((await asPdf(clerk.page)).text.trim(), "请用本页的“打印”按钮打印核查表。");
  }
});

/** @returns {Promise<{pages: number, text: string}>} the PDF of what was printed */
async function printed() {
  const sheet = await printedPage(clerk, at.browser);
  const pdf = await asPdf(sheet);
  await sheet.close();
  return pdf;
}

/** @returns {Promise<{pages: number, text: string}>} what comes out of the printer for a whole tab */
async function asPdf(sheet) {
  const pdf = join(clerk.files, "printed.pdf");
  writeFileSync(pdf, await sheet.pdf({ format: "A4", preferCSSPageSize: true }));
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  return { pages: text.split("\f").length - 1, text };
}

/** @returns {string | undefined} why nothing can read the PDF */
function noReader() {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
  } catch {
    return "no pdftotext: install the package poppler-utils";
  }
}
