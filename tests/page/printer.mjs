/** The page that would go to the printer; a browser without a screen has none. */

/** Waits from now on for what is printed. */
export function awaitPrint({ page }) {
  return page.evaluate(catchPrint);
}

/**
 * @param {import("./clerk.mjs").Clerk} clerk
 * @param {import("puppeteer-core").Browser} browser
 * @returns {Promise<import("puppeteer-core").Page>} a tab that shows what was printed
 */
export async function printedPage({ page }, browser) {
  await page.waitForFunction(() => globalThis.printing);
  const sheet = await browser.newPage();
  await sheet.setContent(await page.evaluate(() => globalThis.printing.outerHTML));
  return sheet;
}

/** Runs in the page: keeps what is given to the printer. */
function catchPrint() {
  globalThis.printing = null;
  const frames = new MutationObserver(() => {
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.isCaught) continue;
      frame.isCaught = true;
      frame.addEventListener("load", () => watch(frame), { capture: true });
    }
  });
  const watch = ({ contentWindow, contentDocument }) => {
    contentWindow.print = () => (globalThis.printing = contentDocument.documentElement);
  };
  frames.observe(document.body, { childList: true, subtree: true });
}
