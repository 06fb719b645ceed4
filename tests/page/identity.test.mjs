/**
 * The engine in the page answers as it does in native Python: the same verdicts, sentences, places and exit codes, byte for
 * byte. `native.py` makes the questions and the answers.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";

import { askAll, copyOfPage, missing, openPage, ROOT, startBrowser } from "./browser.mjs";
import { PYTHON } from "./command.mjs";

/** Hostile files and files of other plans come last: a plan that was loaded stays. */
const GROUPS = {
  chromium: ["examples", "forms", "cases", "mutants", "malformed", "hostiles"],
  firefox: ["examples"],
};
const AT_ONCE = 20;
const SHOWN = 5;
const EXCERPT = 80;

for (const [name, groups] of Object.entries(GROUPS)) {
  test(`${name} answers as native Python does`, { skip: missing(name) }, async (t) => {
    const browser = await startBrowser(name);
    try {
      const page = await openPage(browser, copyOfPage(t));
      for (const group of groups) {
        await t.test(group, (one) => compare(page, group, one));
      }
      assert.deepEqual(page.errors, []);
    } finally {
      await browser.close();
    }
  });
}

/** Puts the questions of a group to the page, while native Python goes on answering, and holds the answers alike. */
async function compare(page, group, t) {
  const differing = [];
  let count = 0;
  let slowest = { ms: 0 };
  for await (const questions of batches(answered(group))) {
    const answers = await askAll(page, questions);
    for (const [place, { what, value }] of questions.entries()) {
      const { value: told, error, ms } = answers[place];
      const difference = error ?? firstDifference(textOf(value), textOf(told));
      if (difference) differing.push(`${what}: ${difference}`);
      if (ms > slowest.ms) slowest = { ms, what };
      count += 1;
    }
  }
  t.diagnostic(`${group}: ${count} questions, the slowest took ${Math.round(slowest.ms)} ms: ${slowest.what}`);
  assert.ok(count > 0);
  if (differing.length) {
    assert.fail(`${differing.length} of ${count} differ\n${differing.slice(0, SHOWN).join("\n")}`);
  }
}

/** Yields the questions of a group, each with its native answer. */
async function* answered(group) {
  const python = spawn(PYTHON, ["-m", "tests.page.native", group], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(python, "close");
  for await (const line of createInterface({ input: python.stdout, crlfDelay: Infinity })) {
    yield JSON.parse(line);
  }
  const [code] = await ended;
  assert.equal(code, 0, `${PYTHON} -m tests.page.native ${group} ended with ${code}`);
}

async function* batches(questions) {
  let batch = [];
  for await (const question of questions) {
    batch.push(question);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

/** Returns an answer as one text: exit code and output of `files`, all else in JSON. */
function textOf({ text, ...rest }) {
  return `${JSON.stringify(rest)}\n${text}`;
}

/** Returns where two texts part, with what stands there in each; nothing where they are the same. */
function firstDifference(native, page) {
  if (native === page) return undefined;
  let at = 0;
  while (native[at] === page[at]) at += 1;
  const excerpt = (text) => JSON.stringify(text.slice(Math.max(0, at - EXCERPT), at + EXCERPT));
  return `from character ${at} on\n  native ${excerpt(native)}\n  page   ${excerpt(page)}`;
}
