/** The controls by which the fields of a form are entered, by the names the document has for them. */
import { choice } from "./choice.js";
import { count } from "./count.js";
import { date } from "./date.js";
import { evidence } from "./evidence.js";
import { table } from "./table.js";
import { text } from "./text.js";

const CONTROLS = { status: choice, "yes-no": choice, count, date, text, evidence, table };

/**
 * Draw a field of the document, whatever it is called.
 * @param {import("./single.js").Field} field
 * @param {import("./single.js").Place} place
 * @returns {object} its `element`; `refresh()` shows what the report holds; `targets()` are the
 *   places in which something can be entered
 */
export function drawField(field, place) {
  const drawn = CONTROLS[field.control](field, place, drawField);
  drawn.listen();
  drawn.refresh();
  return drawn;
}
