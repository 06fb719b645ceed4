/** The document: everything in one file, and the policy that lets nothing else in. */

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/**
 * Returns the page.
 *
 * @param {string} frame index.html, which names its style sheet and its script
 * @param {{page: string, result: string}} styles of the page, and of the result page that it shows in a frame
 * @param {{page: string, worker: string}} scripts
 * @param {Record<string, Uint8Array>} parts what the worker inflates
 * @param {object} notices
 */
export function document(frame, styles, scripts, parts, notices) {
  const embedded = [
    block("notices", "application/json", JSON.stringify(notices).replaceAll("<", "\\u003c")),
    block("part-worker", "text/plain", scripts.worker),
    ...Object.entries(parts).map(([name, content]) => block(`part-${name}`, "text/plain", packed(content))),
  ];
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(styles, scripts.page)}">`;
  let page = frame;
  page = put(page, '<meta charset="utf-8">', (charset) => `${charset}\n${policy}`);
  page = put(page, '<link rel="stylesheet" href="style.css">', () => `<style>${styles.page}</style>`);
  return put(page, '<script type="module" src="main.js"></script>', () =>
    [...embedded, `<script>${inert(scripts.page)}</script>`].join("\n"),
  );
}

/** Returns the policy: its own script and styles, the worker, frames of its own, and no address at all. */
function contentPolicy(styles, script) {
  return [
    "default-src 'none'",
    `script-src ${digest(script)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${digest(styles.page)} ${digest(styles.result)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types plancheck",
  ].join("; ");
}

function digest(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function packed(content) {
  return gzipSync(content, { level: 9 }).toString("base64");
}

function block(id, type, text) {
  return `<script type="${type}" id="${id}">${inert(text)}</script>`;
}

/** Returns `text` if it ends no script and begins no comment. */
function inert(text) {
  if (/<!--|<\/?script/i.test(text)) throw new Error("a script that ends early in a page");
  return text;
}

/** Returns `page` with the one place of `mark` filled in. */
function put(page, mark, filled) {
  const [before, after, ...more] = page.split(mark);
  if (after === undefined || more.length) throw new Error(`index.html has to have once: ${mark}`);
  return before + filled(mark) + after;
}
