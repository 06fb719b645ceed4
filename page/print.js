/** Prints the page of one report: not the form, which would be long and full of empty fields. */
import { element } from "./element.js";
import { resultFrame } from "./frame.js";
import { reportFileName } from "./saving.js";
import { word } from "./words.js";

/**
 * @param {import("./engine.js").Engine} engine
 * @param {import("./report.js").Report} report
 * @param {"zh" | "en"} lang
 * @param {{id: string, sha256: string}} plan
 * @returns {Promise<boolean>} whether it was printed: not while something in it cannot be read
 */
export async function printReport(engine, report, lang, plan) {
  const tree = report.pruned();
  const { text, problems } = await engine.ask("page", { report: tree, lang, name: reportFileName(tree) });
  if (!problems) printPage(text, plan);
  return !problems;
}

/** Print a page in a frame that nobody sees, which is gone afterwards. */
function printPage(html, plan) {
  document.querySelector("iframe.printed")?.remove(); // where the browser did not say it was done
  const frame = resultFrame(html);
  frame.className = "printed";
  frame.inert = true;
  frame.addEventListener("load", () => {
    const { contentDocument: page, contentWindow: view } = frame;
    page.querySelector("footer").append(digestLine(plan));
    view.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
    view.print();
  });
  document.body.append(frame);
}

/** The whole digest: a superior can compare it with that of the plan. */
function digestLine({ id, sha256 }) {
  return element("p", {}, word("print.digest", { id, sha256 }));
}
