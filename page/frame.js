/** Shows a page that the engine made, in a frame where no script runs. */
import { element } from "./element.js";
import { trustedPage } from "./trusted.js";
import { word } from "./words.js";

/**
 * No `allow-scripts`: so `allow-same-origin` gives the framed page nothing, and lets this page
 * mend its links and print it. Printing needs `allow-modals`; an address opens in a tab of its own.
 */
const SANDBOX = "allow-same-origin allow-modals allow-popups allow-popups-to-escape-sandbox";

/**
 * @param {string} html a whole page
 * @returns {HTMLIFrameElement} a frame that shows it; it loads once it stands in the document
 */
export function resultFrame(html) {
  const frame = element("iframe", {
    class: "page",
    title: word("result.frame"),
    sandbox: SANDBOX,
    on: { load: () => mendLinks(frame.contentDocument) },
  });
  frame.srcdoc = trustedPage(html);
  return frame;
}

/**
 * A frame from `srcdoc` takes the address of the page around it, so `#r1` would load that page into
 * the frame. `<base>` would cure it, but the page's policy forbids any.
 */
function mendLinks(framed) {
  for (const link of [...framed.links]) {
    const address = link.getAttribute("href");
    if (address.startsWith("#")) {
      link.href = `about:srcdoc${address}`;
    } else if (/^https?:/i.test(address)) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    } else {
      link.removeAttribute("href");
    }
  }
}
