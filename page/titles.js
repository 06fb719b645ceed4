/** How obligations are named. */
import { inLanguage } from "./language.js";

/** @returns {string} the task with the name of an obligation */
export function titled({ task, name }) {
  return `${task} ${inLanguage(name)}`;
}
