/** How the report stands as a whole. */
import { WORDS } from "./words.js";

/**
 * @typedef {object} Standing
 * @property {{sign: string, zh: string, en: string}} outcome
 * @property {string} tone what the outcome is coloured by
 * @property {string} asOf
 * @property {number} asked how many obligations apply
 * @property {[string, number][]} verdicts how many of them have which verdict, "marked" among these:
 *   what is said of an obligation counts for nothing while something of it cannot be read
 */

/** @type {Standing} that of a report where the engine failed */
export const UNJUDGED = {
  outcome: { sign: "!", ...WORDS["page.broken"] },
  tone: "marked",
  asOf: "",
  asked: 0,
  verdicts: [],
};

/**
 * @param {{result: object, marks: object[]}} judged the answer of the engine
 * @param {boolean} isTouched whether anything was entered
 * @param {object} words of plancheck.obligations/1
 * @returns {Standing} never that of a complete report while something cannot be read
 */
export function standingOf({ result, marks }, isTouched, words) {
  const [report] = result.reports;
  const verdicts = counted(report, new Set(marks.map(({ obligation }) => obligation)));
  const asked = verdicts.reduce((sum, [, count]) => sum + count, 0);
  return { ...outcomeOf(report, marks, isTouched, words), asOf: report?.as_of, asked, verdicts };
}

/** Count the verdicts of what applies, in the order of the engine; those to be corrected come first. */
function counted(report, marked) {
  const shown = (report?.findings ?? []).map(({ obligation, verdict }) =>
    marked.has(obligation) ? "marked" : verdict,
  );
  return ["marked", ...Object.keys(report?.verdicts ?? {})]
    .filter((verdict) => verdict !== "not-applicable")
    .map((verdict) => [verdict, shown.filter((each) => each === verdict).length])
    .filter(([, count]) => count > 0);
}

function outcomeOf(report, marks, isTouched, words) {
  if (!report || marks.length) return { outcome: { sign: "!", ...WORDS["summary.marked"] }, tone: "marked" };
  if (!isTouched) return { outcome: { sign: "□", ...WORDS["summary.blank"] }, tone: "blank" };
  return { outcome: words.outcomes[report.outcome], tone: report.outcome };
}
