/**
 * Takes pictures of the page, for a person to look at before a release: `node tests/page/screens.mjs` puts them into
 * `.page/screens/`.
 */

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { copyOfPage, INSTALLED, missing, ROOT, startBrowser } from "./browser.mjs";
import { Clerk } from "./clerk.mjs";
import { awaitPrint, printedPage } from "./printer.mjs";

const SCREENS = join(INSTALLED, "screens");
const example = (name) => join(ROOT, "examples", name);
const SHEET = { width: 794, height: 1123 }; // A4
const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };
const REDUCED_MOTION = { name: "prefers-reduced-motion", value: "reduce" };
const LOOKS = {
  light: [{ name: "prefers-color-scheme", value: "light" }],
  dark: [{ name: "prefers-color-scheme", value: "dark" }],
};

const STATES = {
  empty: async () => {},
  "province chosen": async (clerk) => {
    await clerk.choose("[data-key=province]", "江西");
    await clerk.choose("[data-key=tier]", "一类省份");
  },
  typed: async (clerk) => {
    await clerk.enter("15.training", "sessions", "约5");
    await clerk.enter("19.standard", "enterprises", "18家");
    await clerk.enter("2.framework", "evidence", "年度工作总结、政策文件汇编");
    for (const id of ["15.training", "15.bases"]) {
      await clerk.click(id === "15.bases" ? "单位" : "台账", `[data-obligation="${id}"]`);
      await clerk.click("添加一行", `[data-obligation="${id}"]`);
    }
    await clerk.page.keyboard.type("示例图书馆基地");
    await clerk.settle();
  },
  loaded: (clerk) => clerk.give("打开报告…", example("tier1-noncompliant.yaml")),
  compliant: (clerk) => clerk.give("打开报告…", example("tier2-compliant.yaml")),
  refused: (clerk) => clerk.give("打开报告…", example("broken.yaml")),
  english: (clerk) => clerk.click("English"),
  about: (clerk) => clerk.click("About"),
  files: async (clerk) => {
    await clerk.click("Close");
    await clerk.inChinese();
    await clerk.click("核查文件");
  },
  result: async (clerk) => {
    const names = ["tier1-compliant.yaml", "tier2-noncompliant.yaml", "broken.yaml"];
    await clerk.give("选择文件…", ...names.map(example));
    await clerk.page.waitForSelector("iframe.page");
    await clerk.click("更多");
  },
};

const ends = [];
const whole = { after: (end) => ends.unshift(end) };
const absent = missing("chromium");
if (absent) throw new Error(absent);
rmSync(SCREENS, { recursive: true, force: true });
mkdirSync(SCREENS, { recursive: true });
const browser = await startBrowser();
try {
  const clerk = await Clerk.at(whole, browser, copyOfPage(whole));
  for (const [index, [state, reach]] of Object.entries(STATES).entries()) {
    await clerk.page.setViewport(SIZES.wide);
    await reach(clerk);
    if (state === "compliant") await takePrint(clerk);
    await takeAll(clerk.page, `${String(index + 1).padStart(2, "0")} ${state}`);
  }
} finally {
  for (const end of ends) await end();
  await browser.close();
}

async function takePrint(clerk) {
  await awaitPrint(clerk);
  await clerk.click("打印");
  const sheet = await printedPage(clerk, browser);
  await sheet.setViewport(SHEET);
  await sheet.emulateMediaType("print");
  await take(sheet, "printed");
  await sheet.close();
}

async function takeAll(page, state) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewport(viewport);
    for (const [look, features] of Object.entries(LOOKS)) {
      await page.emulateMediaFeatures([REDUCED_MOTION, ...features]);
      await take(page, `${state}, ${size}, ${look}`);
    }
  }
  await page.setViewport(SIZES.wide);
  const session = await page.createCDPSession(); // the driver itself has no word for forced colours
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  await take(page, `${state}, forced colours`);
  await session.send("Emulation.setEmulatedMedia", { features: [REDUCED_MOTION] });
}

async function take(page, name) {
  await page.evaluate(() => scrollTo(0, 0));
  return page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true });
}
