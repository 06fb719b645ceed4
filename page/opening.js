/** Opens a report, a roster or a plan. Nothing is half loaded: all of a file counts, or none. */
import { readFile } from "./reading.js";

/** @typedef {import("./problems.js").Problem} Problem */
/** @typedef {import("./engine.js").Engine} Engine */

/**
 * @param {Engine} engine
 * @param {File} file a YAML file or a workbook
 * @returns {Promise<{report: object, comments: number, remarks: object[]} | {problems: Problem[]}>}
 *   the report's tree, and how many comments of the file the form does not keep
 */
export async function openReport(engine, file) {
  const report = await readFile(file);
  return report.problems ? report : engine.ask("read", { name: report.name }, [report]);
}

/**
 * @param {Engine} engine
 * @param {File} file
 * @returns {Promise<{name: string} | {problems: Problem[]}>} the roster's name; the engine uses it from now on
 */
export async function openRoster(engine, file) {
  const roster = await readFile(file);
  if (roster.problems) return roster;
  const { problems } = await engine.ask("obligations", { roster: roster.name }, [roster]);
  return problems ? { problems } : { name: roster.name };
}

/** Let the engine use no roster any more. */
export function closeRoster(engine) {
  return engine.ask("obligations", { roster: "" });
}

/**
 * @param {Engine} engine
 * @param {File[]} files a plan, and the list of those who report if it names one
 * @returns {Promise<object | {problems: Problem[]}>} what `start` says of the plan
 */
export async function openPlan(engine, files) {
  const read = await Promise.all(files.map((file) => readFile(file)));
  const refused = read.find(({ problems }) => problems);
  const [plan, ...beside] = read.map(({ name }) => name);
  return refused ?? engine.ask("start", { plan, beside }, read);
}
