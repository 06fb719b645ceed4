/**
 * Takes the pictures of the page in docs/images/: `node tests/page/pictures.mjs`. No test holds them byte for byte,
 * because each version of the browser and of its fonts draws other pixels.
 */

import { join } from "node:path";

import { copyOfPage, ROOT, startBrowser } from "./browser.mjs";
import { Clerk } from "./clerk.mjs";

const ends = [];
const whole = { after: (end) => ends.unshift(end) };
const browser = await startBrowser();
try {
  const clerk = await Clerk.at(whole, browser, copyOfPage(whole));
  await clerk.page.setViewport({ width: 1100, height: 760 });
  await clerk.give("打开报告…", join(ROOT, "examples", "tier2-noncompliant.yaml"));
  await take("zh", "只看需处理");
  await clerk.click("English");
  await take("en", "Show open points only");

  /** Takes a picture of the top of the form with what is left to do. */
  async function take(lang, only) {
    await clerk.click(only);
    await clerk.page.evaluate(() => scrollTo(0, 0));
    await clerk.page.screenshot({ path: join(ROOT, "docs", "images", `page.${lang}.png`) });
  }
} finally {
  for (const end of ends) await end();
  await browser.close();
}
