/** The one place where the page makes values that a browser takes only from a named policy. */

const policy = globalThis.trustedTypes?.createPolicy("plancheck", {
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (!url.startsWith("blob:")) throw new TypeError("a worker starts from the page itself only");
    return url;
  },
});

/**
 * Let a page that the engine made stand in `srcdoc`. Nothing else may be given here.
 * @param {string} html
 * @returns {string | TrustedHTML}
 */
export function trustedPage(html) {
  return policy ? policy.createHTML(html) : html;
}

/**
 * @param {string} url the address of a blob made from the page's own parts
 * @returns {string | TrustedScriptURL} what `Worker` takes
 */
export function trustedWorkerUrl(url) {
  return policy ? policy.createScriptURL(url) : url;
}
